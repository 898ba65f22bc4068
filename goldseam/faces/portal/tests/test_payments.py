import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import Item, Payer, place_order
from goldseam.core.sales.actions.paying import record_transfer
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.models import Order
from goldseam.faces.portal.tests.factories import a_person, staff, words_of
from goldseam.foundation import clock
from goldseam.subjects.membership.tests.factories import a_plan

pytestmark = pytest.mark.django_db


def an_order_of(person: Person) -> Order:
    a_plan()
    payer = Payer(person.given_name, person.family_name, person.email or "")
    return place_order(items=[Item("membership.plan", "qualified")], payer=payer, person=person, at=clock.now())


def paid(person: Person) -> Order:
    return record_transfer(order=an_order_of(person), amount_pence=7500, at=clock.now(), by=staff("Ruth"))


def test_nia_sees_what_she_paid_and_keeps_the_papers(client: Client) -> None:
    nia = a_person("Nia")
    order = paid(nia)
    client.force_login(nia)
    page = client.get("/me/payments/").content.decode()
    assert order.reference in page
    assert "£75.00" in page
    for kind in ("invoice", "receipt"):
        path = f"/me/payments/{order.pk}/{kind}/"
        assert path in page
        paper = client.get(path)
        assert paper["Content-Type"] == "application/pdf"
        assert paper["Cache-Control"] == "private, no-store"
        assert "£75.00" in words_of(paper)


def test_what_went_back_stands_there_with_its_credit_note(client: Client) -> None:
    nia = a_person("Nia")
    order = paid(nia)
    refund = refund_order(order=order, amount_pence=7500, reason="changed her mind", by=None, at=clock.now())
    client.force_login(nia)
    page = client.get("/me/payments/").content.decode()
    assert "Sent back to you" in page
    assert "−£75.00" in page
    note = client.get(f"/me/payments/refunds/{refund.pk}/credit-note/")
    assert "Credit note" in words_of(note)


def test_an_open_order_has_its_way_to_pay(client: Client) -> None:
    nia = a_person("Nia")
    order = an_order_of(nia)
    client.force_login(nia)
    assert f'href="/pay/{order.token}/"' in client.get("/me/payments/").content.decode()


def test_the_papers_of_others_do_not_exist(client: Client) -> None:
    order = paid(a_person("Nia"))
    refund = refund_order(order=order, amount_pence=7500, reason="", by=None, at=clock.now())
    client.force_login(a_person("Joel"))
    paths = [f"/me/payments/{order.pk}/{kind}/" for kind in ("invoice", "receipt")]
    paths.append(f"/me/payments/refunds/{refund.pk}/credit-note/")
    assert [client.get(path).status_code for path in paths] == [404, 404, 404]
    assert [Client().get(path).status_code for path in paths] == [302, 302, 302]
    assert order.reference not in client.get("/me/payments/").content.decode()


def test_twenty_orders_are_asked_for_as_quickly_as_two(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    nia = a_person("Nia")
    client.force_login(nia)
    # The first page notes in which browser she is.
    client.get("/me/")
    counts = []
    for orders in (2, 18):
        for _number in range(orders):
            an_order_of(nia)
        with django_assert_max_num_queries(15) as asked:
            client.get("/me/payments/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
