"""Another card, or a first one, without paying: agreed on one's own pages, chosen at the bank, nothing taken."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from goldseam.core.gateways.demo.models import BankCard, BankSession
from goldseam.core.gateways.demo.outbox import send_notices
from goldseam.core.sales.actions.mandates import ask_about_cards, forget_ended
from goldseam.core.sales.card_requests import CardRequest
from goldseam.core.sales.models import Mandate, Payment
from goldseam.foundation import clock
from goldseam.subjects.membership.models import Membership
from goldseam.subjects.membership.tests.factories import a_student_plan, an_association
from goldseam.subjects.membership.tests.renewing import charges, days, joins, noon

pytestmark = pytest.mark.django_db(transaction=True)
JOINED, ENDS, NEXT = date(2026, 3, 10), date(2027, 3, 9), date(2027, 3, 10)
NOW = ENDS - timedelta(days=60)
PAGE = "/me/renewal/card/"


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    an_association()
    monkeypatch.setattr(clock, "now", lambda: noon(NOW))


def signed_in(membership: Membership) -> Client:
    client = Client()
    client.force_login(membership.person)
    return client


def at_the_bank(client: Client) -> str:
    return str(client.post(PAGE, {"method": "demo", "agree": "on"})["Location"])


def test_omar_lets_a_card_be_kept_and_it_is_charged_when_his_term_ends() -> None:
    client = signed_in(joins("Omar", on=JOINED, agrees=False))
    assert "Choose a card" in client.get("/me/renewal/").content.decode()
    shown = client.get(PAGE).content.decode()
    for told in ("Nothing is taken now", "On 10 March 2027 charge my card £75"):
        assert told in shown
    assert "Please tick this box" in client.post(PAGE, {"method": "demo"}).content.decode()
    assert not CardRequest.objects.exists()

    bank = at_the_bank(client)
    page = client.get(bank).content.decode()
    assert "Let a card be kept" in page
    assert "£0.00" not in page.partition("<form")[0].partition("<h1")[2].partition("</h1>")[0]
    back = client.post(bank, {"outcome": "pay", "card": "5100"})["Location"]
    said = client.get(back, follow=True).content.decode()

    assert "From now on your Mastercard ending 5100 counts. Nothing was taken." in said
    assert "It renews by itself on 10 March 2027: £75" in said
    assert Payment.objects.filter(mandate__isnull=False).count() == 0
    assert "On 10 March 2027" in CardRequest.objects.get().agreed_words
    days(NEXT - timedelta(days=10), NEXT - timedelta(days=10))
    days(NEXT, NEXT)
    assert charges() == [("paid", 7500)]


def test_another_card_takes_the_place_of_the_former_which_is_forgotten() -> None:
    client = signed_in(joins(on=JOINED))
    back = client.post(at_the_bank(client), {"outcome": "pay", "card": "5100"})["Location"]
    client.get(back)

    assert Mandate.objects.living().get().last_four == "5100"
    former = Mandate.objects.get(last_four="4242")
    assert former.ended_why == Mandate.Why.REPLACED
    forget_ended(at=noon(NOW))
    assert list(BankCard.objects.filter(is_forgotten=True).values_list("last_four", flat=True)) == ["4242"]


@pytest.mark.parametrize("outcome", ["decline", "decline_hard"])
def test_where_the_bank_keeps_none_the_former_card_stays(outcome: str) -> None:
    client = signed_in(joins(on=JOINED))
    back = client.post(at_the_bank(client), {"outcome": outcome})["Location"]
    assert "No card was kept, and nothing has changed." in client.get(back, follow=True).content.decode()
    assert Mandate.objects.living().get().last_four == "4242"


def test_whoever_does_not_come_back_has_the_card_kept_by_the_notice_or_by_asking_once() -> None:
    client = signed_in(joins("Omar", on=JOINED, agrees=False))
    client.post(at_the_bank(client), {"outcome": "twice", "card": "5100"})
    ask_about_cards(at=noon(NOW))
    for _ in range(2):
        send_notices(at=noon(NOW))
        ask_about_cards(at=noon(NOW))
    assert Mandate.objects.living().get().last_four == "5100"
    assert CardRequest.objects.get().ended_at


def test_in_a_copy_no_bank_is_asked(settings: Any) -> None:
    client = signed_in(joins("Omar", on=JOINED, agrees=False))
    settings.BASE_URL = "https://copy.example"
    before = BankSession.objects.count()
    assert "Nothing has changed" in client.post(PAGE, {"method": "demo", "agree": "on"}).content.decode()
    assert BankSession.objects.count() == before


def test_a_student_whose_next_plan_is_another_is_offered_none() -> None:
    client = signed_in(joins("Callum", on=JOINED, agrees=False, plan=a_student_plan()))
    assert "Choose a card" not in client.get("/me/renewal/").content.decode()
    assert client.get(PAGE)["Location"] == "/me/renewal/"
