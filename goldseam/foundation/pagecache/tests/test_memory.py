"""What every page shows is read once, and again as soon as anything public changes."""

import errno
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils.translation import override

from goldseam.foundation import pagecache
from goldseam.foundation.pagecache import shelf
from goldseam.foundation.pagecache.memory import kept
from goldseam.foundation.pagecache.tests.pages import drop_and_think_better_of_it

pytestmark = pytest.mark.django_db(transaction=True)


class Sign:
    """A sign that says something, and counts how often it was read."""

    def __init__(self, says: str) -> None:
        self.says, self.times = says, 0
        self.read = kept(self._read)

    def _read(self) -> str:
        self.times += 1
        return self.says


@pytest.fixture
def sign(settings, tmp_path) -> Sign:
    settings.HOME = tmp_path
    shelf.begin()
    return Sign("Open")


def seen_by_another(sign: Sign) -> str:
    try:
        return sign.read()
    finally:
        connection.close()


def test_it_is_read_once(sign):
    assert [sign.read() for _ in range(3)] == ["Open"] * 3
    assert sign.times == 1


def test_it_is_read_again_after_a_change_and_not_before_the_commit(sign):
    sign.read()
    with transaction.atomic():
        sign.says = "Closed"
        pagecache.drop()
        with ThreadPoolExecutor(1) as other:
            assert other.submit(seen_by_another, sign).result() == "Open"
    assert sign.read() == "Closed"


def test_who_has_just_changed_it_sees_it_before_the_commit(sign):
    sign.read()
    with transaction.atomic():
        sign.says = "Closed"
        pagecache.drop()
        assert sign.read() == "Closed"


def test_what_was_read_while_it_changed_is_not_kept(sign):
    def changed_meanwhile() -> str:
        before = sign.says
        if before == "Open":
            sign.says = "Closed"
            pagecache.drop()
        return before

    read = kept(changed_meanwhile)
    assert read() == "Open"
    assert read() == "Closed"


def test_each_language_has_its_own(sign):
    sign.read()
    with override("cy"):
        sign.says = "Ar agor"
        assert sign.read() == "Ar agor"
    assert sign.read() == "Open"


def test_without_a_page_cache_it_is_read_each_time(sign, settings, tmp_path):
    settings.HOME = tmp_path / "nothing"
    sign.read()
    sign.read()
    assert sign.times == 2


def test_a_change_that_was_thought_better_of_leaves_what_is_kept(sign):
    sign.read()
    with transaction.atomic():
        drop_and_think_better_of_it()
        assert sign.read() == "Open"
    drop_and_think_better_of_it()
    assert sign.read() == "Open"
    assert sign.times == 1


def test_when_the_pages_cannot_be_turned_it_is_read_each_time(sign, monkeypatch):
    sign.read()

    def full_disk(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as full:
        full.setattr(shelf.Path, "symlink_to", full_disk)
        with transaction.atomic():
            sign.says = "Closed"
            pagecache.drop()
        assert sign.read() == "Closed"


def test_in_a_transaction_that_changes_nothing_public_what_is_kept_is_enough(sign):
    sign.read()
    with transaction.atomic():
        assert sign.read() == "Open"
    assert sign.times == 1


def test_what_is_seen_in_a_transaction_is_not_kept_for_others(sign):
    with transaction.atomic():
        sign.says = "Half written"
        sign.read()
        sign.says = "Open"
    assert sign.read() == "Open"
