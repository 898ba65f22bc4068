"""Promise 6 for quotes: accepted twenty times at once, a quote is one order."""

from threading import Barrier
from typing import Any

import pytest

from goldseam.core.sales.actions import ordering
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.subjects.enquiries import quoting
from goldseam.subjects.enquiries.models import Enquiry, Quote
from goldseam.subjects.enquiries.quoting import accept_quote, make_quote, withdraw_quote
from goldseam.subjects.enquiries.tests.factories import asks
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.teams.tests.factories import TRUST, known, prices_for_teams
from tests.promises.members import all_at_once

pytestmark = pytest.mark.django_db(transaction=True)
PAYER = Applicant("Bronwen", "Sayle", "bronwen@bramble.example")


@pytest.fixture
def quote() -> Quote:
    prices_for_teams()
    return make_quote(enquiry=asks(), organisation=TRUST, seats=40, by=known("Olive"), at=NOON)


def accepts(quote: Quote) -> int:
    bronwen = known("Bronwen")
    return accept_quote(quote=quote, payer=PAYER, purchase_order="PO-40", signed_in=bronwen, at=NOON).pk


def test_accepted_twenty_times_at_once_it_is_one_order(quote: Quote) -> None:
    known("Bronwen")

    orders = set(all_at_once(accepts, [quote] * 20))

    assert len(orders) == 1
    assert Order.objects.count() == 1


def test_without_the_lock_and_the_key_it_is_many(quote: Quote, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above: both have seen the price before either has entered its order."""
    known("Bronwen")
    both_have_looked, enter = Barrier(2, timeout=20), ordering._enter
    monkeypatch.setattr(quoting, "lock_enquiry", lambda pk: Enquiry.objects.get(pk=pk))
    monkeypatch.setattr(quoting, "key_of_order", lambda quote: None)

    def waits(*told: Any) -> list[Order]:
        both_have_looked.wait()
        return enter(*told)

    monkeypatch.setattr(ordering, "_enter", waits)

    assert len(set(all_at_once(accepts, [quote] * 2, threads=2))) == 2
    assert Order.objects.count() == 2


def test_accepted_and_taken_back_at_once_it_is_one_of_both(quote: Quote) -> None:
    olive, _bronwen = known("Olive"), known("Bronwen")

    def either(number: int) -> bool:
        if number % 2:
            return withdraw_quote(quote=quote, by=olive, at=NOON)
        try:
            return bool(accepts(quote))
        except quoting.NotOpen:
            return False

    done = all_at_once(either, range(8))

    quote.refresh_from_db()
    assert any(done)
    assert bool(quote.withdrawn_at) != bool(quote.accepted_at)
    assert Order.objects.count() == int(bool(quote.accepted_at))
