"""Payments, refunds and repairs as lists: found, filtered, led from to where they are put right, and taken out."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goldseam.core.people.models import Person
from goldseam.core.repairs.models import Repair, Rupture, StepTaken
from goldseam.core.sales.actions.paying import record_transfer
from goldseam.core.sales.actions.refunding import refund_order
from goldseam.core.sales.models import Order, Payment
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, somebody, staff, today_is
from goldseam.faces.office.tests.test_queries import a_year
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


def ordered(given_name: str, *, email: str = "") -> Order:
    applicant = Applicant(given_name, "Ferreday", email or f"{given_name.lower()}@families.example")
    return join(plan=a_plan(), applicant=applicant, signed_in=None, key=None, at=NOON)


def paid(given_name: str, *, pence: int = 7500, days_ago: int = 0) -> Order:
    order = ordered(given_name)
    at = NOON - timedelta(days=days_ago)
    record_transfer(order=order, amount_pence=pence, at=at, by=somebody(f"By{order.pk}"))
    return order


def shown(address: str, role: str = "treasurer", **details: object) -> list[str]:
    """What leads from the rows of a list: the words of their first column."""
    page = at_the_desk(staff(role, **details)).get(address)  # type: ignore[arg-type]
    assert page.status_code == 200
    return re.findall(r'<th scope="row"><a href="[^"]+">([^<]+)</a>', page.content.decode())


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("", {"Nia", "Ben", "Zoë"}),
        ("q=ferreday", {"Nia", "Ben", "Zoë"}),
        ("q=nia", {"Nia"}),
        ("q=£50", {"Ben"}),
        ("q=50.00", {"Ben"}),
        ("q=GS{nia}", {"Nia"}),
        ("q={nia}", {"Nia"}),
        ("q=pi_zoe", {"Zoë"}),
        ("state=confirmed", {"Nia", "Ben"}),
        ("state=open", {"Zoë"}),
        ("way=transfer", {"Nia", "Ben"}),
        ("way=demo", {"Zoë"}),
        ("until=2026-05-02", {"Ben"}),
        ("since=2026-05-03", {"Nia", "Zoë"}),
        ("since=2026-05-01&until=2026-05-01", {"Ben"}),
        ("since=yesterday", set()),
        ("until=9999-12-31", set()),
    ],
)
def test_tom_finds_a_payment_by_person_order_amount_state_way_and_day(question: str, found: set[str]) -> None:
    nia, zoe = paid("Nia"), ordered("Zoë")
    paid("Ben", pence=5000, days_ago=3)
    Payment.objects.create(order=zoe, gateway="demo", key="z", reference="pi_zoe", amount_pence=7500, started_at=NOON)
    names = {order.reference: order.payer_given_name for order in Order.objects.all()}

    assert {names[row] for row in shown(f"/office/payments/?{question.format(nia=nia.pk)}")} == found


def test_a_payment_leads_to_the_file_of_its_order() -> None:
    order = paid("Nia")

    page = at_the_desk(staff("treasurer")).get("/office/payments/").content.decode()

    assert f'href="/office/orders/{order.pk}/"' in page
    assert "£75.00" in page


@pytest.mark.parametrize(
    ("question", "found"),
    [("", 2), ("q=nia", 1), ("q=£10", 1), ("state=asked", 2), ("state=made", 0), ("way=transfer", 2), ("way=demo", 0)],
)
def test_tom_finds_a_refund_the_same_ways(question: str, found: int) -> None:
    tom = somebody("Tom")
    for name, pence in (("Nia", 1000), ("Ben", 7500)):
        refund_order(order=paid(name), amount_pence=pence, reason="Moved abroad", by=tom, at=NOON)

    assert len(shown(f"/office/refunds/?{question}")) == found


def broken(person: Person, *, days_ago: int = 1, kind: str = "payment_failed", ended: str = "") -> Rupture:
    """Something broke, and was mended or let go since, or is broken still."""
    since = NOON - timedelta(days=days_ago)
    closed_at = NOON - timedelta(hours=days_ago) if ended else None
    rupture = Rupture.objects.create(
        kind=kind,
        subject=f"x:{person.pk}:{days_ago}",
        person=person,
        since=since,
        noticed_at=since,
        closed_at=closed_at,
    )
    if ended == "mended":
        Repair.objects.create(rupture=rupture, at=NOON, mended_by="paid:x")
    return rupture


def test_what_is_broken_stands_first_the_longest_on_top_then_what_ended_last() -> None:
    for name, days, ended in (("Ana", 1, ""), ("Ben", 9, ""), ("Eve", 5, "mended"), ("Zoë", 2, "let_go")):
        broken(somebody(name), days_ago=days, ended=ended)

    assert [name.split()[0] for name in shown("/office/repairs/", "office")] == ["Ben", "Ana", "Zoë", "Eve"]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("state=open", {"Ana"}),
        ("state=mended", {"Eve"}),
        ("state=let_go", {"Zoë"}),
        ("kind=mail_bounced", {"Zoë"}),
        ("hub={london}", {"Eve"}),
        ("q=fer", {"Ana", "Eve", "Zoë"}),
        ("q=zoe", {"Zoë"}),
        ("q=%21", set()),
    ],
)
def test_olive_finds_a_repair_by_person_state_kind_and_hub(question: str, found: set[str]) -> None:
    london = a_hub("london")
    broken(somebody("Ana"))
    broken(somebody("Eve", hub=london), ended="mended")
    broken(somebody("Zoë"), kind="mail_bounced", ended="let_go")

    rows = shown(f"/office/repairs/?{question.format(london=london.pk)}", "office")

    assert {name.split()[0] for name in rows} == found


def test_the_list_says_what_was_done_what_comes_next_and_how_it_ended() -> None:
    StepTaken.objects.create(rupture=broken(somebody("Ana")), step="first notice", at=NOON)
    broken(somebody("Eve"), ended="mended", days_ago=2)

    page = at_the_desk(staff("office")).get("/office/repairs/").content.decode()

    for words in ("One thing between us and somebody is broken now.", "first notice, 4 May", ", on ", "Paid after all"):
        assert words in page, words


@pytest.mark.parametrize("desk", ["repairs", "payments", "refunds"])
def test_money_and_repairs_are_nothing_for_a_hub_lead(desk: str) -> None:
    lead = at_the_desk(staff("hublead", hub=a_hub("yorkshire")))

    assert lead.get(f"/office/{desk}/").status_code == 403


@pytest.mark.parametrize("role", ["treasurer", "auditor"])
@pytest.mark.parametrize("desk", ["repairs", "payments", "refunds"])
def test_ten_rows_and_a_thousand_take_the_same_queries(desk: str, role: str) -> None:
    client = at_the_desk(staff(role))
    a_year(1, 10)
    client.get(f"/office/{desk}/")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/office/{desk}/").status_code == 200
        return len(asked)

    few = queries()
    thousand()

    assert queries() == few
    assert few <= 17


def thousand() -> None:
    """Of everything that stands already, so many more that there are a thousand."""
    order = Order.objects.earliest("pk")
    person = Person.objects.filter(given_name="Member1").get()
    begun = Payment.objects.bulk_create(
        Payment(order=order, gateway="demo", key=f"many{n}", amount_pence=1, started_at=NOON, failed_at=NOON)
        for n in range(1000)
    )
    order.refunds.bulk_create(
        order.refunds.model(
            order=order, payment=payment, key=payment.key, amount_pence=1, reason="x", asked_at=NOON, next_try_at=NOON
        )
        for payment in begun
    )
    Rupture.objects.bulk_create(
        Rupture(kind="payment_failed", subject=f"many:{n}", person=person, since=NOON, noticed_at=NOON)
        for n in range(1000)
    )
