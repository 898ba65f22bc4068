"""Matching a bank transfer by hand: shown first, done once, and what was typed stays."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from goldseam.core.ledger.actions import balance
from goldseam.core.ledger.models import Entry
from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.paying import start_payment
from goldseam.core.sales.models import Order, Payment, Refund
from goldseam.faces.office.tests.factories import NOON, at_the_desk, press, somebody, staff, today_is
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def order() -> Order:
    """Nia joins, £75, and will send the money from her bank."""
    applicant = Applicant("Nia", "Ferreday", "nia@families.example", "Health visitor")
    placed = join(plan=a_plan(), applicant=applicant, signed_in=None, key=None, at=NOON - timedelta(days=3))
    start_payment(order=placed, way="transfer", return_url="", at=NOON - timedelta(days=3))
    return placed


@pytest.fixture
def tom() -> Client:
    """The treasurer at his desk."""
    return at_the_desk(staff("treasurer", given_name="Tom"))


def test_tom_matches_a_transfer_and_nia_is_a_member(order: Order, tom: Client) -> None:
    address = f"/office/orders/{order.pk}/transfer/"

    shown = press(tom, address, {"amount_pence": "75", "received_on": "2026-05-04"})
    assert "£75 by transfer, arrived on 4 May 2026" in shown.content.decode()
    assert "this is handed over: Membership: Qualified Professional" in shown.content.decode()
    assert Order.objects.get().paid_at is None, "what is only shown is not done"
    done = press(tom, address, {"amount_pence": "75", "received_on": "2026-05-04"}, confirmed=True)

    assert done["Location"] == f"/office/orders/{order.pk}/"
    assert Order.objects.get().state == "paid"
    assert Term.objects.get().starts_on == NOON.date()
    assert (balance("bank"), balance("income:membership")) == (7500, -7500)
    assert Fact.objects.get(kind="sales.payment_confirmed").by == Person.objects.get(given_name="Tom")
    assert "£75 is recorded" in tom.get(done["Location"]).content.decode()


def test_the_day_on_the_statement_is_the_day_in_the_books(order: Order, tom: Client) -> None:
    typed = {"amount_pence": "£75.00", "received_on": "2026-05-02"}

    press(tom, f"/office/orders/{order.pk}/transfer/", typed, confirmed=True)

    assert [entry.on.isoformat() for entry in _entries(order)] == ["2026-05-02", "2026-05-02"]
    assert Term.objects.get().starts_on.isoformat() == "2026-05-02"


def _entries(order: Order) -> list[Entry]:
    return list(Entry.objects.filter(about=f"sales.order:{order.pk}"))


def test_too_little_is_kept_and_the_rest_asked_for(order: Order, tom: Client) -> None:
    typed = {"amount_pence": "50", "received_on": "2026-05-04"}
    address = f"/office/orders/{order.pk}/transfer/"

    shown = press(tom, address, typed)
    assert "£25 is still missing: we write to nia@families.example" in shown.content.decode()
    press(tom, address, typed, confirmed=True)

    assert Order.objects.get().state == "short"
    assert Message.objects.filter(template="sales/short").count() == 1
    assert 'value="25.00"' in tom.get(address).content.decode(), "the form now suggests what is missing"


def test_too_much_is_put_down_for_sending_back(order: Order, tom: Client) -> None:
    typed = {"amount_pence": "80", "received_on": "2026-05-04"}

    shown = press(tom, f"/office/orders/{order.pk}/transfer/", typed)
    assert "£5 is more than was due. It waits for you to send it back by hand." in shown.content.decode()
    press(tom, f"/office/orders/{order.pk}/transfer/", typed, confirmed=True)

    refund = Refund.objects.get()
    assert (refund.amount_pence, refund.state) == (500, "asked")
    assert "£5 to Nia Ferreday" in tom.get("/office/").content.decode()


def test_pressing_twice_records_it_once(order: Order, tom: Client) -> None:
    typed = {"amount_pence": "75", "received_on": "2026-05-04", "once": "k" * 32, "confirmed": "yes"}

    answers = [tom.post(f"/office/orders/{order.pk}/transfer/", typed, follow=True) for _ in range(3)]

    assert Payment.objects.filter(received_pence=7500).count() == 1
    assert Refund.objects.count() == 0
    assert "done once" in answers[-1].content.decode()


def test_a_new_form_for_the_same_money_would_record_it_twice(order: Order, tom: Client) -> None:
    """The control of the test above: it is the key of the form that makes three sendings one."""
    for key in ("k" * 32, "l" * 32):
        typed = {"amount_pence": "75", "received_on": "2026-05-04", "once": key, "confirmed": "yes"}
        tom.post(f"/office/orders/{order.pk}/transfer/", typed)

    assert Payment.objects.filter(received_pence=7500).count() == 2


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"amount_pence": ""}, "This field is required"),
        ({"amount_pence": "seventy"}, "Please write an amount such as 75 or 75.50."),
        ({"amount_pence": "-75"}, "Please write an amount such as 75 or 75.50."),
        ({"amount_pence": "0"}, "from £0.01 to £1,000,000"),
        ({"amount_pence": "75.555"}, "Please write an amount such as 75 or 75.50."),
        ({"amount_pence": "99999999999"}, "from £0.01 to £1,000,000"),
        ({"received_on": "2026-05-05"}, "This day is still to come."),
        ({"received_on": "2026-04-30"}, "This is before the order was placed."),
        ({"received_on": "yesterday"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    order: Order, tom: Client, typed: dict[str, str], words: str
) -> None:
    told = {"amount_pence": "75", "received_on": "2026-05-04"} | typed

    answer = press(tom, f"/office/orders/{order.pk}/transfer/", told, confirmed=True)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert all(f'value="{value}"' in answer.content.decode() for value in told.values() if value)
    assert Payment.objects.filter(confirmed_at__isnull=False).count() == 0


def test_going_back_from_the_confirmation_keeps_what_was_typed(order: Order, tom: Client) -> None:
    typed = {"amount_pence": "74.50", "received_on": "2026-05-03", "once": "k" * 32, "change": "yes"}

    answer = tom.post(f"/office/orders/{order.pk}/transfer/", typed)

    assert 'value="74.50"' in answer.content.decode()
    assert 'value="2026-05-03"' in answer.content.decode()
    assert 'value="kkkkkkkk' in answer.content.decode()


def test_looking_changes_nothing(order: Order, tom: Client) -> None:
    tom.get(f"/office/orders/{order.pk}/transfer/?amount_pence=75&received_on=2026-05-04&once={'k' * 32}&confirmed=yes")

    assert Order.objects.get().paid_at is None


def test_money_for_a_known_address_waits_for_the_answer_to_our_letter(tom: Client) -> None:
    somebody("Nia", email="nia@families.example")
    applicant = Applicant("Nia", "Ferreday", "nia@families.example")
    order = join(plan=a_plan(), applicant=applicant, signed_in=None, key=None, at=NOON)
    typed = {"amount_pence": "75", "received_on": "2026-05-04"}

    shown = press(tom, f"/office/orders/{order.pk}/transfer/", typed)
    assert "We ask nia@families.example to confirm before it is handed over." in shown.content.decode()
    press(tom, f"/office/orders/{order.pk}/transfer/", typed, confirmed=True)

    assert Order.objects.get().state == "paid"
    assert Term.objects.count() == 0
    assert "Not yet: we wait for the answer" in tom.get(f"/office/orders/{order.pk}/").content.decode()


def test_money_for_an_order_that_was_replaced_goes_back(order: Order, tom: Client) -> None:
    Order.objects.update(withdrawn_at=NOON)
    typed = {"amount_pence": "75", "received_on": "2026-05-04"}

    shown = press(tom, f"/office/orders/{order.pk}/transfer/", typed)
    assert "£75 is more than was due" in shown.content.decode()
    press(tom, f"/office/orders/{order.pk}/transfer/", typed, confirmed=True)

    assert Refund.objects.get().amount_pence == 7500


def test_the_order_is_found_by_reference_name_and_address(order: Order, tom: Client) -> None:
    for typed in (order.reference, order.reference.lower(), str(order.pk), "ferreday", "NIA+F", "nia@families"):
        assert order.reference in tom.get(f"/office/orders/?q={typed}").content.decode(), typed
    for typed in ("GS999999", "ferreby", "%21%21"):
        assert f">{order.reference}<" not in tom.get(f"/office/orders/?q={typed}").content.decode(), typed


def test_the_order_is_found_by_how_it_stands(order: Order, tom: Client) -> None:
    def listed() -> set[str]:
        return {
            state
            for state in ("open", "short", "paid", "refunded", "withdrawn")
            if re.search(f">{order.reference}<", tom.get(f"/office/orders/?state={state}").content.decode())
        }

    address = f"/office/orders/{order.pk}/transfer/"
    assert listed() == {"open"}
    press(tom, address, {"amount_pence": "50", "received_on": "2026-05-04"}, confirmed=True)
    assert listed() == {"short"}
    press(tom, address, {"amount_pence": "25", "received_on": "2026-05-04"}, confirmed=True)
    assert listed() == {"paid"}
