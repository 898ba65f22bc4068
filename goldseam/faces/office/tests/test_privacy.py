"""What the office does under data protection law: answer in time, erase with open eyes, look once a year."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from goldseam.core.mail.actions import send
from goldseam.core.mail.models import Message
from goldseam.core.people import actions as people
from goldseam.core.people.models import Consent, Person
from goldseam.core.sales.actions.paying import record_transfer
from goldseam.faces.office.tests.factories import NOON, at_the_desk, press, somebody, staff, today_is
from goldseam.foundation.privacy.models import Erasure, Request, Review
from goldseam.foundation.privacy.requests import forget_copies
from goldseam.foundation.work.runs import carry_on
from goldseam.subjects.membership.actions import Applicant, add_term, join
from goldseam.subjects.membership.models import Membership, Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    settings.HOME, settings.PRIVATE_ROOT = tmp_path, tmp_path / "private"
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def nia() -> Person:
    return somebody("Nia")


@pytest.fixture
def olive() -> Client:
    """The office at its desk."""
    return at_the_desk(staff("office", given_name="Olive"))


def words(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_a_copy_is_asked_for_made_handed_over_and_forgotten(nia: Person, olive: Client, tmp_path: Path) -> None:
    press(olive, f"/office/privacy/people/{nia.pk}/copy/", {"received_on": "2026-04-30"})
    asked = Request.objects.get()
    assert (asked.received_on.isoformat(), asked.due_on.isoformat()) == ("2026-04-30", "2026-05-30")
    assert "A copy of everything held, due by 30 May 2026" in words(olive.get("/office/"))

    carry_on(at=NOON)
    answer = olive.get(f"/office/privacy/requests/{asked.pk}/download/")
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as copy:  # type: ignore[attr-defined]
        assert b"Ferreday" in copy.read("everything.html")
    other = at_the_desk(staff("office", given_name="Oscar"))
    assert other.get(f"/office/privacy/requests/{asked.pk}/download/").status_code == 404

    press(olive, f"/office/privacy/requests/{asked.pk}/answered/", {})
    assert "due by" not in words(olive.get("/office/"))
    assert forget_copies(at=NOON + timedelta(days=8)) == 1
    assert [path for path in tmp_path.rglob("*") if path.parent.name == "copies"] == []
    assert olive.get(f"/office/privacy/requests/{asked.pk}/download/").status_code == 404


def test_a_complaint_has_thirty_days_and_a_day_ahead_is_refused_beside_the_field(nia: Person, olive: Client) -> None:
    address = f"/office/privacy/people/{nia.pk}/complaint/"
    refused = press(olive, address, {"received_on": "2026-05-05", "text": "You wrote to my old address."})
    assert refused.status_code == 422
    assert "This day lies ahead" in words(refused)
    assert "You wrote to my old address." in words(refused)

    press(olive, address, {"received_on": "2026-04-01", "text": "You wrote to my old address."})
    assert Request.objects.get().due_on.isoformat() == "2026-05-01"
    assert "was due on 1 May 2026" in words(olive.get("/office/"))


def erase(client: Client, person: Person, why: str) -> str:
    return words(press(client, f"/office/privacy/people/{person.pk}/erase/", {"why": why}, confirmed=True))


def test_nothing_is_erased_while_a_term_runs_or_money_is_owed_unless_they_asked(nia: Person, olive: Client) -> None:
    plan = a_plan()
    order = join(plan=plan, applicant=Applicant("Nia", "Ferreday", nia.email or ""), signed_in=nia, key=None, at=NOON)
    record_transfer(order=order, amount_pence=2500, at=NOON, by=nia)
    term = add_term(person=nia, plan=plan, at=NOON)

    refused = erase(olive, nia, "office")
    assert "A membership runs until 3 May 2027." in refused
    assert f"£50 is still missing for {order.reference}" in refused
    assert not Erasure.objects.exists()

    address = f"/office/privacy/people/{nia.pk}/erase/"
    shown = words(press(olive, address, {"why": "asked"}))
    assert "A membership runs until 3 May 2027." in shown
    assert "Until: six years after the end of the financial year." in shown
    erase(olive, nia, "asked")

    term.refresh_from_db()
    assert Erasure.objects.get().person == nia
    assert term.cut_short_on == NOON.date()
    assert Membership.objects.get().name_in_register == "Nia Ferreday"
    assert "(name erased)" in words(olive.get(f"/office/people/{nia.pk}/"))
    assert "(name erased)" not in words(olive.get("/office/people/"))


def test_nobody_erases_themselves_or_somebody_who_acts_for_us(olive: Client) -> None:
    own = Person.objects.get(given_name="Olive")
    assert "Nobody erases their own details here" in erase(olive, own, "asked")
    oscar = staff("office", given_name="Oscar")
    assert "The role Office has to end first." in erase(olive, oscar, "asked")
    assert not Erasure.objects.exists()


def test_each_rule_is_looked_at_once_a_year_and_goes_only_when_somebody_says_so(nia: Person, olive: Client) -> None:
    long_ago = NOON - timedelta(days=3 * 366)
    Person.objects.filter(pk=nia.pk).update(met_at=long_ago)
    stranger = somebody("Zara", "Long")
    Person.objects.filter(pk=stranger.pk).update(met_at=long_ago)
    people.set_consents(person=nia, purposes=["newsletter"], at=long_ago, by=nia)
    Message.objects.filter(pk=send(template="portal/unknown", address="x@y.example", at=long_ago).pk).update(
        state="sent"
    )
    assert "What we may let go: yearly review" in words(olive.get("/office/"))
    assert "Zara Long" in words(olive.get("/office/privacy/review/never-joined/"))

    press(olive, "/office/privacy/review/never-joined/", {"decision": "let_go"}, confirmed=True)
    press(olive, "/office/privacy/review/letters/", {"decision": "let_go"}, confirmed=True)
    assert not Erasure.objects.exists()
    carry_on(at=NOON)

    assert Erasure.objects.get().person == stranger, "Nia still wants the newsletter"
    assert not Message.objects.exclude(text="").filter(written_at=long_ago).exists()
    for rule in ("consents", "left", "register", "evidence", "enquiries", "enquiry_words"):
        press(olive, f"/office/privacy/review/{rule}/", {"decision": "keep"}, confirmed=True)
    assert Review.objects.count() == 8
    assert "yearly review" not in words(olive.get("/office/"))
    assert "Let go" in words(olive.get("/office/privacy/review/"))


def test_the_register_says_what_was_agreed_to_when_where_and_through_whom(nia: Person, olive: Client) -> None:
    office = Person.objects.get(given_name="Olive")
    people.set_consents(person=nia, purposes=["hub"], at=NOON, by=nia, where=Consent.Where.PREFERENCES)
    people.set_consents(person=nia, purposes=[], at=NOON + timedelta(days=1), by=office, where=Consent.Where.OFFICE)

    shown = words(olive.get("/office/privacy/consents/?q=ferreday&is_running=no"))
    assert "4 May 2026, on their own page" in shown
    assert "5 May 2026, told the office, by Olive Staff" in shown
    assert "Nia" not in words(olive.get("/office/privacy/consents/?is_running=yes"))


def test_lists_ask_the_same_number_of_questions_at_any_length(nia: Person, olive: Client) -> None:
    def asked() -> list[int]:
        counts = []
        for path in ("/office/privacy/", "/office/privacy/consents/"):
            with CaptureQueriesContext(connection) as queries:
                assert olive.get(path).status_code == 200
            counts.append(len(queries))
        return counts

    def more(first: int, last: int) -> None:
        crowd = Person.objects.bulk_create(
            Person(given_name=f"P{n}", family_name="Many", met_at=NOON) for n in range(first, last)
        )
        Consent.objects.bulk_create(
            Consent(person=one, purpose="hub", wording="x", given_at=NOON, given_by=nia) for one in crowd
        )
        Request.objects.bulk_create(
            Request(person=one, kind="access", asked_at=NOON, received_on=NOON, due_on=NOON) for one in crowd
        )

    more(0, 3)
    asked()
    few = asked()
    more(3, 60)
    assert asked() == few
    assert max(few) <= 15
    assert Term.objects.count() == 0
