"""From the statement to the order: what is sure by itself, the doubtful by a person, each line once, all undoable."""

from datetime import timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.core.ledger.actions import balance, trial_balance
from goldseam.core.mail.models import Message
from goldseam.core.sales.actions.ordering import withdraw
from goldseam.core.sales.actions.refunding import confirm_hand_refund
from goldseam.core.sales.actions.taking_back import CannotTakeBack, take_back_transfer
from goldseam.core.sales.models import Order, Payment, Refund
from goldseam.core.sales.tests.factories import NOON, Booklet, a_shop, an_order, nia
from goldseam.core.treasury.actions.deciding import AlreadyDecided, match_line, set_aside, undo
from goldseam.core.treasury.finding import Proposal, propose, references
from goldseam.core.treasury.models import Decision, StatementLine
from goldseam.core.treasury.tests.factories import again, csv, taken_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shop() -> None:
    a_shop()


def row(order: Order, *, day: int = 23, pounds: str = "75.00", text: str = "") -> str:
    return f"{day}/11/2026,{text or f'N FERREDAY {order.reference}'},{pounds}"


def proposed() -> list[Proposal]:
    """What is proposed for the only open line."""
    line = StatementLine.objects.open().select_related("statement").get()
    return list(propose([line])[line.pk])


@pytest.mark.parametrize(
    "text",
    ["GS000123", "gs000123", "FP GS 000123 SUBS", "GS-000123", "G S 0 0 0 1 2 3", "GS00O123", "GSOOOI23", "GS 000 123",
     "6S000123", "G5000123", "REF:GS000123.", "GS#000123", "GS: 000123 5"],
)  # fmt: skip
def test_a_reference_is_found_however_it_was_written(text: str) -> None:
    assert 123 in {found.number for found in references(text) if found.is_whole}


@pytest.mark.parametrize("text", ["", "BGS000123", "65000123", "GS", "GS000000", "MEGS 000123", "GSUSSEX"])
def test_what_is_no_reference_is_not_taken_for_one(text: str) -> None:
    assert references(text) == []


def test_reference_and_amount_match_by_themselves_on_the_day_of_the_statement() -> None:
    order = an_order(at=NOON - timedelta(days=3))

    taken_in(csv(row(order, day=22)))

    assert again(order).state == "paid"
    assert len(Booklet.handed_over) == 1
    assert Payment.objects.get().confirmed_at.date().isoformat() == "2026-11-22"
    assert (balance("bank"), balance("income:membership")) == (7500, -7500)
    assert not StatementLine.objects.open().exists()


def test_the_same_statement_twice_and_overlapping_ones_count_each_line_once() -> None:
    order = an_order()
    month = csv(row(order), "23/11/2026,SOMEBODY,20.00", "23/11/2026,SOMEBODY,20.00")
    assert taken_in(month) == taken_in(month)

    taken_in(csv("23/11/2026,SOMEBODY,20.00", "23/11/2026,SOMEBODY,20.00", row(order), "22/11/2026,BEN,5.00"))

    assert sorted(StatementLine.objects.values_list("pence", flat=True)) == [500, 2000, 2000, 7500]
    assert balance("bank") == 7500


def test_too_little_is_proposed_and_once_accepted_the_rest_is_asked_for() -> None:
    order = an_order()
    taken_in(csv(row(order, pounds="70.00")))
    assert again(order).state == "open", "the doubtful is not decided by itself"
    assert "£5 is missing." in proposed()[0].why

    match_line(line=StatementLine.objects.get(), order=order, by=nia(), at=NOON)

    assert again(order).state == "short"
    assert Message.objects.filter(template="sales/short").count() == 1


def test_the_same_money_sent_twice_is_proposed_and_put_down_to_go_back() -> None:
    order = an_order()
    taken_in(csv(row(order), row(order)))
    assert "paid already" in proposed()[0].why[1]

    match_line(line=StatementLine.objects.open().get(), order=order, by=nia(), at=NOON)

    assert Refund.objects.get().amount_pence == 7500
    assert (balance("bank"), balance("refunds-owed"), len(Booklet.handed_over)) == (15000, -7500, 1)


def test_money_for_an_order_that_was_replaced_finds_the_one_in_its_place() -> None:
    first, second = an_order(), an_order()
    withdraw(order=first, at=NOON)

    taken_in(csv(row(first)))

    assert [(found.order, found.is_sure) for found in proposed()] == [(second, False), (first, False)]
    assert "took the place" in proposed()[0].why[0]
    match_line(line=StatementLine.objects.get(), order=first, by=nia(), at=NOON)
    assert Refund.objects.get().amount_pence == 7500


def test_a_name_without_reference_is_proposed_and_two_orders_that_fit_are_both_shown() -> None:
    an_order()
    taken_in(csv(row(Order.objects.get(), text="MRS N FERREDAY")))
    assert proposed()[0].why == ["Name and amount are right; there is no reference."]

    an_order()

    assert ["More than one order fits." in found.why for found in proposed()] == [True, True]


