"""No page from before a change is shown after it."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from textwrap import dedent

import pytest
from django.db import connection, transaction
from django.utils import timezone

from goldseam.foundation import pagecache
from goldseam.foundation.pagecache import actions, shelf
from goldseam.foundation.pagecache.models import PendingDrop
from goldseam.foundation.pagecache.tests import pages
from goldseam.foundation.pagecache.tests.browsing import Visitor
from goldseam.foundation.pagecache.tests.pages import Story, drop_and_think_better_of_it

ROOT = Path(__file__).resolve().parents[4]


def publish(text: str) -> None:
    """What an editor does: the change and the dropping, in one transaction."""
    with transaction.atomic():
        Story.text = text
        pagecache.drop()


def in_another_process(script: str, house: Path) -> subprocess.CompletedProcess[str]:
    """Run lines in a process of its own, on the same database and the same folder."""
    database = connection.settings_dict
    url = f"postgresql://{database['USER']}:{database['PASSWORD']}@{{}}/{database['NAME']}"
    host = str(database["HOST"])
    address = f"/?host={host}" if host.startswith("/") else f"{host}:{database['PORT']}"
    url = url.format("") + address.removeprefix("/") if host.startswith("/") else url.format(address)
    environment = os.environ | {
        "GOLDSEAM_HOME": str(house),
        "DATABASE_URL": url,
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    begin = "import django\ndjango.setup()\nfrom goldseam.foundation import pagecache\n"
    return subprocess.run(
        [sys.executable, "-c", begin + dedent(script)],
        env=environment,
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    )


def in_a_thread(work):
    """Run work on a database connection of its own, to its end."""

    def run():
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(run).result(timeout=30)


def test_a_change_is_seen_at_the_next_visit(visitor, transactional_db):
    visitor.get("/blog/")
    publish("The second story")
    assert b"The second story" in visitor.get("/blog/").body
    assert not PendingDrop.objects.exists()


def test_nothing_is_dropped_before_the_change_is_committed(visitor, transactional_db):
    visitor.get("/blog/")
    with transaction.atomic():
        pagecache.drop()
        visitor.get("/blog/")
        assert Story.rendered == 1
    visitor.get("/blog/")
    assert Story.rendered == 2


def test_a_change_that_is_rolled_back_drops_nothing(visitor, transactional_db):
    visitor.get("/blog/")
    drop_and_think_better_of_it()
    visitor.get("/blog/")
    assert Story.rendered == 1


def test_a_drop_after_a_part_that_was_rolled_back_still_counts(visitor, transactional_db):
    visitor.get("/blog/")
    with transaction.atomic():
        drop_and_think_better_of_it()
        pagecache.drop()
    visitor.get("/blog/")
    assert Story.rendered == 2


def test_a_thousand_changes_in_one_transaction_cost_one_row(house, transactional_db, django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(3):  # the row, in a savepoint of its own
        for _ in range(1000):
            pagecache.drop()
        assert PendingDrop.objects.all()._result_cache is None


def test_outside_of_a_transaction_pages_are_dropped_at_once(visitor, transactional_db):
    visitor.get("/blog/")
    pagecache.drop()
    visitor.get("/blog/")
    assert Story.rendered == 2


class NaiveCache:
    """The control: one dictionary, emptied by a change. It shows what the generations are for."""

    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def get(self, path: str, render) -> bytes:
        if path not in self.kept:
            self.kept[path] = render()
        return self.kept[path]

    def drop(self) -> None:
        self.kept.clear()


def test_the_control_shows_a_page_from_before_the_change_for_ever():
    naive = NaiveCache()
    Story.text = "The first story"

    def slow_render() -> bytes:
        read = Story.text
        Story.text = "The second story"
        naive.drop()
        return read.encode()

    naive.get("/", slow_render)
    assert naive.get("/", lambda: Story.text.encode()) == b"The first story"


def test_a_page_rendered_before_a_change_and_stored_after_it_is_never_shown(visitor, transactional_db, monkeypatch):
    def slow_page():
        from django.http import HttpResponse

        read = Story.text
        monkeypatch.undo()
        in_a_thread(lambda: publish("The second story"))
        return HttpResponse(read)

    monkeypatch.setattr(pages, "_page", slow_page)
    assert b"The first story" in visitor.get("/blog/").body
    for _ in range(2):
        assert b"The second story" in visitor.get("/blog/").body
    assert Story.rendered == 1


def test_a_change_that_commits_second_drops_although_it_began_first(visitor, transactional_db):
    """A counter drawn in the transaction would stand at the later number already, and this commit change nothing."""
    with transaction.atomic():
        pagecache.drop()
        in_a_thread(lambda: publish("The second story"))
        in_a_thread(lambda: visitor.get("/blog/"))
        Story.text = "The third story"
    assert b"The third story" in visitor.get("/blog/").body


def test_two_editors_do_not_wait_for_each_other(house, transactional_db):
    def hurried():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        publish("The second story")

    with transaction.atomic():
        pagecache.drop()
        in_a_thread(hurried)


def test_a_change_in_one_process_is_seen_in_the_other(visitor, house, transactional_db):
    visitor.get("/blog/")
    Story.text = "The second story"
    done = in_another_process("pagecache.drop()", house)
    assert done.returncode == 0, done.stderr
    assert b"The second story" in visitor.get("/blog/").body


DIES_AFTER_COMMIT = """
    import os, signal
    from django.db import transaction
    from goldseam.foundation.pagecache import shelf
    shelf.turn = lambda: os.kill(os.getpid(), signal.SIGKILL)
    with transaction.atomic():
        pagecache.drop()
