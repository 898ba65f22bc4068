"""Nia, Joel and their letters."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret, hotp_value
from django.core.files.base import ContentFile
from django.db import transaction
from django.test import Client
from pypdf import PdfReader

from goldseam.core.mail.models import Message
from goldseam.core.people.actions import give_role, meet
from goldseam.core.people.models import Person
from goldseam.foundation import clock
from goldseam.foundation.calendar import months_later
from goldseam.subjects.membership.actions import add_term
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association

MET = datetime(2026, 1, 5, 9, tzinfo=UTC)
SECRET_WORD = "something-only-nia-knows"


def a_person(given_name: str = "Nia", *, is_proved: bool = True, password: str = "", **details: Any) -> Person:
    """Somebody known to the association, by default with a proved address."""
    an_association()
    address = details.pop("email", f"{given_name.lower()}@families.example")
    known: dict[str, Any] = {"family_name": "Ferreday", "at": MET, "email_proved_at": MET if is_proved else None}
    person: Person = meet(email=address, given_name=given_name, **known | details)
    if password:
        person.set_password(password)
        person.save(update_fields=["password"])
    return person


def a_member(given_name: str = "Nia", *, at: datetime | None = None, **details: Any) -> Person:
    """A person whose term runs from `at`, by default from today."""
    person = a_person(given_name, **details)
    with transaction.atomic():
        add_term(person=person, plan=a_plan(), at=at or clock.now())
    return person


def a_lapsed_member(given_name: str = "Greta", **details: Any) -> Person:
    """A person whose term ended two months ago."""
    person = a_member(given_name, **details)
    for term in Term.objects.of(person):
        term.starts_on, term.ends_on = months_later(term.starts_on, -14), months_later(term.ends_on, -14)
        term.save()
    return person


def staff(given_name: str = "Ruth", role: str = "office", **details: Any) -> Person:
    """Somebody who works for the association, without a second factor yet."""
    person = a_person(given_name, family_name="Penhallow", **details)
    give_role(person=person, role=role, at=MET, by=None)
    return Person.objects.get(pk=person.pk)


def an_app_for(person: Person) -> str:
    """Set up an authenticator app; returns its secret."""
    secret = generate_totp_secret()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": secret})
    return secret


def shown_by(secret: str) -> str:
    """What an authenticator app shows now."""
    return f"{hotp_value(secret, int(datetime.now(UTC).timestamp()) // 30):06d}"


def newest_letter(template: str = "") -> Message:
    letters = Message.objects.order_by("-id")
    return letters.filter(template=template)[0] if template else letters[0]


def mailed_code() -> str:
    """The code in the newest letter that has one."""
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", newest_letter("portal/code").text, re.MULTILINE)
    assert found, newest_letter("portal/code").text
    return found[0]


def sign_in_by_code(client: Client, email: str, **data: str) -> Any:
    """Go through the first door with the code from the letter; returns the last response."""
    asked = client.post("/sign-in/", {"email": email} | data)
    assert asked.status_code == 302, asked.content.decode()
    return client.post(asked["Location"], {"code": mailed_code()} | data)


def a_pdf(words: str = "") -> ContentFile:
    return ContentFile(b"%PDF-1.7\n" + words.encode() + b"\n%%EOF\n", name="anything.pdf")


def words_of(response: Any) -> str:
    """What a downloaded PDF says."""
    pdf = PdfReader(BytesIO(b"".join(response.streaming_content)))
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
