"""Who may take a gift up, what it becomes, and what is done with it until then."""

from datetime import timedelta

import pytest
from django.test import Client

from goldseam.core.ledger.actions import balance
from goldseam.core.mail.models import Message
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.models import Order
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.clock import local_date
from goldseam.foundation.documents import render
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.gifts.actions import Closed, WrittenJustNow, deliver_due, pass_on, put_in_pool, send_again
from goldseam.subjects.gifts.documents import NoCode
from goldseam.subjects.gifts.links import gift_path
from goldseam.subjects.gifts.models import Delivery, Gift, State
from goldseam.subjects.gifts.redeeming import NotEligible, found_by, give_back, redeem
from goldseam.subjects.gifts.reminding import ask_reminder, remind_due
from goldseam.subjects.gifts.tests.factories import WREN, a_gift, a_gift_plan, known, the_code, the_delivery, wishes
from goldseam.subjects.gifts.tests.test_giving import says
from goldseam.subjects.membership.actions import add_term
from goldseam.subjects.membership.models import Evidence, Plan, Term
from goldseam.subjects.membership.tests.factories import a_plan
from tests.ledger import unbalanced_entries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TODAY = local_date(NOON)
DAY = timedelta(days=1)
ADA = "ada@students.example"


def taken_up(gift: Gift, name: str = "Tam") -> Term:
    return redeem(delivery=the_delivery(gift), person=known(name), is_studying=True, at=NOON)


def test_it_makes_the_membership_of_a_member_longer() -> None:
    tam = known("Tam")
    a_gift_plan()
    own = add_term(person=tam, plan=a_plan(), at=NOON - 100 * DAY)

    term = taken_up(a_gift())

    assert (term.starts_on, term.plan.slug) == (own.ends_on + DAY, "student")
    assert (term.ends_on - term.starts_on).days in (364, 365)


def test_the_months_that_were_paid_for_count_whatever_the_plan_becomes() -> None:
    gift = a_gift()
    Plan.objects.filter(slug="student").update(months=1)

    term = taken_up(gift)

    assert (term.ends_on - term.starts_on).days == 364


def test_whoever_does_not_study_is_shown_the_ways_on_and_nothing_is_lost(client: Client) -> None:
    gift = a_gift()

    page = client.post(gift_path(the_delivery(gift)), says(is_studying="")).content.decode()

    assert "This membership is for students" in page
    assert "I cannot use it: give it back" in page
    assert "Ashdown" in page, "what was typed stays"
    assert Term.objects.count() == 0
    assert the_delivery(gift).term is None


def test_a_student_is_believed_once_and_then_shows_it() -> None:
    a_gift_plan()
    add_term(person=known("Tam"), plan=a_gift_plan(), at=NOON - 400 * DAY)
    gift = a_gift()

    with pytest.raises(NotEligible) as refused:
        taken_up(gift)
    assert refused.value.needs_evidence
    Evidence.objects.create(
        person=known("Tam"), studies_end_on=TODAY + 300 * DAY, shown_at=NOON, decided_at=NOON, valid_until=TODAY
    )

    assert taken_up(gift).starts_on == TODAY


def test_given_back_the_giver_hears_of_it_and_passes_it_on(client: Client) -> None:
    gift = a_gift()
    client.post(gift_path(the_delivery(gift)), {"to": "back"})
    gift = Gift.objects.get()
    assert gift.state(TODAY) is State.RETURNED
    assert Message.objects.filter(template="gifts/given_back", address="oda@givers.example").count() == 1
    client.force_login(known("Oda"))
    told = {"to": "pass", "for_whom": "person", "recipient_name": "Ada", "recipient_email": ADA, "message": "Yours"}

    page = client.post(f"/me/gifts/{gift.pk}/", told, follow=True).content.decode()

    assert "We have written to Ada" in page
    assert Message.objects.filter(template="gifts/gift", address=ADA).count() == 1


def test_passed_on_the_former_code_and_link_open_nothing(client: Client) -> None:
    gift = a_gift()
    former, code = the_delivery(gift), the_code(gift)

    pass_on(gift=gift, wish=wishes(recipient_name="Ada", recipient_email=ADA), by=known("Oda"), at=NOON)

    assert found_by(code, at=NOON) is None
    assert client.get(gift_path(former)).status_code == 410
    with pytest.raises(Closed):
        redeem(delivery=former, person=known("Tam"), is_studying=True, at=NOON)
    assert found_by(the_code(gift), at=NOON) == the_delivery(gift)


