"""A copy of the association, restored elsewhere, never charges a kept card and has none forgotten."""

from datetime import date, timedelta
from typing import Any

import pytest

from goldseam.core.gateways.demo.models import BankCard
from goldseam.core.sales.actions.mandates import end_mandate, forget_ended
from goldseam.core.sales.models import Mandate, Payment
from goldseam.foundation.livecopy.actions import go_live, is_mute
from goldseam.subjects.membership.tests.factories import an_association
from goldseam.subjects.membership.tests.renewing import a_day, charges, joins, noon

pytestmark = pytest.mark.django_db(transaction=True)
JOINED, NEXT = date(2026, 3, 10), date(2027, 3, 10)


@pytest.fixture
def announced() -> Any:
    """Nia's charge was announced by the live one, and is due today."""
    an_association()
    assert not is_mute()
    membership = joins(on=JOINED)
    a_day(NEXT - timedelta(days=10))
    return membership


def on_another_server(settings: Any) -> None:
    settings.BASE_URL = "https://copy.example"
    assert is_mute()


def test_on_the_live_one_the_card_is_charged(announced: Any) -> None:
    """The control of the test below."""
    a_day(NEXT)
    assert charges() == [("paid", 7500)]


def test_a_copy_charges_nothing_on_any_day_and_after_it_goes_live_once(announced: Any, settings: Any) -> None:
    on_another_server(settings)

    for number in range(3):
        a_day(NEXT + timedelta(days=number))

    assert charges() == []
    assert not Payment.objects.filter(mandate__isnull=False).exclude(reference=None).exists()

    go_live(at=noon(NEXT))
    for number in range(3, 5):
        a_day(NEXT + timedelta(days=number))
    assert charges() == [("paid", 7500)]


def test_a_copy_has_no_card_forgotten(announced: Any, settings: Any) -> None:
    on_another_server(settings)
    end_mandate(mandate=Mandate.objects.get(), why=Mandate.Why.STOPPED, by=None, at=noon(NEXT))

    forget_ended(at=noon(NEXT))
    assert not BankCard.objects.get().is_forgotten

    go_live(at=noon(NEXT))
    forget_ended(at=noon(NEXT))
    assert BankCard.objects.get().is_forgotten
