"""Sending money back: in full, in part, by the bank's own hand; never more than came."""

import pytest
from django.test import Client

from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.sales.actions.paying import confirm_payment, record_transfer, start_payment
from goldseam.core.sales.models import Invoice, Order, Refund
from goldseam.faces.office.tests.factories import NOON, at_the_desk, press, staff, today_is
from goldseam.subjects.membership.actions import Applicant, is_member, join
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def tom() -> Client:
    return at_the_desk(staff("treasurer", given_name="Tom"))


def an_order(way: str = "demo") -> Order:
    """Nia joined and paid £75."""
    applicant = Applicant("Nia", "Ferreday", "nia@families.example", "Health visitor")
    order = join(plan=a_plan(), applicant=applicant, signed_in=None, key=None, at=NOON)
    payment = start_payment(order=order, way=way, return_url="http://127.0.0.1/", at=NOON)
    return confirm_payment(payment=payment, received_pence=7500, at=NOON)


def refund(tom: Client, order: Order, amount: str, **more: str) -> str:
    typed = {"amount_pence": amount, "reason": "asked within fourteen days"} | more
    return press(tom, f"/office/orders/{order.pk}/refund/", typed, confirmed=True).content.decode()


def test_all_of_it_back_ends_the_membership(tom: Client) -> None:
    order = an_order()
    typed = {"amount_pence": "75", "reason": "asked within fourteen days"}

    shown = press(tom, f"/office/orders/{order.pk}/refund/", typed).content.decode()
    assert "£75 goes back to Nia Ferreday by the way it came: Card." in shown
    assert "What was bought ends at once: Membership: Qualified Professional." in shown
    assert "We issue a credit note and write to nia@families.example." in shown
    assert Refund.objects.count() == 0
    refund(tom, order, "75")

    assert not is_member(Term.objects.get().membership.person, on=NOON.date())
    assert Refund.objects.get().by.given_name == "Tom"
    assert Invoice.objects.filter(kind="credit_note").count() == 1
    assert Message.objects.filter(template="sales/refund").count() == 1
    assert balance("income:membership") == 0


def test_a_part_of_it_back_leaves_the_membership(tom: Client) -> None:
    order = an_order()

    shown = press(tom, f"/office/orders/{order.pk}/refund/", {"amount_pence": "25", "reason": "hardship"})
    assert "What was bought stays: Membership: Qualified Professional." in shown.content.decode()
    refund(tom, order, "25", reason="hardship")

    assert Term.objects.get().cut_short_on is None
    assert balance("income:membership") == -5000


def test_more_than_came_is_refused_with_the_figure(tom: Client) -> None:
    order = an_order()
    refund(tom, order, "50")

    answer = refund(tom, order, "50")

    assert "Only £25 can still be sent back for this order." in answer
    assert 'value="50"' in answer, "what was typed stays"
    assert Refund.objects.count() == 1


def test_two_treasurers_at_two_desks_send_it_back_once(tom: Client) -> None:
    order = an_order()
    tess = at_the_desk(staff("treasurer", given_name="Tess"))
    typed = {"amount_pence": "75", "reason": "asked"}
    press(tess, f"/office/orders/{order.pk}/refund/", typed)

    refund(tom, order, "75")
    late = refund(tess, order, "75")

    assert "There is nothing left to send back for this order." in late
    assert Refund.objects.count() == 1


def test_pressing_twice_sends_a_part_back_once(tom: Client) -> None:
    order = an_order()
    typed = {"amount_pence": "10", "reason": "a kindness", "once": "r" * 32, "confirmed": "yes"}

    for _ in range(3):
        tom.post(f"/office/orders/{order.pk}/refund/", typed)

    assert Refund.objects.count() == 1


def test_money_that_came_in_two_payments_goes_back_in_two(tom: Client) -> None:
    applicant = Applicant("Nia", "Ferreday", "nia@families.example")
    order = join(plan=a_plan(), applicant=applicant, signed_in=None, key=None, at=NOON)
    by = staff("office")
    record_transfer(order=order, amount_pence=5000, at=NOON, by=by)
    record_transfer(order=order, amount_pence=2500, at=NOON, by=by)

    answer = refund(tom, order, "75")
    assert "It came in more than one payment: send back £50 first, then the rest." in answer
    refund(tom, order, "50")
    refund(tom, order, "25")

    assert sum(Refund.objects.values_list("amount_pence", flat=True)) == 7500
    assert Term.objects.get().cut_short_on is not None


def test_a_refund_by_transfer_waits_until_tom_says_that_it_was_made(tom: Client) -> None:
    order = an_order("transfer")
    refund(tom, order, "75")
    waiting = Refund.objects.get()
    address = f"/office/orders/{order.pk}/refunds/{waiting.pk}/made/"
    assert "Send it at the bank, then say so" in tom.get(f"/office/orders/{order.pk}/").content.decode()
    assert "£75 to Nia Ferreday" in tom.get("/office/").content.decode()
    assert balance("refunds-owed") == -7500

    shown = press(tom, address, {})
    assert "The books show £75 less in the bank account from today." in shown.content.decode()
    assert Refund.objects.get().state == "asked"
    press(tom, address, {}, confirmed=True)

    assert Refund.objects.get().state == "made"
    assert (balance("bank"), balance("refunds-owed")) == (0, 0)
    again = press(tom, address, {}, confirmed=True)
    assert "This refund is not waiting for you any more." in again.content.decode()
    assert (balance("bank"), balance("refunds-owed")) == (0, 0)


def test_a_refund_of_another_order_is_not_confirmed_here(tom: Client) -> None:
    first = an_order("transfer")
    refund(tom, first, "75")
    applicant = Applicant("Ben", "Archer", "ben@families.example")
    other = join(plan=a_plan(), applicant=applicant, signed_in=None, key=None, at=NOON)

    answer = tom.get(f"/office/orders/{other.pk}/refunds/{Refund.objects.get().pk}/made/")

    assert answer.status_code == 404


def test_the_papers_of_an_order_are_its_own(tom: Client) -> None:
    order = an_order()
    refund(tom, order, "75")
    invoice, credit_note = Invoice.objects.order_by("id")

    for paper in (invoice, credit_note):
        answer = tom.get(f"/office/orders/{order.pk}/papers/{paper.pk}/")
        assert answer.content.startswith(b"%PDF")
        assert "no-store" in answer["Cache-Control"]
    assert tom.get(f"/office/orders/{order.pk + 1}/papers/{invoice.pk}/").status_code == 404


def test_the_trial_balance_sums_and_stands_at_its_day(tom: Client) -> None:
    an_order()

    page = tom.get("/office/money/").content.decode()
    before = tom.get("/office/money/?on=2026-05-03").content.decode()

    assert page.count("£75.00") == 4, "one debit, one credit, and both totals"
    assert "Nothing has been posted by that day." in before
    assert tom.get("/office/money/?on=soon").status_code == 200
