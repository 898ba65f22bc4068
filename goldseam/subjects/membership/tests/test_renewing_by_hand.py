"""Renewing by hand: written to a month, a week and a day before, and from the letter in three taps."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from goldseam.core.gateways.demo.models import BankSession
from goldseam.core.mail.models import Message
from goldseam.core.people.actions import change_address
from goldseam.core.sales.models import Mandate, Order
from goldseam.foundation import clock
from goldseam.subjects.membership.actions import Applicant, current_term, is_member, join
from goldseam.subjects.membership.models import Plan, Term
from goldseam.subjects.membership.standing import standing_as, standings
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.membership.tests.renewing import charges, days, joins, letters, noon, pays, terms_of

pytestmark = pytest.mark.django_db(transaction=True)
JOINED, ENDS, NEXT = date(2026, 3, 10), date(2027, 3, 9), date(2027, 3, 10)


@pytest.fixture(autouse=True)
def association() -> None:
    an_association()


def it_is(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(clock, "now", lambda: noon(day))


def the_link(path: str = "/renew/") -> str:
    """The link in the newest letter."""
    text = Message.objects.latest("pk").text
    word = next(word for word in text.split() if path in word)
    return word[word.index(path) :]


def test_omar_agreed_to_nothing_so_he_is_written_to_three_times_and_nothing_is_charged() -> None:
    joins("Omar", on=JOINED, agrees=False)

    days(date(2027, 1, 1), date(2027, 4, 30))

    assert letters("membership/renewal_reminder") == [ENDS - timedelta(days=30), ENDS - timedelta(days=7), ENDS]
    assert charges() == []
    first, _week, last = Message.objects.filter(template="membership/renewal_reminder").order_by("pk")
    for told in ("9 March 2027", "£75.00", "8 April 2027", "does nothing else", "nothing is taken by itself"):
        assert told in first.text
    assert last.subject == "Your membership ends today"


def test_from_the_letter_to_renewed_in_three_taps(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    omar = joins("Omar", on=JOINED, agrees=False)
    days(ENDS - timedelta(days=30), ENDS - timedelta(days=30))
    it_is(monkeypatch, ENDS - timedelta(days=20))

    page = client.get(the_link())  # one: the link in the letter
    assert page.status_code == 200
    shown = page.content.decode()
    for told in ("10 March 2027", "9 March 2028", "£75.00", "does nothing else"):
        assert told in shown
    assert Order.objects.count() == 1, "looking orders nothing"
    bank = client.post(the_link(), {"method": "demo"})["Location"]  # two: its one button
    done = client.post(bank, {"outcome": "pay"})["Location"]  # three: the bank's
    seen = client.get(done).content.decode()

    assert "It is paid" in seen
    assert "Your receipt is on its way by mail" in seen
    assert terms_of(omar) == [(JOINED, ENDS), (NEXT, date(2028, 3, 9))]
    assert Message.objects.latest("pk").template == "membership/renewed"
    assert client.get("/me/").status_code == 302, "the link signs nobody in"


def test_once_renewed_nobody_reminds_and_the_link_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    joins("Omar", on=JOINED, agrees=False)
    days(ENDS - timedelta(days=30), ENDS - timedelta(days=30))
    link = the_link()
    it_is(monkeypatch, ENDS - timedelta(days=20))
    client.post(link, {"method": "demo"})
    pays(Order.objects.latest("pk"), at=noon(ENDS - timedelta(days=20)))

    days(ENDS - timedelta(days=19), NEXT + timedelta(days=40))

    assert len(letters("membership/renewal_reminder")) == 1
    again = client.get(link).content.decode()
    assert "It is renewed already" in again
    client.post(link, {"method": "demo"})
    assert Order.objects.count() == 2


def test_pressing_twice_makes_one_order_and_one_payment(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    joins("Omar", on=JOINED, agrees=False)
    days(ENDS - timedelta(days=30), ENDS - timedelta(days=30))
    it_is(monkeypatch, ENDS - timedelta(days=20))

    banks = {client.post(the_link(), {"method": "demo"})["Location"] for _ in range(3)}

    assert len(banks) == 1
    assert Order.objects.count() == 2
    assert BankSession.objects.count() == 2


def test_ticking_the_box_makes_the_next_one_renew_by_itself(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    joins("Omar", on=JOINED, agrees=False)
    days(ENDS - timedelta(days=30), ENDS - timedelta(days=30))
    it_is(monkeypatch, ENDS - timedelta(days=20))
    assert "On 10 March 2028 charge my card £75" in client.get(the_link()).content.decode()

    bank = client.post(the_link(), {"method": "demo", "consent_renewal": "on"})["Location"]
    client.get(client.post(bank, {"outcome": "pay", "card": "4242"})["Location"])

    assert Mandate.objects.living().get().last_four == "4242"
    assert "from your card ending 4242" in Message.objects.latest("pk").text


def test_a_forged_an_old_and_a_moved_link_open_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    omar = joins("Omar", on=JOINED, agrees=False)
    days(ENDS - timedelta(days=30), ENDS - timedelta(days=30))
    it_is(monkeypatch, ENDS - timedelta(days=20))
    link = the_link()
    assert client.get(link).status_code == 200
    for forged in (link[:-5] + "AAAA/", "/renew/1/", "/renew/stop/1/", link.replace("/renew/", "/renew/stop/")):
        assert client.get(forged).status_code == 410
        assert client.post(forged, {"method": "demo"}).status_code == 410

    change_address(person=omar.person, email="omar@elsewhere.example", at=noon(ENDS), by=omar.person)
    assert client.get(link).status_code == 410, "it went to a mailbox that is not his any more"
    assert Order.objects.count() == 1


def test_the_stop_link_stops_by_its_button_and_not_by_being_looked_at(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    joins("Nia", on=JOINED)
    days(NEXT - timedelta(days=10), NEXT - timedelta(days=10))
    link = the_link("/renew/stop/")
    it_is(monkeypatch, NEXT - timedelta(days=9))

    shown = client.get(link).content.decode()
    assert "Stop charging the card ending 4242?" in shown
    assert "9 March 2027" in shown
    assert Mandate.objects.living().exists()
    for _ in range(2):
        assert "It is stopped" in client.post(link).content.decode()
    assert not Mandate.objects.living().exists()
    assert client.get("/me/").status_code == 302


def test_in_grace_all_stays_open_and_a_late_renewal_leaves_no_gap(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    omar = joins("Omar", on=JOINED, agrees=False)
    days(ENDS - timedelta(days=30), ENDS)
    late = ENDS + timedelta(days=20)
    person = omar.person
    assert is_member(person, on=ENDS + timedelta(days=30))
    assert not is_member(person, on=ENDS + timedelta(days=31))
    assert standings([person.pk], on=late)[person.pk].state == "grace"
    people = type(person).objects.filter(pk=person.pk)
    for state, is_so in {"current": 0, "in_force": 1, "grace": 1, "lapsed": 0, "never": 0}.items():
        assert standing_as(people, state, on=late).count() == is_so, state
    it_is(monkeypatch, late)

    client.post(the_link(), {"method": "demo"})
    pays(Order.objects.latest("pk"), at=noon(late))

    assert terms_of(omar)[1] == (NEXT, date(2028, 3, 9))


def test_after_grace_she_begins_anew_on_the_day_she_comes_back() -> None:
    omar = joins("Omar", on=JOINED, agrees=False)
    back = ENDS + timedelta(days=31)
    applicant = Applicant("Omar", "Ferreday", "omar@families.example")
    order = join(plan=a_plan(), applicant=applicant, signed_in=omar.person, key=None, at=noon(back))
    pays(order, at=noon(back))
    assert terms_of(omar)[1][0] == back


def test_a_plan_without_grace_ends_on_its_day() -> None:
    Plan.objects.filter(pk=a_plan().pk).update(grace_days=0)
    omar = joins("Omar", on=JOINED, agrees=False)
    assert current_term(omar.person, on=ENDS)
    assert not current_term(omar.person, on=NEXT)


def test_a_plan_nobody_can_join_any_more_can_be_renewed(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    joins("Omar", on=JOINED, agrees=False)
    days(ENDS - timedelta(days=30), ENDS - timedelta(days=30))
    Plan.objects.update(is_open=False)
    it_is(monkeypatch, ENDS - timedelta(days=20))
    assert client.get(the_link()).status_code == 200
    assert client.post(the_link(), {"method": "demo"})["Location"].startswith("/demo/bank/")


def test_a_transfer_renews_when_the_money_is_here(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from goldseam.core.sales.actions.paying import record_transfer

    omar = joins("Omar", on=JOINED, agrees=False)
    days(ENDS - timedelta(days=7), ENDS - timedelta(days=7))
    it_is(monkeypatch, ENDS - timedelta(days=6))
    went: Any = client.post(the_link(), {"method": "transfer", "consent_renewal": "on"})
    assert "/done/" in went["Location"]
    record_transfer(order=Order.objects.latest("pk"), amount_pence=7500, at=noon(NEXT), by=omar.person)
    assert terms_of(omar)[1] == (NEXT, date(2028, 3, 9))
    assert not Mandate.objects.exists(), "there is no card to keep"


def test_somebody_brought_in_whose_term_ended_long_ago_is_not_written_to() -> None:
    omar = joins("Omar", on=JOINED, agrees=False)
    days(ENDS + timedelta(days=8), ENDS + timedelta(days=60))
    assert letters("membership/renewal_reminder") == []
    assert Term.objects.get().membership == omar
