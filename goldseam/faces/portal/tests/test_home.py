from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goldseam.core.people.facts import DETAILS_CHANGED
from goldseam.core.people.models import Person
from goldseam.core.repairs.models import Repair, Rupture
from goldseam.core.sales.models import Order, OrderLine
from goldseam.faces.portal.tests.factories import a_lapsed_member, a_member, a_person
from goldseam.foundation import clock
from goldseam.foundation.timeline.record import record
from goldseam.subjects.cpd.models import Activity

pytestmark = pytest.mark.django_db


def opening(client: Client, person: Person) -> str:
    client.force_login(person)
    return " ".join(client.get("/me/").content.decode().split())


def test_a_member_reads_until_when_what_follows_and_how_to_change_it(client: Client) -> None:
    nia = a_member("Nia")
    term = nia.membership.terms.get()
    page = opening(client, nia)
    assert f"Nia, all is well: you are a member until {term.ends_on:%-d %B %Y}." in page
    assert "Nothing is taken without asking you" in page
    assert "Add another year, £75" in page
    assert "/me/renewal/now/" in page


def test_somebody_whose_membership_ended_reads_when(client: Client) -> None:
    greta = a_lapsed_member("Greta")
    ended = greta.membership.terms.get().ends_on
    assert f"Greta, your membership ended on {ended:%-d %B %Y}." in opening(client, greta)


def test_somebody_who_never_was_a_member_is_not_told_off(client: Client) -> None:
    assert "Ruth, you are not a member at the moment." in opening(client, a_person("Ruth"))


def test_an_order_that_waits_for_money_is_the_first_sentence(client: Client) -> None:
    joel = a_person("Joel")
    order = an_order(joel)
    page = opening(client, joel)
    assert "Joel, one step is left: £75 is still to be paid." in page
    assert f"/pay/{order.token}/" in page


def test_what_is_broken_now_opens_the_page_with_the_one_thing_to_do(client: Client) -> None:
    nia = a_member("Nia")
    a_break(nia, "mail_bounced", f"people.person:{nia.pk}", days_ago=3)
    page = opening(client, nia)
    assert "<h1>Our letters to you came back.</h1>" in page
    assert "Change your e-mail address" in page
    assert "You are a member until" in page
    assert 'class="standing broken"' in page


def test_the_latest_mend_stands_beside_the_opening_sentence_for_six_weeks(client: Client) -> None:
    nia = a_member("Nia")
    mended = a_break(nia, "mail_bounced", f"people.person:{nia.pk}", days_ago=20)
    a_mend(mended, days_ago=12)
    page = opening(client, nia)
    assert "all is well" in page
    assert "Mended in eight days" in page
    assert 'class="standing mended"' in page

    Repair.objects.update(at=clock.now() - timedelta(days=50))
    Rupture.objects.update(since=clock.now() - timedelta(days=60), closed_at=clock.now() - timedelta(days=50))
    assert 'class="standing mended"' not in opening(client, nia)


def test_the_first_weeks_say_that_she_may_change_her_mind(client: Client) -> None:
    nia = a_member("Nia")
    order = an_order(nia, paid_at=clock.now())
    term = nia.membership.terms.get()
    term.order_line = order.lines.get()
    term.save()
    assert "change your mind and have all of your money back" in opening(client, nia)
    Order.objects.update(paid_at=clock.now() - timedelta(days=16))
    assert "change your mind and have all of your money back" not in opening(client, nia)


def test_the_home_page_asks_the_database_as_often_at_a_thousand_rows_as_at_ten(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    nia = a_member("Nia")
    mended = a_break(nia, "mail_bounced", f"people.person:{nia.pk}", days_ago=20)
    a_mend(mended, days_ago=12)
    counts = []
    for rows in (10, 990):
        plenty(nia, rows)
        client.force_login(nia)
        client.get("/me/")
        with django_assert_max_num_queries(18) as asked:
            assert client.get("/me/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
    print(f"member home: {counts[0]} queries")


def plenty(person: Person, rows: int) -> None:
    """So many facts, orders and entries of learning."""
    at = clock.now()
    for number in range(rows):
        record(DETAILS_CHANGED, person=person, subject=person, by=person, at=at, fields="profession")
        Activity.objects.create(person=person, title=f"Course {number}", on=at.date(), minutes=60)
        an_order(person)


def an_order(person: Person, **fields: Any) -> Order:
    at = clock.now()
    known = {"placed_at": at, "expires_at": at + timedelta(days=14), "total_pence": 7500}
    order = Order.objects.create(
        person=person,
        payer_given_name=person.given_name,
        payer_family_name=person.family_name,
        payer_email=person.email or "",
        **known | fields,
    )
    OrderLine.objects.create(
        order=order,
        kind="membership.plan",
        key="qualified",
        description="Membership: Qualified Professional",
        unit_pence=7500,
        vat_treatment="exempt_group_9",
        fulfilled_at=fields.get("paid_at"),
    )
    return order


def a_break(person: Person, kind: str, subject: str, *, days_ago: int) -> Rupture:
    since = clock.now() - timedelta(days=days_ago)
    return Rupture.objects.create(person=person, kind=kind, subject=subject, since=since, noticed_at=since)


def a_mend(rupture: Rupture, *, days_ago: int, mended_by: str = "new_address") -> Repair:
    rupture.closed_at = clock.now() - timedelta(days=days_ago)
    rupture.save()
    return Repair.objects.create(rupture=rupture, at=rupture.closed_at, mended_by=mended_by)
