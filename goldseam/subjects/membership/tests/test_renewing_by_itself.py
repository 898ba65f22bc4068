"""A membership that renews by itself: announced a week before at least, charged what was announced, and once."""

from datetime import date, datetime, timedelta

import pytest

from goldseam.core.gateways.demo.cards import Sample
from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message, Suppression
from goldseam.core.people.models import Hold, Person
from goldseam.core.sales.models import Mandate, Order
from goldseam.foundation.timeline.record import history
from goldseam.subjects.membership.actions import give_term
from goldseam.subjects.membership.models import Renewal, Term
from goldseam.subjects.membership.prices import set_price
from goldseam.subjects.membership.renewals import run
from goldseam.subjects.membership.renewals.deeds import Due
from goldseam.subjects.membership.renewals.prospects import What
from goldseam.subjects.membership.renewals.run import run_renewals
from goldseam.subjects.membership.renewals.stopping import decline, stop_renewing, want_again
from goldseam.subjects.membership.tests.factories import a_plan, an_association
from goldseam.subjects.membership.tests.renewing import (
    a_day,
    charges,
    days,
    joins,
    letters,
    noon,
    post,
    terms_of,
)

pytestmark = pytest.mark.django_db(transaction=True)
JOINED, ENDS, NEXT = date(2026, 3, 10), date(2027, 3, 9), date(2027, 3, 10)
ANNOUNCED = NEXT - timedelta(days=10)


@pytest.fixture(autouse=True)
def association() -> None:
    an_association()


def test_nia_agreed_so_she_is_written_to_ten_days_before_and_charged_on_the_day() -> None:
    nia = joins(on=JOINED)

    days(date(2027, 2, 1), date(2027, 4, 20))

    assert letters("membership/renewal_announced") == [ANNOUNCED]
    assert letters("membership/renewal_reminder") == []
    assert letters("membership/renewed") == [NEXT]
    assert charges() == [("paid", 7500)]
    assert terms_of(nia) == [(JOINED, ENDS), (NEXT, date(2028, 3, 9))]
    assert balance("income:membership") == -15000
    said = [item.sentence for item in history(nia.person, audience="member")]
    assert any("£75 will be charged to your card ending 4242 on 10 March 2027" in line for line in said)


def test_the_letter_says_how_much_when_from_which_card_and_how_to_stop_it() -> None:
    joins(on=JOINED)
    days(ANNOUNCED, ANNOUNCED)

    letter = Message.objects.get(template="membership/renewal_announced")

    for told in ("£75.00", "10 March 2027", "ending 4242", "Stop this", "/renew/stop/", "9 March 2027", "14 days"):
        assert told in letter.text
    assert "last time" not in letter.text


def test_a_price_that_has_changed_is_said() -> None:
    joins(on=JOINED)
    set_price(plan=a_plan(), price_pence=8000, from_on=date(2027, 1, 1), at=noon(JOINED), by=Person.objects.get())

    days(ANNOUNCED, NEXT)

    assert "£5.00 more than last time" in Message.objects.get(template="membership/renewal_announced").text
    assert charges() == [("paid", 8000)]


def test_a_price_that_changes_after_the_letter_is_announced_again_and_never_charged_unannounced() -> None:
    nia = joins(on=JOINED)
    days(ANNOUNCED, ANNOUNCED + timedelta(days=3))
    changed = ANNOUNCED + timedelta(days=4)
    set_price(plan=a_plan(), price_pence=9000, from_on=changed, at=noon(changed), by=nia.person)

    days(changed, NEXT + timedelta(days=14))

    first, again = letters("membership/renewal_announced")
    assert (first, again) == (ANNOUNCED, NEXT)
    charged = Order.objects.latest("pk")
    assert (charged.placed_at.date(), charged.total_pence) == (again + timedelta(days=7), 9000)
    assert charges() == [("paid", 9000)]
    assert terms_of(nia)[1] == (NEXT, date(2028, 3, 9)), "the later charge shifts no period"


