"""Answers by mail come back into the conversation they belong to; what belongs to none stands before the office."""

from email.message import EmailMessage
from typing import Any

import pytest
from django.db import OperationalError

from goldseam.core.mail import receiving
from goldseam.core.mail.models import Message
from goldseam.core.sales.tests.factories import NOON
from goldseam.subjects.enquiries.actions import answer
from goldseam.subjects.enquiries.incoming import read_answers, take_mail
from goldseam.subjects.enquiries.models import Enquiry, Entry
from goldseam.subjects.enquiries.tests.factories import BRONWEN, asks
from goldseam.subjects.membership.tests.factories import an_association
from goldseam.subjects.teams.tests.factories import known

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def association() -> None:
    an_association()


def mail(text: str = "Yes, please.", *, html: str = "", sender: str = BRONWEN.email, **headers: str) -> bytes:
    letter = EmailMessage()
    letter["From"] = f"Bronwen Sayle <{sender}>" if "<" not in sender else sender
    letter["Subject"] = headers.pop("subject", "Re: hello")
    letter["Message-ID"] = headers.pop("number", "<1@bramble.example>")
    for name, value in headers.items():
        letter[name.replace("_", "-")] = value
    if html:
        letter.set_content(html, subtype="html")
    else:
        letter.set_content(text)
    return letter.as_bytes()


def answered() -> tuple[Enquiry, Message]:
    enquiry = asks()
    answer(enquiry=enquiry, text="For forty?", by=known("Olive"), at=NOON)
    return enquiry, Message.objects.get(template="enquiries/answer")


def heard() -> list[str]:
    return list(Entry.objects.filter(kind="theirs", way="mail").values_list("text", flat=True))


def test_an_answer_to_our_letter_lands_in_its_conversation_whoever_sends_it() -> None:
    enquiry, letter = answered()

    for number, sender in enumerate(["bronwen@bramble.example", "her.head@bramble.example"]):
        taken = take_mail(mail(sender=sender, number=f"<{number}@x.example>", In_Reply_To=letter.message_id), at=NOON)
        assert taken == enquiry

    assert heard() == ["Yes, please.", "Yes, please."]
    assert Enquiry.objects.waiting().get() == enquiry, "and we owe an answer"


def test_the_same_letter_twice_is_said_once() -> None:
    _enquiry, letter = answered()

    for _ in range(2):
        take_mail(mail(In_Reply_To=letter.message_id), at=NOON)

    assert len(heard()) == 1


def test_a_reference_counts_only_from_its_own_address() -> None:
    first, second = asks(), asks()

    assert take_mail(mail(subject=f"Our answer ({first.reference})", number="<1@x>"), at=NOON) == first
    stranger = take_mail(mail(subject=f"({second.reference})", sender="z@hull.example", number="<2@x>"), at=NOON)
    assert stranger not in (first, second)


def test_what_belongs_to_none_begins_a_conversation_and_is_not_written_back_to() -> None:
    written = mail("Do you have a hub in Hull?", subject="Hull", sender="Zoe Hull <zoe@hull.example>")

    enquiry = take_mail(written, at=NOON)

    assert enquiry
    assert (enquiry.name, enquiry.email, enquiry.topic) == ("Zoe Hull", "zoe@hull.example", "other")
    assert enquiry.promised_on
    assert heard() == ["Hull\n\nDo you have a hub in Hull?"]
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    "headers", [{"Auto_Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List_Id": "<x.example>"}]
)
def test_what_a_machine_writes_is_left_alone(headers: dict[str, str]) -> None:
    assert take_mail(mail(**headers), at=NOON) is None
    assert not Enquiry.objects.exists()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Yes.\n\nOn Mon, 4 May 2026 at 11:00, The Office wrote:\n> For forty?\n", "Yes."),
        ("Yes.\n> For forty?", "Yes."),
        ("> For forty?\nYes.", "> For forty?\nYes."),
        ("Yes.\n-----Original Message-----\nFor forty?", "Yes."),
    ],
)
def test_what_is_quoted_is_not_said_again(written: str, kept: str) -> None:
    take_mail(mail(written, subject=""), at=NOON)

    assert heard() == [kept]


def test_a_letter_of_html_alone_is_read_as_its_words() -> None:
    take_mail(mail(html="<style>p{}</style><p>Yes &amp; please</p><script>alert(1)</script>", subject=""), at=NOON)

    assert heard() == ["Yes & please"]


class Box:
    """A mailbox of three letters, the second of which nobody can read."""

    def __init__(self) -> None:
        bodies = [mail("One", subject="", number="<1@x>"), b"From: \xff\n\n", mail("Two", subject="", number="<3@x>")]
        self.bodies: dict[bytes, Any] = {str(number).encode(): body for number, body in enumerate(bodies)}
        self.flags: dict[bytes, str] = {}

    def search(self, _charset: None, _what: str) -> tuple[str, list[bytes]]:
        return "OK", [b" ".join(number for number in self.bodies if number not in self.flags)]

    def fetch(self, number: bytes, _what: str) -> tuple[str, list[Any]]:
        return "OK", [(b"", self.bodies[number]), b")"]

    def store(self, number: bytes, _how: str, flags: str) -> None:
        self.flags[number] = flags


def test_one_letter_that_cannot_be_read_does_not_keep_the_others_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    box, taken = Box(), []

    def take(body: bytes) -> None:
        if body.startswith(b"From: \xff"):
            raise ValueError("cannot be read")
        taken.append(body)

    assert receiving._read(box, take) == 3
    assert len(taken) == 2
    assert [r"\Flagged" in box.flags[number] for number in sorted(box.flags)] == [False, True, False]
    assert receiving._read(box, take) == 0


def test_while_the_database_is_away_every_letter_stays_unread_and_is_taken_in_afterwards() -> None:
    box, taken = Box(), list[bytes]()

    def is_away(body: bytes) -> None:
        raise OperationalError("the server closed the connection")

    with pytest.raises(OperationalError):
        receiving._read(box, is_away)
    assert box.flags == {}

    assert receiving._read(box, taken.append) == len(taken) == 3


def test_without_a_mailbox_nothing_is_read(settings: Any) -> None:
    settings.MAILBOX_URL = ""
    assert read_answers(at=NOON) == 0


def test_a_mailbox_that_is_away_stops_nothing_and_tells_no_password(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.MAILBOX_URL = "imap://olive:quill-and-sand@127.0.0.1:1/INBOX"

    assert read_answers(at=NOON) == 0

    assert "cannot be read just now" in caplog.text
    assert "quill-and-sand" not in caplog.text