@pytest.mark.parametrize(
    ("text", "day", "words"),
    [("GS{number} JONES", 23, "written short"), ("{reference}", 20, "before the order was placed")],
)
def test_what_speaks_against_it_is_said(text: str, day: int, words: str) -> None:
    order = an_order()
    taken_in(csv(row(order, day=day, text=text.format(number=order.pk, reference=order.reference))))

    assert again(order).state == "open"
    assert words in " ".join(proposed()[0].why)


def test_the_same_money_on_the_bank_s_other_form_of_statement_is_not_matched_a_second_time() -> None:
    order = an_order()
    taken_in(csv(row(order)), filename="november.csv")
    another = an_order()
    taken_in(csv(f"23/11/2026,75.00,{another.reference}", head="Date,Amount,Memo"), filename="autumn.csv")
    assert "in november.csv" in proposed()[0].why[-1]


def test_undoing_a_match_takes_everything_back_and_the_money_can_go_where_it_belongs() -> None:
    wrong, right = an_order(), an_order()
    taken_in(csv(row(wrong)))

    undo(decision=Decision.objects.get(), by=nia(), at=NOON)

    assert again(wrong).state == "open"
    assert len(Booklet.taken_back) == 1
    assert list(trial_balance(on=NOON.date())) == []
    assert Message.objects.filter(template="sales/taken_back").count() == 1
    match_line(line=StatementLine.objects.get(), order=right, by=nia(), at=NOON)
    match_line(line=_another_line(), order=wrong, by=nia(), at=NOON)
    assert (again(wrong).state, again(right).state) == ("paid", "paid")
    assert (balance("bank"), balance("income:membership"), balance("payments-received")) == (15000, -15000, 0)


def _another_line() -> StatementLine:
    taken_in(csv("23/11/2026,SOMEBODY ELSE,75.00"))
    return StatementLine.objects.open().get()


def test_undoing_what_was_paid_twice_drops_the_refund_and_the_order_stays_paid() -> None:
    order = an_order()
    taken_in(csv(row(order), row(order)))
    first = Decision.objects.get()
    match_line(line=StatementLine.objects.open().get(), order=order, by=nia(), at=NOON)
    with pytest.raises(CannotTakeBack, match="take that transfer back first"):
        undo(decision=first, by=nia(), at=NOON)

    undo(decision=Decision.objects.standing().latest("pk"), by=nia(), at=NOON)

    assert Refund.objects.get().state == "dropped"
    assert again(order).state == "paid"
    assert (balance("bank"), balance("refunds-owed"), balance("payments-received")) == (7500, 0, 0)


def test_what_has_been_sent_back_cannot_be_taken_back() -> None:
    order = an_order()
    taken_in(csv(row(order), row(order)))
    match_line(line=StatementLine.objects.open().get(), order=order, by=nia(), at=NOON)
    confirm_hand_refund(refund=Refund.objects.get(), at=NOON, by=nia())

    with pytest.raises(CannotTakeBack, match="sent back already"):
        take_back_transfer(payment=Refund.objects.get().payment, reason="typed twice", by=nia(), at=NOON)


def test_a_line_is_decided_on_once() -> None:
    order = an_order()
    taken_in(csv(row(order), "23/11/2026,CHARGE,-3.00"))
    line = StatementLine.objects.get(pence=7500)
    with pytest.raises(AlreadyDecided):
        match_line(line=line, order=order, by=nia(), at=NOON)
    with pytest.raises(AlreadyDecided):
        set_aside(line=line, reason="own", note="", by=nia(), at=NOON)
    with pytest.raises(AlreadyDecided):
        match_line(line=StatementLine.objects.get(pence=-300), order=order, by=nia(), at=NOON)
    assert balance("bank") == 7500


def test_however_many_lines_the_same_number_of_questions_is_asked(django_assert_max_num_queries) -> None:
    order = an_order()
    taken_in(csv(*[row(order, pounds=f"{pence}.00") for pence in range(1, 60)]))
    lines = list(StatementLine.objects.open().select_related("statement"))

    with django_assert_max_num_queries(4):
        assert len(propose(lines)) == 59


PARTS = list(permutations(range(3)))


@settings(max_examples=6, deadline=None)
@given(turn=st.sampled_from(PARTS), cuts=st.tuples(st.integers(1, 3), st.integers(0, 2)))
def test_statements_in_any_order_and_overlap_end_in_the_same_ledger(
    turn: tuple[int, ...], cuts: tuple[int, int]
) -> None:
    before = {line.code: line.debit_pence - line.credit_pence for line in trial_balance(on=NOON.date())}
    orders = [an_order(at=NOON - timedelta(days=9)) for _ in range(3)]
    rows = [row(order, day=20 + index) for index, order in enumerate(orders)] + [row(orders[0], day=23)]
    reach, back = cuts
    parts = [rows[max(0, start - back) : start + reach] for start in (0, 1, 3)]

    for part in [parts[index] for index in turn] + [rows]:
        taken_in(csv(*part))

    after = {line.code: line.debit_pence - line.credit_pence for line in trial_balance(on=NOON.date())}
    assert {code: after[code] - before.get(code, 0) for code in after} == {
        "bank": 22500,
        "income:membership": -22500,
    }
    assert StatementLine.objects.open().filter(text__contains=orders[0].reference).count() == 1