def test_a_run_that_was_down_for_three_days_catches_up_and_keeps_the_week() -> None:
    nia = joins(on=JOINED)
    down = frozenset({ANNOUNCED + timedelta(days=number) for number in range(3)})
    down |= {NEXT, NEXT + timedelta(days=1), NEXT + timedelta(days=2)}

    days(date(2027, 2, 1), date(2027, 4, 1), down=down)

    assert letters("membership/renewal_announced") == [ANNOUNCED + timedelta(days=3)]
    assert letters("membership/renewed") == [NEXT + timedelta(days=3)]
    assert charges() == [("paid", 7500)]
    assert terms_of(nia)[1] == (NEXT, date(2028, 3, 9))


def test_a_notice_that_was_never_sent_lets_nothing_be_charged() -> None:
    joins(on=JOINED)
    run_renewals(at=noon(ANNOUNCED))
    for number in range(14):
        run_renewals(at=noon(NEXT + timedelta(days=number)))
    assert charges() == []

    post(noon(NEXT + timedelta(days=14)))
    days(NEXT + timedelta(days=15), NEXT + timedelta(days=20))
    assert charges() == []
    days(NEXT + timedelta(days=21), NEXT + timedelta(days=21))
    assert charges() == [("paid", 7500)], "a week after it has left, and not before"


def test_somebody_who_cannot_be_written_to_is_not_charged() -> None:
    nia = joins("Nia", on=JOINED)
    joins("Omar", on=JOINED, card=Sample("Visa", "1881", date(2099, 1, 31)))
    Suppression.objects.create(address="omar@families.example", reason="bounce", since=noon(JOINED))
    days(ANNOUNCED, ANNOUNCED)
    Hold.objects.create(person=nia.person, reason="bereaved", since=noon(ANNOUNCED))

    days(ANNOUNCED + timedelta(days=1), NEXT + timedelta(days=5))

    assert charges() == []
    assert letters("membership/renewal_announced") == [ANNOUNCED]


def test_she_stops_it_from_the_letter_and_nothing_is_charged() -> None:
    nia = joins(on=JOINED)
    days(ANNOUNCED, ANNOUNCED)

    assert stop_renewing(mandate=Mandate.objects.get(), at=noon(ANNOUNCED))
    assert not stop_renewing(mandate=Mandate.objects.get(), at=noon(ANNOUNCED))
    days(ANNOUNCED + timedelta(days=1), NEXT + timedelta(days=5))

    assert charges() == []
    assert terms_of(nia) == [(JOINED, ENDS)]
    assert letters("membership/renewal_stopped") == [ANNOUNCED]
    # It is hers to renew now, so she is reminded as everybody is.
    assert letters("membership/renewal_reminder") == [ANNOUNCED + timedelta(days=1), ENDS - timedelta(days=7), ENDS]


def test_another_card_after_the_letter_is_announced_before_it_is_charged() -> None:
    from goldseam.core.sales.actions.ordering import Item, Payer, place_order
    from goldseam.subjects.membership.tests.renewing import pays

    nia = joins(on=JOINED)
    days(ANNOUNCED, ANNOUNCED + timedelta(days=5))
    former = Mandate.objects.get()
    # Another card by another order, so that the period is still open.
    order = place_order(
        items=[Item("membership.plan", "qualified")],
        payer=Payer("Nia", "Ferreday", "nia@families.example"),
        person=nia.person,
        at=noon(ANNOUNCED),
    )
    pays(order, at=noon(ANNOUNCED), agrees=True, card=Sample("Mastercard", "5100", date(2099, 1, 31)))
    Term.objects.filter(order_line__order=order).delete()
    former.refresh_from_db()
    assert former.ended_why == "replaced"

    days(ANNOUNCED + timedelta(days=6), NEXT + timedelta(days=10))

    told = Message.objects.filter(template="membership/renewal_announced").order_by("pk")
    assert [("5100" in letter.text) for letter in told] == [False, True]
    charged = Order.objects.get(mandate__last_four="5100")
    assert charged.placed_at.date() >= told[1].written_at.date() + timedelta(days=7)