"""


def test_a_process_killed_between_commit_and_turning_is_made_up_for(visitor, house, transactional_db):
    visitor.get("/blog/")
    Story.text = "The second story"
    assert in_another_process(DIES_AFTER_COMMIT, house).returncode == -signal.SIGKILL
    assert b"The first story" in visitor.get("/blog/").body
    actions.heal(at=timezone.now())
    assert b"The second story" in visitor.get("/blog/").body
    assert not PendingDrop.objects.exists()


def test_a_killed_process_is_made_up_for_by_the_next_change_too(visitor, house, transactional_db):
    visitor.get("/blog/")
    in_another_process(DIES_AFTER_COMMIT, house)
    pagecache.drop()
    visitor.get("/blog/")
    assert Story.rendered == 2


def test_a_folder_that_cannot_be_written_does_not_undo_the_change(house, transactional_db, caplog):
    (house / "pages").write_text("a file where the folder should be")
    publish("The second story")
    assert PendingDrop.objects.count() == 1
    assert "carry_out" in caplog.text


def test_what_cannot_be_replaced_is_not_shown_either(visitor, house, transactional_db, monkeypatch):
    visitor.get("/blog/")
    with monkeypatch.context() as full:
        full.setattr(shelf.Path, "mkdir", full_disk)
        publish("The second story")
        visitor.get("/blog/")
        assert Story.rendered == 2
        assert PendingDrop.objects.count() == 1

    actions.heal(at=timezone.now())
    assert shelf.current()


def full_disk(path: Path, *_args: object, exist_ok: bool = False, **_named: object) -> None:
    if not (exist_ok and path.is_dir()):
        raise OSError(errno.ENOSPC, "No space left on device")


def test_nobody_waits_for_the_removal_of_dead_generations(visitor, house, transactional_db, monkeypatch):
    visitor.get("/blog/")
    publish("The second story")
    removed = []

    def looks_at_the_lock(folder: Path, **_named: object) -> None:
        with (house / "pages" / ".lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        removed.append(folder)

    monkeypatch.setattr(shelf.shutil, "rmtree", looks_at_the_lock)
    actions.heal(at=timezone.now())
    assert len(removed) == 1


def test_healing_removes_dead_generations_and_keeps_the_living(visitor, house, transactional_db):
    for text in ("one", "two", "three"):
        visitor.get("/blog/")
        publish(text)
    visitor.get("/blog/")
    actions.heal(at=timezone.now())
    assert len([folder for folder in (house / "pages").iterdir() if folder.is_dir() and not folder.is_symlink()]) == 1
    rendered = Story.rendered
    visitor.get("/blog/")
    assert Story.rendered == rendered


def test_healing_removes_pages_whose_time_is_over_and_no_others(visitor, house, transactional_db, monkeypatch):
    from datetime import timedelta
    from time import time

    visitor.get("/")
    for minutes, path in ((5, "/blog/"), (60, "/blog/long/")):
        Story.valid_until = timezone.now() + timedelta(minutes=minutes)
        visitor.get(path)
    monkeypatch.setattr(shelf, "time", lambda: time() + 600)
    actions.heal(at=timezone.now())
    left = sorted(str(head.parent.relative_to(house / "pages")).split("/", 3)[3] for head in house.rglob("head.json"))
    assert left == ["=", "blog/long/="]


@pytest.fixture
def story_table(transactional_db):
    """A table with one number in it."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE pagecache_test_story (number int)")
        cursor.execute("INSERT INTO pagecache_test_story VALUES (0)")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE pagecache_test_story")


def test_many_readers_and_writers_never_see_an_old_page(visitor, story_table):
    """Each change writes the next number; whoever asks after its commit must get that number or a later one."""
    committed, stale, seen = [0], [], set()

    def number() -> int:
        with connection.cursor() as cursor:
            cursor.execute("SELECT number FROM pagecache_test_story")
            return int(cursor.fetchone()[0])

    def page():
        from django.http import HttpResponse

        return HttpResponse(str(number()))

    def read():
        reader = Visitor()
        while committed[0] < 60:
            known = committed[0]
            shown = int(reader.get("/blog/").body)
            seen.add(shown)
            if shown < known:
                stale.append((known, shown))
        connection.close()

    original, pages._page = pages._page, page
    threads = [threading.Thread(target=read) for _ in range(4)]
    try:
        for thread in threads:
            thread.start()
        for following in range(1, 61):
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("UPDATE pagecache_test_story SET number = %s", [following])
                pagecache.drop()
            committed[0] = following
    finally:
        committed[0] = 60
        for thread in threads:
            thread.join()
        pages._page = original
    assert not stale
    assert len(seen) > 5
