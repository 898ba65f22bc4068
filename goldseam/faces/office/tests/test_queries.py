"""Every list asks the same number of questions of the database, however long it is."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldseam.core.mail.models import LetterVersion, Message, Recipient, Sending, StandardLetter
from goldseam.core.people.models import Person
from goldseam.core.repairs.models import Rupture
from goldseam.core.sales.models import Order, OrderLine, Payment, Refund
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, members, staff, today_is
from goldseam.subjects.library.models import Factsheet, Version
from goldseam.subjects.membership.models import Evidence
from goldseam.subjects.membership.tests.factories import an_association

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


def a_year(first: int, last: int) -> None:
    """For each number an order with too little received and a refund, a letter, a rupture and a factsheet."""
    hub = a_hub("yorkshire")
    members(last - first, hub=hub, begin=first)
    people = Person.objects.filter(given_name__in=[f"Member{number}" for number in range(first, last)])
    for number, person in enumerate(people, start=first):
        order = an_order_too_short(number, person)
        a_letter_and_two_ruptures(number, person, order)
        sheet = Factsheet.objects.create(slug=f"s{number}", number=number, title=f"Sheet {number}", summary="x")
        a_letter_to_many(number, person)
        Evidence.objects.create(person=person, name="x", studies_end_on=NOON.date(), shown_at=NOON)
        Version.objects.create(factsheet=sheet, number=1, published_on=NOON.date(), review_by=NOON.date(), body="x")


def an_order_too_short(number: int, person: Person) -> Order:
    """Fifty of seventy-five pounds came, and one went back."""
    order = Order.objects.create(
        person=person,
        payer_given_name="Nia",
        payer_family_name="Ferreday",
        payer_email="nia@families.example",
        total_pence=7500,
        placed_at=NOON,
        expires_at=NOON + timedelta(days=9),
    )
    OrderLine.objects.create(
        order=order, kind="x", key="x", description="Membership", unit_pence=7500, vat_treatment="exempt_group_9"
    )
    paid = Payment.objects.create(order=order, gateway="transfer", key=f"p{number}", amount_pence=7500, started_at=NOON)
    Payment.objects.filter(pk=paid.pk).update(confirmed_at=NOON, received_pence=5000)
    Refund.objects.create(
        order=order, payment=paid, key=f"r{number}", amount_pence=100, reason="x", asked_at=NOON, next_try_at=NOON
    )
    return order


def a_letter_and_two_ruptures(number: int, person: Person, order: Order) -> None:
    """One of the ruptures is still open."""
    Message.objects.create(
        person=person,
        address="nia@families.example",
        template="x",
        basis="service",
        subject="Hello",
        text="x",
        html="x",
        written_at=NOON,
        due_at=NOON,
        message_id=f"<{number}>",
    )
    for closed_at in (None, NOON):
        Rupture.objects.create(
            kind="payment_failed",
            subject=f"sales.order:{order.pk}",
            person=person,
            since=NOON,
            noticed_at=NOON,
            closed_at=closed_at,
        )


def a_letter_to_many(number: int, person: Person) -> None:
    """Each of them got a letter of their own standard letter, and a second sending is one row longer for it."""
    letter = StandardLetter.objects.create(name=f"Letter {number}")
    version = LetterVersion.objects.create(
        letter=letter, number=1, subject="x", body="x", basis="service", needed_for="x", written_at=NOON
    )
    sending = Sending.objects.create(version=version, audience="x", prepared_at=NOON, begun_at=NOON)
    for one in (sending, Sending.objects.earliest("pk")):
        Recipient.objects.get_or_create(sending=one, person=person, defaults={"address": f"{number}@x.example"})


@pytest.mark.parametrize(
    "address",
    [
        "",
        "people/?q=member",
        "orders/",
        "orders/?state=short",
        "orders/?q=ferreday",
        "letters/",
        "letters-to-many/",
        "letters-to-many/{sending}/",
        "standard-letters/",
        "standard-letters/{letter}/",
        "repairs/",
        "repairs/?state=open&kind=payment_failed",
        "repairs/?q=member",
        "payments/",
        "payments/?state=confirmed&way=transfer&since=2026-01-01",
        "payments/?q=ferreday",
        "refunds/",
        "refunds/?q=ferreday",
        "factsheets/",
        "plans/",
        "evidence/",
        "hubs/",
    ],
)
def test_a_longer_list_takes_no_more_queries(address: str) -> None:
    client: Client = at_the_desk(staff("office", given_name="Olive"))
    client.get("/office/")
    a_year(1, 4)
    first = Sending.objects.earliest("pk")
    address = address.format(sending=first.pk, letter=first.version.letter_id)
    client.get(f"/office/{address}")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/office/{address}").status_code == 200
        return len(asked)

    few = queries()
    a_year(4, 40)

    assert queries() == few