def test_she_wants_no_further_term_and_it_ends_on_its_day_without_letters_or_grace() -> None:
    nia = joins(on=JOINED)
    term = decline(person=nia.person, at=noon(date(2027, 1, 5)))
    assert term.ends_on == ENDS

    days(date(2027, 1, 6), NEXT + timedelta(days=40))

    assert charges() == []
    assert letters("membership/renewal_reminder") == letters("membership/renewal_announced") == []
    assert Term.objects.in_force(on=ENDS).exists()
    assert not Term.objects.in_force(on=NEXT).exists()


def test_she_changes_her_mind_and_stays() -> None:
    nia = joins(on=JOINED)
    decline(person=nia.person, at=noon(date(2027, 1, 5)))
    want_again(person=nia.person, at=noon(date(2027, 1, 6)))
    want_again(person=nia.person, at=noon(date(2027, 1, 6)))

    days(date(2027, 1, 6), NEXT)

    assert letters("membership/renewal_reminder") == [ENDS - timedelta(days=30), ENDS - timedelta(days=7), ENDS]
    assert Term.objects.in_force(on=NEXT).exists()


def test_a_renewal_whose_money_went_back_is_not_charged_again_and_gives_no_grace() -> None:
    from goldseam.core.sales.actions.cancelling import cancel_order

    nia = joins(on=JOINED)
    days(ANNOUNCED, NEXT)
    cancel_order(order=Order.objects.latest("pk"), by=nia.person, at=noon(NEXT + timedelta(days=2)))

    days(NEXT + timedelta(days=3), NEXT + timedelta(days=60))

    assert charges() == [("paid", 7500)]
    assert not Term.objects.in_force(on=NEXT + timedelta(days=3)).exists()


def test_looking_a_hundred_times_a_day_does_each_thing_once() -> None:
    joins(on=JOINED)
    for number in range(12):
        for _ in range(10):
            a_day(ANNOUNCED + timedelta(days=number))
    assert charges() == [("paid", 7500)]
    assert len(letters("membership/renewal_announced")) == 1
    assert Renewal.objects.count() == 1


def fails_for_nia(monkeypatch: pytest.MonkeyPatch, *days_of: date) -> None:
    """On these days the letter to Nia cannot be written, and no others of the same batch."""
    real = run.DO[What.ANNOUNCE]

    def announce(due: list[Due], *, at: datetime) -> list[Due]:
        if any(one.who.given_name == "Nia" for one in due):
            raise ValueError("a letter that cannot be written")
        return real(due, at=at)

    with monkeypatch.context() as broken:
        broken.setitem(run.DO, What.ANNOUNCE, announce)
        for day in days_of:
            a_day(day)


def test_what_fails_for_one_does_not_keep_the_others_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    for number, name in enumerate(["Omar", "Nia", "Priya", "Quentin", "Rhiannon"]):
        joins(name, on=JOINED, card=Sample("Visa", f"188{number}", date(2099, 1, 31)))

    fails_for_nia(monkeypatch, ANNOUNCED)

    told = Message.objects.filter(template="membership/renewal_announced").order_by("address")
    assert [letter.address.partition("@")[0] for letter in told] == ["omar", "priya", "quentin", "rhiannon"]
    failing = Renewal.objects.get(follows__membership__person__given_name="Nia")
    assert (failing.failed_at, failing.trouble) == (noon(ANNOUNCED), "announce:ValueError")
    assert Renewal.objects.filter(failed_at=None).count() == 4
    days(ANNOUNCED + timedelta(days=1), NEXT)
    assert charges() == [("paid", 7500)] * 5
    assert not Renewal.objects.exclude(failed_at=None, trouble="").exists()


def test_when_a_given_term_ends_her_kept_card_is_not_charged_and_she_is_written_to() -> None:
    nia = joins("Nia", on=date(2026, 3, 10))
    give_term(
        person=nia.person,
        plan=a_plan(),
        given_as="complimentary",
        months=12,
        why="A prize",
        by=nia.person,
        at=noon(date(2026, 4, 1)),
    )
    days(date(2027, 3, 1), date(2027, 3, 11))
    assert charges() == [], "it follows what she had paid for"
    days(date(2028, 2, 28), date(2028, 3, 12))

    assert charges() == []
    assert letters("membership/renewal_announced") == []
    assert "It was given to you, so nothing is charged" in Message.objects.latest("pk").text
