"""Somebody writes to us, is told by when we answer, and goes on from the page that the letter leads to."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from goldseam.core.mail.models import Message, Suppression
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation import clock
from goldseam.subjects.enquiries.actions import answer, close, go_on, move_promise, write_note
from goldseam.subjects.enquiries.models import Enquiry, Entry
from goldseam.subjects.enquiries.promises import promised
from goldseam.subjects.enquiries.tests.factories import WORDS, asks
from goldseam.subjects.membership.tests.factories import an_association
from goldseam.subjects.teams.tests.factories import known

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    an_association()


def typed(**changes: Any) -> dict[str, Any]:
    told = {
        "topic": "membership",
        "text": WORDS,
        "organisation": "Bramble Lane Nurseries",
        "seats": "40",
        "given_name": "Bronwen",
        "family_name": "Sayle",
        "email": "bronwen@bramble.example",
        "key": "once",
    }
    return told | changes


def shown(client: Client, path: str) -> str:
    return " ".join(client.get(path).content.decode().split())


def test_a_stranger_writes_and_is_told_at_once_by_when_we_answer(client: Client) -> None:
    assert 'name="text"' in shown(client, "/contact/?about=membership&seats=40")

    placed = client.post("/contact/", typed())

    enquiry = Enquiry.objects.get()
    assert placed["Location"] == f"/contact/{enquiry.token}/"
    assert enquiry.promised_on == promised("membership", NOON.date())
    letter = Message.objects.get()
    assert (letter.template, letter.address) == ("enquiries/received", "bronwen@bramble.example")
    assert enquiry.promised_on.strftime("%A") in letter.text
    assert enquiry.token in letter.text
    assert WORDS not in letter.text, "whoever types another's address must not make us write their words to them"
    page = shown(client, placed["Location"])
    assert WORDS in page
    assert "We answer by" in page


def test_five_working_days_leave_the_weekend_out() -> None:
    friday = NOON.date() + timedelta(days=(4 - NOON.weekday()) % 7)

    assert promised("membership", friday) == friday + timedelta(days=7)
    assert promised("other", friday + timedelta(days=1)) == friday + timedelta(days=7)


def test_sent_twice_it_is_one_enquiry(client: Client) -> None:
    first = client.post("/contact/", typed())
    again = client.post("/contact/", typed())

    assert first["Location"] == again["Location"]
    assert Entry.objects.filter(kind="theirs").count() == 1
    assert Message.objects.count() == 1


def test_what_was_typed_stays_when_something_is_missing(client: Client) -> None:
    page = client.post("/contact/", typed(email="bronwen"))

    assert page.status_code == 422
    assert WORDS in page.content.decode()
    assert "Enter a valid email address" in page.content.decode()
    assert Enquiry.objects.count() == 0


def test_she_reads_our_answer_and_not_our_notes_and_goes_on(client: Client) -> None:
    enquiry, olive = asks(), known("Olive")
    write_note(enquiry=enquiry, text="Her head telephoned me.", by=olive, at=NOON)
    answer(enquiry=enquiry, text="Gladly: £55 each.", by=olive, at=NOON)

    page = shown(client, enquiry.path)
    assert "Gladly: £55 each." in page
    assert "Olive answered" in page
    assert "Her head telephoned" not in page
    assert "Gladly: £55 each." in Message.objects.get(template="enquiries/answer").text
    enquiry.refresh_from_db()
    assert (enquiry.promised_on, enquiry.owner) == (None, olive)

    client.post(enquiry.path, {"text": "And with a purchase order?"})

    enquiry.refresh_from_db()
    assert enquiry.promised_on == promised("membership", NOON.date())
    assert "And with a purchase order?" in shown(client, enquiry.path)


def test_a_closed_conversation_opens_when_she_writes_again() -> None:
    enquiry, olive = asks(), known("Olive")
    close(enquiry=enquiry, outcome="answered", by=olive, at=NOON)
    assert not Enquiry.objects.waiting().exists()

    go_on(enquiry=enquiry, text="One more thing.", at=NOON + timedelta(days=30))

    enquiry.refresh_from_db()
    assert (enquiry.closed_at, enquiry.outcome) == (None, "")
    assert enquiry.promised_on == promised("membership", (NOON + timedelta(days=30)).date())


def test_a_promise_is_moved_with_a_reason_that_she_reads(client: Client) -> None:
    enquiry = asks()
    later = enquiry.promised_on + timedelta(days=5) if enquiry.promised_on else NOON.date()

    move_promise(enquiry=enquiry, promised_on=later, reason="The trustees meet on Monday.", by=known("Olive"), at=NOON)

    letter = Message.objects.get(template="enquiries/moved")
    assert "The trustees meet on Monday." in letter.text
    assert later.strftime("%A") in letter.text
    assert "The trustees meet on Monday." in shown(client, enquiry.path)


def test_a_complaint_waits_for_its_outcome_however_often_we_write() -> None:
    enquiry, olive = asks(topic="complaint"), known("Olive")
    assert Message.objects.get().template == "enquiries/complaint_received"
    assert enquiry.promised_on == NOON.date() + timedelta(days=28)
    answer(enquiry=enquiry, text="When was that?", by=olive, at=NOON)
    assert Enquiry.objects.waiting().exists()

    close(enquiry=enquiry, outcome="upheld", text="You were right.", by=olive, at=NOON)

    assert "You were right." in Message.objects.get(template="enquiries/outcome").text
    assert not Enquiry.objects.waiting().exists()


def test_a_complaint_is_acknowledged_within_thirty_days_by_a_letter_that_arrives() -> None:
    told, untold = asks(topic="complaint"), asks(topic="complaint")
    Message.objects.filter(about=f"enquiries.enquiry:{untold.pk}").update(state="bounced")
    Enquiry.objects.update(promised_on=NOON.date() + timedelta(days=90))
    days = [NOON.date() + timedelta(days=days) for days in (30, 31)]

    assert [list(Enquiry.objects.overdue(on=day)) for day in days] == [[], [untold]]
    assert told.acknowledge_by == days[0]


def test_nobody_is_written_to_whose_letters_come_back() -> None:
    Suppression.objects.create(address="bronwen@bramble.example", reason="bounce", since=NOON)

    asks()

    assert not Message.objects.exists()
    assert Enquiry.objects.waiting().exists(), "but we still owe an answer"


def test_another_address_opens_nothing(client: Client) -> None:
    assert client.get("/contact/forged/").status_code == 404


def test_nobody_is_written_to_over_and_over_because_others_type_their_address(client: Client) -> None:
    statuses = [
        client.post("/contact/", typed(key=f"once{number}"), REMOTE_ADDR=f"192.0.2.{number}").status_code
        for number in range(8)
    ]

    assert statuses == [302] * 6 + [429] * 2
    assert Message.objects.count() == 6
