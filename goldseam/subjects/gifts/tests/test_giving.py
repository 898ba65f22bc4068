"""A gift from the form to the membership: bought, paid, delivered on its day, taken up once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.people.actions import meet
from goldseam.core.people.models import Person
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.clock import local_date
from goldseam.foundation.documents import render
from goldseam.foundation.privacy.erasing import erase
from goldseam.subjects.gifts.actions import deliver_due
from goldseam.subjects.gifts.codes import LETTERS, hash_of, in_groups, new_code, read_code
from goldseam.subjects.gifts.models import Delivery, Gift, State
from goldseam.subjects.gifts.ordering import forget_unpaid
from goldseam.subjects.gifts.tests.factories import (
    WREN,
    a_gift,
    a_gift_plan,
    known,
    orders,
    the_code,
    the_delivery,
)
from goldseam.subjects.membership.models import Term

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TODAY = local_date(NOON)
DAY = timedelta(days=1)
NIGHT = NOON + timedelta(hours=9)


def typed(**changes: Any) -> dict[str, Any]:
    """What Oda types at /gift/."""
    told = {
        "plan": "student",
        "recipient_name": "Wren",
        "recipient_email": WREN,
        "message": "For your first year.",
        "deliver_on": "",
        "given_name": "Oda",
        "family_name": "Halloran",
        "email": "oda@givers.example",
        "agree": "on",
    }
    return told | changes


def says(**changes: Any) -> dict[str, Any]:
    """What Wren says when she takes the gift up."""
    told = {
        "to": "take",
        "given_name": "Wren",
        "family_name": "Ashdown",
        "is_studying": "on",
        "postcode": "LS6 2AB",
        "agree": "on",
    }
    return told | changes


def buys(client: Client, **changes: Any) -> Order:
    """Oda buys at /gift/ and pays at the bank."""
    placed = client.post("/gift/", typed(**changes))
    assert placed.status_code == 302, placed.content.decode()
    bank = client.post(placed["Location"], {"method": "demo"})["Location"]
    BankSession.objects.filter(reference=bank.strip("/").split("/")[-1]).update(state="paid")
    client.get(f"{placed['Location']}done/")
    return Order.objects.get(token=placed["Location"].strip("/").split("/")[-1])


def link_in(message: Message) -> str:
    found = re.search(r"/gift/open/\S+?/", message.text)
    assert found, message.text
    return found[0]


def test_a_stranger_gives_a_membership_and_a_student_takes_it_up(client: Client) -> None:
    a_gift_plan()

    order = buys(client)

    assert (order.total_pence, order.state) == (3000, "paid")
    assert balance("income:membership") == -3000
    giver, letter = Message.objects.order_by("pk").values_list("template", flat=True).distinct(), the_gift_letter()
    assert set(giver) == {"gifts/gift", "gifts/bought"}
    assert letter.address == WREN
    assert "For your first year." in letter.text
    assert Term.objects.count() == 0, "to give is not to be a member"

    student = Client()
    page = student.get(link_in(letter)).content.decode()
    assert "A gift from Oda Halloran" in page
    assert Term.objects.count() == 0, "looking takes nothing up"
    answer = student.post(link_in(letter), says())

    assert answer.status_code == 302
    wren = Person.objects.get(email=WREN)
    assert wren.is_proved
    term = Term.objects.get()
    assert (term.membership.person, term.plan.slug, term.starts_on, term.order_line) == (wren, "student", TODAY, None)
    assert student.get("/me/").status_code == 200
    assert Message.objects.filter(template="gifts/taken_up", address="oda@givers.example").count() == 1


def the_gift_letter() -> Message:
    return Message.objects.get(template="gifts/gift")


def test_pressing_twice_is_one_gift_and_another_name_is_another(client: Client) -> None:
    a_gift_plan()
    first = client.post("/gift/", typed())["Location"]

    again = client.post("/gift/", typed())["Location"]
    other = client.post("/gift/", typed(recipient_name="Ada", recipient_email="ada@students.example"))["Location"]

    assert again == first
    assert other != first
    assert Gift.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"recipient_email": ""}, "Please write where the gift is to go"),
        ({"recipient_name": ""}, "Please write who it is for"),
        ({"deliver_on": "2026-11-22"}, "This day is over"),
        ({"deliver_on": "2031-01-01"}, "a day within a year"),
        ({"agree": ""}, "Please tick this box"),
        ({"plan": "qualified"}, "Select a valid choice"),
    ],
)
def test_what_is_missing_is_said_beside_the_field_and_nothing_typed_is_lost(
    client: Client, changes: dict[str, str], sentence: str
) -> None:
    a_gift_plan()

    page = client.post("/gift/", typed(**changes)).content.decode()

    assert sentence in page
    assert "For your first year." in page
    assert Order.objects.count() == 0


def test_it_is_delivered_on_its_day_once() -> None:
    gift = a_gift(deliver_on=TODAY + 10 * DAY)
    assert gift.state(TODAY) is State.WAITING

    early = deliver_due(at=NOON + 9 * DAY)
    on_the_day = [deliver_due(at=NOON + 10 * DAY) for _ in range(2)]

    assert (early, on_the_day) == (0, [1, 0])
    assert the_gift_letter().written_at == NOON + 10 * DAY
    assert gift.good_until == TODAY.replace(year=2028) + 9 * DAY, "the time counts from its delivery"


def test_what_is_bought_at_night_is_delivered_in_the_morning() -> None:
    a_gift(at=NIGHT)

    assert deliver_due(at=NIGHT + timedelta(hours=2)) == 0
    assert deliver_due(at=NOON + DAY) == 1
    assert "In the morning we write to Wren" in Message.objects.get(template="gifts/bought").text


def test_a_card_is_printed_and_its_code_typed_in_by_a_stranger(client: Client) -> None:
    gift = a_gift(recipient_email="")
    assert render(f"gifts.card:{gift.pk}").body.startswith(b"%PDF")
    assert Message.objects.get(template="gifts/bought").documents[-1] == f"gifts.card:{gift.pk}"
    code = in_groups(the_code(gift)).lower().replace("-", " ")

    page = client.post("/gift/redeem/", {"code": code, "email": WREN}).content.decode()
    assert f"We have written to {WREN}" in page
    letter = Message.objects.get(template="gifts/by_code")
    client.post(link_in(letter), says())

    assert the_delivery(gift).term
    assert client.post("/gift/redeem/", {"code": code}).status_code == 422, "it was good once"


def test_whoever_is_signed_in_goes_on_from_the_code_at_once(client: Client) -> None:
    gift, tam = a_gift(), known("Tam")
    client.force_login(tam)

    go_on = client.post("/gift/redeem/", {"code": the_code(gift)})["Location"]
    client.post(go_on, {"to": "take", "is_studying": "on"})

    assert Term.objects.get().membership.person == tam


def test_of_the_code_the_database_keeps_only_what_does_not_open_it() -> None:
    gift = a_gift()
    code, kept = the_code(gift), Delivery.objects.values_list("code_hash", "sealed_code").get()

    assert kept[0] == hash_of(code)
    assert not any(code in told for told in kept)
    assert len(LETTERS) ** len(new_code()) >= 2**80
    assert read_code("iLo0 " + in_groups(new_code())[5:]).startswith("1100"), "look-alikes are read as what they are"


def test_a_known_address_waits_for_its_proof_and_sees_the_same_pages(client: Client) -> None:
    a_gift_plan()
    meet(email="oda@givers.example", given_name="Oda", family_name="Halloran", at=NOON, email_proved_at=NOON)

    order = buys(client)

    assert order.person is None
    assert Message.objects.filter(template="gifts/gift").count() == 0
    assert Message.objects.filter(template="sales/proof").count() == 1


def test_of_a_gift_that_nobody_pays_nothing_is_kept_about_whom_it_was_for() -> None:
    orders()
    paid = a_gift()

    kept = [forget_unpaid(at=NOON + days * DAY) for days in (40, 45)]

    assert kept == [0, 1]
    assert [delivery.gift for delivery in Delivery.objects.all()] == [paid]


def test_when_oda_is_erased_her_words_go_from_the_letter_to_wren_and_one_that_has_not_gone_is_written_anew() -> None:
    first, second = a_gift(), a_gift(recipient_email="ash@students.example", message="Only for Ash.")
    gone, waiting = (the_delivery(gift).letter for gift in (first, second))
    assert gone
    assert waiting
    Message.objects.filter(pk=gone.pk).update(state=Message.State.SENT)

    erase(person=known("Oda"), by=known("Olive"), at=NOON)

    to_them = Message.objects.filter(about__startswith="gifts.delivery:")
    assert set(to_them.values_list("subject", "text", "html")) == {("", "", "")}
    assert (the_delivery(first).letter, the_delivery(second).letter) == (gone, None)
    deliver_due(at=NOON)
    anew = the_delivery(second).letter
    assert anew
    assert anew.state == Message.State.WAITING
    assert "membership of the" in anew.text
    assert "Only for Ash." not in anew.text
