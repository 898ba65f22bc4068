"""Leaving with one press: a link that names a person and a purpose, signed, good for ever.

RFC 8058: mail programs post `List-Unsubscribe=One-Click` to the address of the `List-Unsubscribe` header, without
cookies; a GET changes nothing.
"""

from collections.abc import Mapping
from datetime import datetime

from django.core import signing
from django.db import transaction
from django.urls import reverse

from goldseam.core.mail import facts
from goldseam.core.mail.actions import NO_CONSENT
from goldseam.core.mail.letters import absolute
from goldseam.core.mail.models import Message
from goldseam.core.people.actions import withdraw_consent
from goldseam.core.people.models import Consent, Person
from goldseam.foundation.timeline.record import record

SALT = "mail.unsubscribe"


def unsubscribe_url(person: int, purpose: str) -> str:
    """The link for the person of this key and one purpose. It never grows old: letters are kept for years."""
    token = signing.Signer(salt=SALT).sign_object([person, purpose])
    return absolute(reverse("mail:unsubscribe", args=[token]))


def headers(message: Message) -> Mapping[str, str]:
    """The headers of RFC 8058 for a letter that rests on consent."""
    if not (message.purpose and message.person_id):
        return {}
    return {
        "List-Unsubscribe": f"<{unsubscribe_url(message.person_id, message.purpose)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def meant_by(token: str) -> tuple[Person, str] | None:
    """The person and the purpose a link stands for; None when it is not one of ours."""
    try:
        key, purpose = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
    person = Person.objects.filter(pk=key).first()
    return (person, purpose) if person else None


@transaction.atomic
def unsubscribe(*, person: Person, purpose: str, at: datetime) -> None:
    """End the consent, and keep back what waits to be sent on it. Doing it again changes nothing."""
    if withdraw_consent(person=person, purpose=purpose, at=at, by=None, where=Consent.Where.LETTER):
        record(facts.STOPPED_BY_READER, person=person, subject=person, at=at)
    waiting = Message.objects.filter(person__in=[person.pk, person.merged_into_id or person.pk], purpose=purpose)
    waiting.filter(state=Message.State.WAITING).update(state=Message.State.HELD, answer=NO_CONSENT)
