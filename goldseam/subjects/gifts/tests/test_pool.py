"""The bursary pool: what it holds, who asks, and the office that gives each place once."""

from datetime import timedelta

import pytest
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.clock import local_date
from goldseam.subjects.gifts import pool
from goldseam.subjects.gifts.actions import Closed
from goldseam.subjects.gifts.models import Application, Gift, State
from goldseam.subjects.gifts.redeeming import give_back, take_up
from goldseam.subjects.gifts.tests.factories import WREN, a_gift, a_gift_plan, known, the_delivery
from goldseam.subjects.membership.actions import Applicant

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
TODAY = local_date(NOON)
DAY = timedelta(days=1)


def asks(name: str = "Wren", email: str = WREN) -> Application:
    asked = pool.ask_for_place(plan=a_gift_plan(), given_name=name, family_name="Ashdown", email=email, why="", at=NOON)
    assert asked
    return asked


def typed(**changes: str) -> dict[str, str]:
    told = {"plan": "student", "given_name": "Wren", "family_name": "Ashdown", "email": WREN, "agree": "on"}
    return told | changes


def test_a_place_is_asked_for_given_and_taken_up_and_the_giver_hears_of_it() -> None:
    gift = a_gift(for_pool=True)
    assert [(one.plan.slug, one.places, one.pence) for one in pool.held()] == [("student", 1, 3000)]

    delivery = pool.give_place(application=asks(), by=known("Ruth"), at=NOON)

    assert pool.held() == []
    letter = Message.objects.get(template="gifts/gift")
    assert letter.address == WREN
    assert "Oda" not in letter.text, "who gave it is not told"
    take_up(
        delivery=delivery, email=WREN, told=Applicant("Wren", "Ashdown", WREN), is_studying=True, at=NOON + 90 * DAY
    )
    assert Gift.objects.get(pk=gift.pk).state(TODAY) is State.REDEEMED
    assert "a student has taken up" in Message.objects.get(template="gifts/taken_up").text


def test_it_never_gives_more_than_it_holds() -> None:
    a_gift(for_pool=True)
    pool.give_place(application=asks(), by=known("Ruth"), at=NOON)

    with pytest.raises(pool.PoolEmpty):
        pool.give_place(application=asks("Ada", "ada@students.example"), by=known("Ruth"), at=NOON)
    with pytest.raises(pool.DecidedAlready):
        pool.give_place(application=Application.objects.earliest("pk"), by=known("Ruth"), at=NOON)


def test_a_place_comes_back_when_it_is_given_back_or_taken_back() -> None:
    gift = a_gift(for_pool=True)
    give_back(delivery=pool.give_place(application=asks(), by=known("Ruth"), at=NOON), at=NOON)
    assert list(Gift.objects.in_pool()) == [gift]
    pool.give_place(application=asks("Ada", "ada@students.example"), by=known("Ruth"), at=NOON)

    pool.take_back(gift=gift, by=known("Ruth"), at=NOON)

    assert list(Gift.objects.in_pool()) == [gift]
    with pytest.raises(Closed):
        pool.take_back(gift=gift, by=known("Ruth"), at=NOON)
    assert Message.objects.filter(template="gifts/given_back").count() == 0, "the giver has let go of it"


def test_a_kind_no_has_its_reason() -> None:
    application = asks()

    pool.decline(application=application, reply="The pool is empty until spring.", by=known("Ruth"), at=NOON)

    assert "empty until spring" in Message.objects.get(template="gifts/bursary_declined").text
    assert the_application().decided_at == NOON


def the_application() -> Application:
    return Application.objects.get()


def test_whoever_asks_again_sees_the_same_and_asks_once(client: Client) -> None:
    a_gift_plan()

    pages = [client.post("/gift/bursary/", typed()).content for _ in range(2)]

    assert b"Thank you, we have it" in pages[0]
    assert pages[0] == pages[1]
    assert Application.objects.count() == 1
    assert Message.objects.filter(template="gifts/bursary_asked").count() == 1


def test_without_the_box_nothing_is_kept_and_nothing_typed_is_lost(client: Client) -> None:
    a_gift_plan()

    page = client.post("/gift/bursary/", typed(agree="", why="My grant comes in May")).content.decode()

    assert "My grant comes in May" in page
    assert "Please tick this box" in page
    assert Application.objects.count() == 0


def test_a_place_in_the_pool_is_nobodys_to_open() -> None:
    gift = a_gift(for_pool=True)

    assert gift.delivery is None
    pool.give_place(application=asks(), by=known("Ruth"), at=NOON)
    assert the_delivery(gift).recipient_email == WREN
