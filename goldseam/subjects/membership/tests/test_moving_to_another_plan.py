"""Moving to another plan in the middle of a term: what is not used is credited to the penny, and nothing else."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import example, given
from hypothesis import strategies as st

from goldseam.core.gateways.demo.bank import decide
from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.sales.actions.cancelling import cancel_order
from goldseam.core.sales.actions.fulfilling import fulfil_paid_orders
from goldseam.core.sales.actions.paying import look_up_payment, record_transfer, start_payment
from goldseam.core.sales.actions.refunding import refund_order, send_refunds
from goldseam.core.sales.models import Invoice, Mandate, Order, OrderLine
from goldseam.foundation import clock
from goldseam.subjects.membership.changes.credit import Credit
from goldseam.subjects.membership.changes.moving import choose_next, order_change
from goldseam.subjects.membership.changes.offers import CannotChange, choice_of
from goldseam.subjects.membership.models import Membership, Plan, Term
from goldseam.subjects.membership.renewals.rehearsal import rehearse, totals
from goldseam.subjects.membership.renewals.stopping import decline
from goldseam.subjects.membership.standing import standings
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.membership.tests.renewing import charges, days, joins, noon, pays, terms_of

pytestmark = pytest.mark.django_db(transaction=True)
JOINED, ENDS, NEXT = date(2026, 3, 10), date(2027, 3, 9), date(2027, 3, 10)
# 100 days are used on this day: 265 of 365 are left of £75.
MOVES = JOINED + timedelta(days=100)
CREDIT = 7500 - 7500 * 100 // 365


@pytest.fixture(autouse=True)
def plans() -> None:
    an_association()
    a_plan(slug="supervisor", name="Supervisor", price_pence=12000, position=2)
    a_plan(slug="friend", name="Friend", price_pence=3000, position=3)


def it_is(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(clock, "now", lambda: noon(day))


def plan(slug: str) -> Plan:
    return Plan.objects.get(slug=slug)


def moves(nia: Membership, to: str = "supervisor", *, on: date = MOVES) -> Order:
    return order_change(person=nia.person, plan=plan(to), at=noon(on))


def books() -> dict[str, int]:
    accounts = ("clearing:demo", "bank", "payments-received", "refunds-owed", "income:membership", "vat-output")
    return {account: pence for account in accounts if (pence := balance(account))}


def reads(client: Client, nia: Membership, path: str) -> str:
    client.force_login(nia.person)
    return " ".join(client.get(path).content.decode().split())


@given(st.integers(0, 10_000_000), st.integers(1, 800), st.integers(0, 800))
@example(7500, 365, 100)
@example(1, 366, 365)
def test_what_is_used_and_what_is_credited_are_what_was_paid(paid: int, all_days: int, used: int) -> None:
    credit = Credit(Term(), paid, min(used, all_days), all_days)

    assert credit.credit_pence + credit.used_pence == paid
    assert 0 <= credit.credit_pence <= paid
    exact = paid * credit.left_days / all_days
    assert 0 <= credit.credit_pence - exact + 1e-6 < 1 + 1e-5, "the odd penny is hers, and never more than that"


def test_nia_sees_what_each_plan_costs_today_and_moves_there(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nia = joins(on=JOINED)
    it_is(monkeypatch, MOVES)

    page = reads(client, nia, "/me/membership/plan/")
    assert CREDIT == 5446
    assert (
        "Today it costs £65.54: £120.00, less £54.46 for 265 days of your present term that you have not used" in page
    )
    assert "It begins with your next term, on 10 March 2027, for £30.00" in page
    went = client.post("/me/membership/plan/", {"plan": "supervisor", "when": "now"})["Location"]
    shown = " ".join(client.get(went).content.decode().split())
    assert "265 of 365 days not used; £75 paid, £20.54 used" in shown
    assert "−£54.46" in shown
    bank = client.post(went, {"method": "demo"})["Location"]
    done = client.post(bank, {"outcome": "pay"})["Location"]
    assert "It is paid" in client.get(done).content.decode()

    assert terms_of(nia) == [(JOINED, MOVES - timedelta(days=1)), (MOVES, date(2027, 6, 17))]
    assert "Supervisor" in reads(client, nia, "/me/")
    assert "You moved from Qualified Professional to Supervisor, until 17 June 2027" in reads(
        client, nia, "/me/history/"
    )
    assert Message.objects.latest("pk").template == "membership/plan_changed"
    assert books() == {"clearing:demo": 7500 + 6554, "income:membership": -(7500 + 6554)}
    lines = Invoice.objects.latest("pk").snapshot["lines"]
    assert [line["total_pence"] for line in lines] == [12000, -5446]


def test_a_plan_that_is_none_is_not_there(client: Client) -> None:
    client.force_login(joins(on=JOINED).person)
    for slug in ("", "gold", "\0", "superv\0isor2"):
        assert client.post("/me/membership/plan/", {"plan": slug, "when": "now"}).status_code == 404, repr(slug)


def test_a_payment_that_is_declined_or_left_changes_nothing() -> None:
    nia = joins(on=JOINED)
    order = moves(nia)
    before = terms_of(nia)
    payment = start_payment(order=order, way="demo", return_url="http://127.0.0.1/", at=noon(MOVES))
    decide(reference=payment.reference or "", outcome="decline")
    look_up_payment(payment=payment, at=noon(MOVES))

    assert terms_of(nia) == before == [(JOINED, ENDS)]
    assert standings([nia.person_id], on=MOVES)[nia.person_id].plan == "Qualified Professional"
    assert books() == {"clearing:demo": 7500, "income:membership": -7500}


def test_pressing_twice_and_two_notices_move_her_once() -> None:
    nia = joins(on=JOINED)
    order = moves(nia)
    assert moves(nia) == order
    pays(order, at=noon(MOVES))
    for _ in range(2):
        look_up_payment(payment=order.payments.get(), at=noon(MOVES))
        fulfil_paid_orders(at=noon(MOVES))

    assert len(terms_of(nia)) == 2
    assert balance("income:membership") == -(7500 + 6554)


def test_another_plan_or_another_day_replaces_the_order_and_its_late_money_goes_back() -> None:
    a_plan(slug="fellow", name="Fellow", price_pence=20000)
    nia = joins(on=JOINED)
    first = moves(nia)
    payment = start_payment(order=first, way="demo", return_url="http://127.0.0.1/", at=noon(MOVES))
    second = moves(nia, "fellow", on=MOVES + timedelta(days=1))
    pays(second, at=noon(MOVES + timedelta(days=1)))
    decide(reference=payment.reference or "", outcome="pay")
    look_up_payment(payment=payment, at=noon(MOVES + timedelta(days=1)))

    assert Order.objects.get(pk=first.pk).state == "withdrawn"
    assert Order.objects.get(pk=first.pk).returned_pence == first.total_pence
    assert [term.plan.name for term in Term.objects.filter(cut_short_on=None)] == ["Fellow"]


def test_a_transfer_that_comes_later_counts_from_the_day_of_the_order() -> None:
    nia = joins(on=JOINED)
    order = moves(nia)
    start_payment(order=order, way="transfer", return_url="", at=noon(MOVES))
    assert len(terms_of(nia)) == 1
    came = noon(MOVES + timedelta(days=6))
    record_transfer(order=order, amount_pence=order.total_pence, at=came, by=nia.person)

    assert terms_of(nia) == [(JOINED, MOVES - timedelta(days=1)), (MOVES, date(2027, 6, 17))]


def test_money_that_comes_when_the_membership_is_another_is_kept_and_moves_nobody() -> None:
    nia = joins(on=JOINED)
    order = moves(nia)
    start_payment(order=order, way="transfer", return_url="", at=noon(MOVES))
    Term.objects.update(cut_short_on=MOVES)
    record_transfer(order=order, amount_pence=order.total_pence, at=noon(NEXT), by=nia.person)

    assert terms_of(nia) == [(JOINED, MOVES)]
    assert order.lines.get(kind="membership.plan").trouble


def test_taken_back_within_14_days_the_former_term_goes_on_as_if_nothing_had_been() -> None:
    nia = joins(on=JOINED)
    order = moves(nia)
    pays(order, at=noon(MOVES))
    back = MOVES + timedelta(days=10)
    cancel_order(order=order, by=nia.person, at=noon(back))
    send_refunds(at=noon(back))

    assert standings([nia.person_id], on=back)[nia.person_id].plan == "Qualified Professional"
    assert [(t.starts_on, t.ends_on) for t in Term.objects.filter(cut_short_on=None)] == [(JOINED, ENDS)]
    assert books() == {"clearing:demo": 7500, "income:membership": -7500}
    planned = rehearse(first=date(2027, 2, 1), last=date(2027, 3, 31), on=back)
    assert [(total.what, total.pence) for total in totals(planned)] == [("announce", 7500), ("charge", 7500)]
    again = moves(nia, on=back)
    assert again.total_pence == 12000 - (7500 - 7500 * 110 // 365)


def test_cancelling_what_was_credited_takes_the_move_back_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nia = joins(on=JOINED)
    soon = JOINED + timedelta(days=3)
    order = moves(nia, on=soon)
    pays(order, at=noon(soon))
    it_is(monkeypatch, soon)
    first = Order.objects.earliest("pk")

    page = reads(client, nia, f"/me/payments/{first.pk}/cancel/")
    assert f"The change of plan that counted on it, {order.reference}, ends too" in page
    client.post(f"/me/payments/{first.pk}/cancel/")

    assert not Term.objects.current(on=soon).exists()
    assert balance("income:membership") == 0
    assert balance("refunds-owed") == -(7500 + order.total_pence)
    assert not Mandate.objects.living().exists(), "the word to charge a card went with it"


def test_credit_moves_on_with_her_when_she_moves_again() -> None:
    a_plan(slug="fellow", name="Fellow", price_pence=30000)
    nia = joins(on=JOINED)
    pays(moves(nia), at=noon(MOVES))
    refund_order(order=Order.objects.latest("pk"), amount_pence=1000, reason="kindness", by=nia.person, at=noon(MOVES))

    again = moves(nia, "fellow", on=MOVES)

    assert again.total_pence == 30000 - (12000 - 1000), "what went back is not credited once more"


def test_a_term_that_lies_ahead_is_credited_whole() -> None:
    nia = joins(on=JOINED, agrees=False)
    a_plan(slug="fellow", name="Fellow", price_pence=30000)
    from goldseam.subjects.membership.renewals.ordering import order_next

    pays(order_next(term=Term.objects.get(), at=noon(MOVES)), at=noon(MOVES))
    order = moves(nia, "fellow")
    pays(order, at=noon(MOVES))

    assert order.total_pence == 30000 - CREDIT - 7500
    assert [term.plan.name for term in Term.objects.filter(cut_short_on=None)] == ["Fellow"]
    cancel_order(order=order, by=nia.person, at=noon(MOVES))
    whole = Term.objects.filter(cut_short_on=None)
    assert [(t.starts_on, t.ends_on) for t in whole] == [(JOINED, ENDS), (NEXT, date(2028, 3, 9))]


def test_each_line_is_taxed_as_its_plan_is() -> None:
    Plan.objects.filter(slug="supervisor").update(vat_treatment=Plan.Vat.STANDARD, vat_rate=20)
    nia = joins(on=JOINED)
    pays(moves(nia), at=noon(MOVES))

    assert balance("vat-output") == -2000
    assert balance("income:membership") == -(7500 + 10000 - 5446)


def test_a_cheaper_plan_begins_with_the_next_term_and_is_what_is_charged() -> None:
    nia = joins(on=JOINED)
    with pytest.raises(CannotChange):
        moves(nia, "friend")
    for _ in range(2):
        choose_next(person=nia.person, plan=plan("friend"), at=noon(MOVES))

    planned = rehearse(first=date(2027, 2, 1), last=date(2027, 3, 31), on=MOVES)
    assert [(total.what, total.pence) for total in totals(planned)] == [("announce", 3000), ("charge", 3000)]
    days(date(2027, 2, 20), date(2027, 3, 12))
    assert charges() == [("paid", 3000)]
    assert [(term.plan.name, term.starts_on) for term in Term.objects.order_by("starts_on")] == [
        ("Qualified Professional", JOINED),
        ("Friend", NEXT),
    ]
    letter = Message.objects.get(template="membership/renewal_announced").text
    assert "your membership as Friend goes on" in letter
    assert "the plan you chose" in letter


def test_she_may_stay_after_all_also_after_the_letter() -> None:
    nia = joins(on=JOINED)
    choose_next(person=nia.person, plan=plan("friend"), at=noon(MOVES))
    days(date(2027, 2, 27), date(2027, 3, 3))
    choose_next(person=nia.person, plan=plan("qualified"), at=noon(date(2027, 3, 4)))
    days(date(2027, 3, 4), date(2027, 3, 20))

    assert charges() == [("paid", 7500)]
    assert Message.objects.filter(template="membership/renewal_announced").count() == 2


def test_whoever_leaves_or_is_no_member_has_nothing_to_choose(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nia = joins(on=JOINED)
    decline(person=nia.person, at=noon(MOVES))
    it_is(monkeypatch, MOVES)

    assert choice_of(nia.person, on=MOVES) is None
    assert "no membership that goes on" in reads(client, nia, "/me/membership/plan/")
    assert client.post("/me/membership/plan/", {"plan": "supervisor", "when": "now"}).status_code == 302
    assert client.post("/me/membership/plan/", {"plan": "none", "when": "now"}).status_code == 404
    assert Order.objects.count() == 1


def test_terms_never_overlap_and_the_books_balance_whatever_she_does_for_years() -> None:
    """A walk through every plan and back, on days that were chosen to be awkward."""
    nia = joins(on=JOINED)
    for number, day in enumerate((JOINED, date(2026, 12, 31), date(2027, 2, 28), date(2028, 2, 27))):
        Plan.objects.create(slug=f"p{number}", name=f"P{number}", for_whom="x", price_pence=20000 + number * 9999)
        order = order_change(person=nia.person, plan=plan(f"p{number}"), at=noon(day))
        pays(order, at=noon(day))
        lines: Any = OrderLine.objects.filter(order=order)
        for line in lines.filter(kind="membership.credit"):
            assert line.details["paid_pence"] == line.details["used_pence"] - line.total_pence
        assert Term.objects.current(on=day).count() == 1
    assert balance("income:membership") == -balance("clearing:demo")
