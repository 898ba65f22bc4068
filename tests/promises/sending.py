"""Letters to many, for the promises: so many people who said yes to letters of their hub, and a letter on its way."""

from datetime import datetime, timedelta

from goldseam.core.mail import sendings, standard_letters
from goldseam.core.mail.delivery import deliver_due
from goldseam.core.mail.models import Sending
from goldseam.core.people.models import Consent, Person
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation.work import runs
from goldseam.subjects.membership.tests.factories import an_association

HUB = standard_letters.Wording(
    subject="A word for {given_name}",
    body="Dear {given_name},\n\nwe meet on Monday.\n\nOlive",
    basis="consent",
    purpose="hub",
)
SERVICE = standard_letters.Wording(
    subject="We have moved", body="Dear {given_name},\n\nwe have moved.\n\nOlive", basis="service", needed_for="Paying"
)


def readers(count: int) -> list[Person]:
    """People with a proved address each, nia0@, nia1@ and so on, who said yes to letters of their hub."""
    an_association()
    people = Person.objects.bulk_create(
        Person(
            given_name=f"Nia{number}",
            family_name=f"Ferreday {number:06}",
            email=f"nia{number}@families.example",
            email_proved_at=NOON,
            met_at=NOON,
        )
        for number in range(count)
    )
    Consent.objects.bulk_create(Consent(person=nia, purpose="hub", wording="Yes", given_at=NOON) for nia in people)
    return people


def a_sending(wording: standard_letters.Wording = HUB, *, at: datetime = NOON) -> Sending:
    """One letter to everybody, begun; nothing of it is written before the worker carries on."""
    olive = Person.objects.get_or_create(given_name="Olive", family_name="Staff", defaults={"met_at": NOON})[0]
    letter = standard_letters.keep(
        letter=None, name=wording.subject, is_for_hub_leads=False, wording=wording, at=at, by=olive
    )
    version = letter.versions.get()
    sending = sendings.prepare(version=version, people=Person.objects.all(), audience="Everybody", by=olive, at=at)
    sendings.begin(sending=sending, by=olive, at=at)
    return Sending.objects.get(pk=sending.pk)


def work_over(hours: float, *, begin: datetime = NOON) -> None:
    """What the worker does every minute, here every ten: deliver what is due, carry on with the long run."""
    for minutes in range(0, int(hours * 60) + 1, 10):
        at = begin + timedelta(minutes=minutes)
        deliver_due(at=at)
        runs.carry_on(at=at)
