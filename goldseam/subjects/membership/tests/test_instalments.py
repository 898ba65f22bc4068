"""A year in twelve monthly payments: exact to the penny, a term of a month each, told before, stopped at any time."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.cancelling import cancel_order
from goldseam.core.sales.models import Order, Payment
from goldseam.foundation import clock
from goldseam.subjects.membership.actions import Applicant, is_member, join
from goldseam.subjects.membership.models import Membership, Pause, Plan, Term
from goldseam.subjects.membership.pausing import CannotPause, ask_pause, pause
from goldseam.subjects.membership.plans.monthly import Instalment
from goldseam.subjects.membership.renewals.ordering import order_next
from goldseam.subjects.membership.renewals.rehearsal import rehearse
from goldseam.subjects.membership.renewals.stopping import stop_renewing
from goldseam.subjects.membership.tests.factories import a_plan, an_association, join_form
from goldseam.subjects.membership.tests.renewing import (
    a_day,
    charges,
    days,
    joins,
    letters,
    noon,
    pays,
    terms_of,
    the_card,
)

pytestmark = pytest.mark.django_db(transaction=True)
JOINED = date(2026, 1, 31)
FIRST, EACH = 424, 416  # £50 in twelve


@pytest.fixture(autouse=True)
def association() -> None:
    an_association()
    a_plan(price_pence=5000, is_payable_monthly=True)


def joins_monthly(name: str = "Nia", *, on: date = JOINED) -> Membership:
    applicant = Applicant(name, "Ferreday", f"{name.lower()}@families.example", "Health visitor")
    order = join(plan=a_plan(), applicant=applicant, signed_in=None, key=None, at=noon(on), is_monthly=True)
    assert order.total_pence == FIRST
    pays(order, at=noon(on), agrees=True)
    Person.objects.filter(pk=order.person_id).update(email_proved_at=noon(on))
    return Membership.objects.get(person=order.person_id)


def by_months(first: date, last: date) -> None:
    """The days on which something is due for those who joined on 31 January, and those after."""
    on = first
    while on <= last:
        if (on + timedelta(days=10)).day in (1, 30, 31) or on.day in (1, 2, 30, 31):
            a_day(on)
        on += timedelta(days=1)


@given(st.integers(0, 10**9))
def test_instalments_come_to_the_price_to_the_penny_and_only_the_first_differs(price: int) -> None:
    first = Instalment(1, price)
    year = [first, *first.rest]
    assert (len(year), sum(part.pence for part in year)) == (12, price)
    assert {part.pence for part in year[1:]} == {first.each_pence}
    assert 0 <= first.pence - first.each_pence < 12


def test_nia_pays_a_year_in_twelve_each_announced_before_and_a_new_year_costs_what_it_does_then() -> None:
    nia = joins_monthly()
    by_months(JOINED, date(2026, 2, 10))
    Plan.objects.update(price_pence=6000)
    by_months(date(2026, 2, 11), date(2027, 1, 31))

    *year, new = Term.objects.filter(membership=nia).order_by("starts_on")
    assert [term.instalment for term in year] == list(range(1, 13))
    assert year[11].ends_on == date(2027, 1, 30), "the day on which a year ends"
    assert all(later.starts_on == term.ends_on + timedelta(days=1) for term, later in pairwise([*year, new]))
    assert charges() == [("paid", EACH)] * 11 + [("paid", 500)]
    assert sum(term.order_line.total_pence for term in year if term.order_line) == 5000
    assert (new.instalment, new.year_pence) == (1, 6000)
    assert balance("income:membership") == -5500
    for term, told_on in zip([*year[1:], new], letters("membership/renewal_announced"), strict=False):
        assert told_on <= term.starts_on - timedelta(days=7)
    assert letters("membership/renewal_reminder") == []
    said = Message.objects.filter(template="membership/renewal_announced").order_by("pk")[0].text
    assert "on 1 March 2026 we charge £4.16 to your Visa ending 4242" in said
    assert "It is instalment 2 of 12; they are £50.00 for the year." in said


def test_what_is_rehearsed_for_months_is_what_runs() -> None:
    joins_monthly()
    on, first, last = date(2026, 2, 1), date(2026, 2, 1), date(2026, 6, 30)
    days(JOINED, on)
    planned = [
        (one.deed.day, one.deed.pence) for one in rehearse(first=first, last=last, on=on) if one.deed.what == "charge"
    ]
    by_months(on + timedelta(days=1), last)

    paid = Payment.objects.filter(mandate__isnull=False).order_by("pk")
    assert planned == [(payment.started_at.date(), payment.amount_pence) for payment in paid]
    assert len(planned) == 4


def test_stopped_she_is_a_member_to_the_end_of_the_month_that_is_paid_and_nothing_more_is_charged() -> None:
    nia = joins_monthly()
    by_months(JOINED, date(2026, 3, 10))
    stop_renewing(mandate=nia.person.mandates.get(), at=noon(date(2026, 3, 10)))
    days(date(2026, 3, 20), date(2026, 4, 3))

    assert charges() == [("paid", EACH)]
    assert terms_of(nia)[-1][1] == date(2026, 3, 30)
    assert letters("membership/renewal_reminder") == [date(2026, 3, 23), date(2026, 3, 30)]


def test_one_that_is_declined_is_mended_by_the_link_for_that_month_or_ends_with_what_is_paid() -> None:
    nia, omar = joins_monthly("Nia"), joins_monthly("Omar")
    the_card("decline_hard")
    by_months(JOINED, date(2026, 3, 5))
    last = Term.objects.get(membership=nia)
    pays(order_next(term=last, at=noon(date(2026, 3, 6))), at=noon(date(2026, 3, 6)), agrees=True)
    by_months(date(2026, 3, 6), date(2026, 4, 2))

    assert [term.instalment for term in Term.objects.filter(membership=nia)] == [1, 2, 3]
    assert Term.objects.get(membership=omar).last_on == date(2026, 2, 28)
    omar.person.refresh_from_db()
    assert is_member(omar.person, on=date(2026, 3, 29)), "in grace"
    assert not is_member(omar.person, on=date(2026, 4, 2))


def test_within_fourteen_days_what_was_paid_goes_back_and_nothing_more_is_charged() -> None:
    nia = joins_monthly()
    cancel_order(order=Order.objects.get(), by=nia.person, at=noon(date(2026, 2, 10)))
    by_months(date(2026, 2, 10), date(2026, 4, 1))
    assert charges() == []
    assert Order.objects.get().refunds.get().amount_pence == FIRST


def test_the_form_says_both_prices_and_monthly_needs_a_card_and_a_yes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: noon(JOINED))
    said = client.get("/join/qualified/").content.decode()
    assert "£50.00 a year" in said
    assert "£4.24 today, then £4.16 a month, 11 times (£50.00 in all)" in said
    pay = client.post("/join/qualified/", join_form(pays="month"))["Location"]

    page = client.get(pay).content.decode()
    assert "Charge my card £4.16 on 1 March 2026 and each month after" in page
    assert 'value="transfer"' not in page
    assert "without it we cannot take monthly payments" in client.post(pay, {"method": "demo"}).content.decode()
    assert client.post(pay, {"method": "transfer", "consent_renewal": "on"}).status_code == 200
    assert not Payment.objects.exists()
    assert client.post(pay, {"method": "demo", "consent_renewal": "on"}).status_code == 302
    assert Payment.objects.get().amount_pence == FIRST


def test_whoever_paid_a_year_may_renew_in_instalments_and_sees_them_on_her_page(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    nia = joins(on=JOINED, agrees=False)
    at = noon(date(2027, 1, 10))
    monkeypatch.setattr(clock, "now", lambda: at)
    client.force_login(nia.person)
    assert "Or £4.16 a month, 12 times (£50.00 in all)" in client.get("/me/renewal/now/").content.decode()
    pay = client.post("/me/renewal/now/", {"monthly": "yes"})["Location"]
    assert "/pay/" in pay
    pays(Order.objects.latest("pk"), at=at, agrees=True)

    page = " ".join(client.get("/me/payments/").content.decode().split())
    assert "1 of 12" in page
    assert page.count(">to come<") == 11
    assert (
        "Instalment 2 of 12 is charged on 1 March 2027: £4.16 from your card ending 4242."
        in client.get("/me/").content.decode()
    )


def test_without_the_offer_nobody_pays_monthly(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    Plan.objects.update(is_payable_monthly=False)
    monkeypatch.setattr(clock, "now", lambda: noon(JOINED))
    assert "12 times" not in client.get("/join/qualified/").content.decode()
    client.post("/join/qualified/", join_form(pays="month"))
    assert Order.objects.get().total_pence == 5000


def test_a_year_in_instalments_has_its_pause_once_as_any_year() -> None:
    Plan.objects.update(pause_months=2)
    nia = joins_monthly()
    pause(person=nia.person, begins_on=date(2026, 2, 10), months=2, why=Pause.Why.CARE, by=nia.person, at=noon(JOINED))
    by_months(date(2026, 2, 1), date(2026, 6, 2))
    running = Term.objects.filter(membership=nia).latest("starts_on")
    assert (running.instalment or 0) > 1

    with pytest.raises(CannotPause, match="A year can be paused for 2 months in all"):
        ask_pause(person=nia.person, begins_on=running.starts_on, months=1, on=running.starts_on)
