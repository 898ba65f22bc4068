"""Promise 3: the ledger balances, by a rule in the database."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from goldseam.core.ledger.actions import Unbalanced, balance, ensure_accounts, post, reverse, trial_balance
from goldseam.core.ledger.models import Entry, Posting

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def chart() -> None:
    ensure_accounts()


def seventy_five_pounds() -> Entry:
    return post(key="one", memo="Nia paid", at=NOON, lines=[("bank", 7500), ("payments-received", -7500)])


def test_an_entry_that_does_not_balance_is_refused_before_it_is_written() -> None:
    with pytest.raises(Unbalanced):
        post(key="one", memo="Nia paid", at=NOON, lines=[("bank", 7500), ("payments-received", -7400)])


@transaction.atomic
def an_entry_of_one_posting() -> None:
    entry = Entry.objects.create(key="one", on=NOON.date(), at=NOON, memo="Nia paid")
    Posting.objects.create(entry=entry, account_id="bank", pence=7500)


def test_the_database_refuses_an_entry_that_does_not_balance_even_if_the_code_does_not() -> None:
    with pytest.raises(IntegrityError, match="does not sum to zero"):
        an_entry_of_one_posting()


def test_the_database_refuses_an_entry_without_postings() -> None:
    with pytest.raises(IntegrityError, match="no postings"), transaction.atomic():
        Entry.objects.create(key="one", on=NOON.date(), at=NOON, memo="nothing")


@pytest.mark.parametrize("model", [Entry, Posting])
def test_nothing_in_the_ledger_is_changed(model: Any) -> None:
    seventy_five_pounds()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.update(**({"memo": "other"} if model is Entry else {"pence": 1}))


@pytest.mark.parametrize("model", [Posting, Entry])
def test_nothing_in_the_ledger_is_deleted(model: Any) -> None:
    seventy_five_pounds()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        model.objects.all()._raw_delete("default")


def test_the_same_key_posts_once() -> None:
    assert seventy_five_pounds() == seventy_five_pounds()
    assert balance("bank") == 7500


def test_a_mistake_is_corrected_by_an_entry_that_names_it() -> None:
    wrong = seventy_five_pounds()

    correction = reverse(entry=wrong, memo="typed twice", at=NOON, by=None)

    assert correction.reverses == wrong
    assert reverse(entry=wrong, memo="typed twice", at=NOON, by=None) == correction
    assert list(trial_balance(on=NOON.date())) == []