def test_sent_again_it_is_the_same_gift_and_not_twice_within_the_hour() -> None:
    gift, oda = a_gift(), known("Oda")
    code = the_code(gift)

    with pytest.raises(WrittenJustNow):
        send_again(gift=gift, by=oda, at=NOON)
    assert send_again(gift=gift, by=oda, at=NOON + DAY)
    assert not send_again(gift=gift, by=oda, at=NOON + DAY + timedelta(hours=9)), "at night it waits"
    assert deliver_due(at=NOON + 2 * DAY) == 1

    assert the_code(gift) == code
    assert Message.objects.filter(template="gifts/gift", address=WREN).count() == 3


def test_whoever_it_is_for_is_reminded_once_and_not_at_night() -> None:
    gift = a_gift()
    ask_reminder(gift=gift.pk, at=NOON + 30 * DAY)

    told = [remind_due(at=NOON + 30 * DAY + timedelta(hours=hours)) for hours in (10, 21, 22)]

    assert told == [0, 1, 0]
    assert Message.objects.get(template="gifts/reminder").address == WREN


def test_after_its_time_it_waits_for_the_office_and_the_pool_takes_it_still(client: Client) -> None:
    gift = a_gift(at=NOON - 800 * DAY)
    assert gift.state(TODAY) is State.OVER
    assert "The time for this gift is over" in client.get(gift_path(the_delivery(gift))).content.decode()
    with pytest.raises(Closed):
        taken_up(gift)

    put_in_pool(gift=gift, by=known("Oda"), at=NOON)

    assert list(Gift.objects.in_pool()) == [gift]


def test_money_back_ends_the_code(client: Client) -> None:
    gift = a_gift()
    code, path = the_code(gift), gift_path(the_delivery(gift))

    refund_order(order=Order.objects.get(), amount_pence=3000, reason="changed her mind", by=None, at=NOON)

    assert Gift.objects.get().state(TODAY) is State.ENDED
    assert found_by(code, at=NOON) is None
    assert client.post(path, says()).status_code == 410
    assert balance("income:membership") == 0
    assert unbalanced_entries() == []


def test_money_back_ends_what_was_taken_up_and_says_so() -> None:
    gift = a_gift()
    term = taken_up(gift)

    refund_order(order=Order.objects.get(), amount_pence=3000, reason="a mistake", by=None, at=NOON)

    term.refresh_from_db()
    assert term.cut_short_on == TODAY - DAY
    assert Message.objects.filter(template="gifts/ended", person=known("Tam")).count() == 1


def test_nobody_sees_or_changes_the_gift_of_somebody_else(client: Client) -> None:
    gift = a_gift()
    client.force_login(known("Tam"))

    answers = [client.post(f"/me/gifts/{gift.pk}/", {"to": "pool"}), client.get(f"/me/gifts/{gift.pk}/card/")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not Gift.objects.get().is_for_pool


def test_a_card_is_made_for_what_can_be_taken_up_only(client: Client) -> None:
    gift = a_gift()
    client.force_login(known("Oda"))
    assert client.get(f"/me/gifts/{gift.pk}/card/")["Content-Type"] == "application/pdf"

    taken_up(gift)

    assert client.get(f"/me/gifts/{gift.pk}/card/").status_code == 404
    with pytest.raises(NoCode):
        render(f"gifts.card:{gift.pk}")


def test_the_giver_never_learns_who_took_it_up_from_the_history() -> None:
    taken_up(a_gift())

    told = Fact.objects.filter(person=known("Oda"), kind__startswith="gifts.").values_list("data", flat=True)

    assert not any("Tam" in str(data) for data in told)


def test_a_gift_that_was_given_back_is_nobodys() -> None:
    gift = a_gift()
    give_back(delivery=the_delivery(gift), at=NOON)

    assert Delivery.objects.standing().count() == 0
    with pytest.raises(Closed):
        give_back(delivery=Delivery.objects.get(), at=NOON)
