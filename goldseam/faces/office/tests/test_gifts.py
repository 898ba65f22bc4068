"""The office's lists of gifts and bursaries, and what it does there: as few questions for a thousand as for ten."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from goldseam.core.sales.models import OrderLine
from goldseam.core.sales.tests.factories import NOON
from goldseam.faces.office.tests.factories import at_the_desk, staff
from goldseam.subjects.gifts import pool
from goldseam.subjects.gifts.models import Application, Delivery, Gift
from goldseam.subjects.gifts.tests.factories import a_gift, a_gift_plan

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def desk() -> Client:
    return at_the_desk(staff("office"))


def more(number: int) -> None:
    """So many gifts more, each for somebody."""
    first = Gift.objects.select_related("order_line").latest("pk")
    line = first.order_line
    lines = OrderLine.objects.bulk_create(
        OrderLine(order_id=line.order_id, kind=line.kind, key=line.key, unit_pence=1, vat_treatment="none", details={})
        for _ in range(number)
    )
    gifts = Gift.objects.bulk_create(Gift(order_line=one, plan=first.plan, begun_at=NOON) for one in lines)
    Delivery.objects.bulk_create(
        Delivery(gift=gift, recipient_name=f"Wren {gift.pk}", deliver_on=NOON.date(), made_at=NOON, code_hash=gift.pk)
        for gift in gifts
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE gifts_gift, gifts_delivery")


def test_the_list_asks_as_little_for_any_number_of_gifts(desk: Client, django_assert_max_num_queries: Any) -> None:
    a_gift()
    more(9)
    desk.get("/office/gifts/")
    with django_assert_max_num_queries(25) as few:
        assert "Wren" in desk.get("/office/gifts/").content.decode()

    more(990)

    with django_assert_max_num_queries(len(few.captured_queries)):
        desk.get("/office/gifts/")


@pytest.mark.parametrize(
    ("state", "found"),
    [("open", "Wren"), ("waiting", "Ada"), ("pool", "nobody yet"), ("returned", ""), ("over", ""), ("redeemed", "")],
)
def test_it_is_filtered_by_how_a_gift_stands(desk: Client, state: str, found: str) -> None:
    a_gift(), a_gift(for_pool=True)
    a_gift(recipient_name="Ada", deliver_on=NOON.date() + 300 * DAY)

    page = desk.get(f"/office/gifts/results/?state={state}").content.decode()

    names = {name for name in ("Wren", "Ada", "nobody yet") if name in page}
    assert names == ({found} if found else set())


def test_a_gift_is_found_by_giver_and_recipient_and_its_file_tells_its_story(desk: Client) -> None:
    gift = a_gift()

    for text in ("Halloran", "wren@students"):
        assert f"/office/gifts/{gift.pk}/" in desk.get(f"/office/gifts/results/?q={text}").content.decode()
    page = desk.get(f"/office/gifts/{gift.pk}/").content.decode()
    assert "Gave a membership as Student" in page
    assert "wren@students.example" in page


def test_the_office_lets_it_be_good_for_longer(desk: Client) -> None:
    gift = a_gift(at=NOON - 800 * DAY)

    sends(desk, f"/office/gifts/{gift.pk}/longer/", until="2029-05-01")

    assert str(Gift.objects.get().good_until) == "2029-05-01"


def sends(desk: Client, path: str, **told: str) -> None:
    answer = desk.post(path, {"once": "x" * 24, **told})
    assert answer.status_code == 302, answer.content.decode()


def test_the_office_gives_a_place_and_says_no(desk: Client) -> None:
    plan = a_gift_plan()
    a_gift(for_pool=True)
    for name in ("Wren", "Ada"):
        email = f"{name}@students.example"
        pool.ask_for_place(plan=plan, given_name=name, family_name="A", email=email, why="", at=NOON)
    wren, ada = Application.objects.order_by("pk")
    assert "asks for a bursary" in desk.get("/office/").content.decode()
    assert "1 place" in desk.get("/office/bursaries/").content.decode()

    sends(desk, f"/office/bursaries/{wren.pk}/give/")
    refused = desk.post(f"/office/bursaries/{ada.pk}/give/", {"once": "y" * 24})
    assert "The pool holds no place" in refused.content.decode()
    sends(desk, f"/office/bursaries/{ada.pk}/decline/", once="z" * 24, reply="Please ask again in May.")

    assert [one.delivery_id is not None for one in Application.objects.order_by("pk")] == [True, False]
    assert "Declined" in desk.get(f"/office/bursaries/{ada.pk}/").content.decode()
    sends(desk, f"/office/gifts/{Gift.objects.get().pk}/back/", once="w" * 24)
    assert Gift.objects.in_pool().count() == 1
