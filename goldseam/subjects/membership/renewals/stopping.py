"""Saying no: the card is not charged any more, or no further term is wanted. Both are one press, and can be undone."""

from datetime import datetime

from django.db import transaction

from goldseam.core.mail.actions import send
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.mandates import end_mandate
from goldseam.core.sales.models import Mandate
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership import facts
from goldseam.subjects.membership.models import Renewal, Term
from goldseam.subjects.membership.renewals.prospects import renewable


class NothingToDecline(Exception):
    """No membership runs that could go on."""


def last_term(person: Person) -> Term | None:
    """The term that would be followed by the next one."""
    terms = renewable().filter(membership__person=person)
    return terms.select_related("membership__person", "plan__afterwards", "renewal__next_plan__afterwards").first()


@transaction.atomic
def stop_renewing(*, mandate: Mandate, at: datetime) -> bool:
    """The card is not charged any more, as from now; the membership runs to its end. False when it was so already."""
    if not end_mandate(mandate=mandate, why=Mandate.Why.STOPPED, by=mandate.person, at=at):
        return False
    person = mandate.person
    assert person
    term = last_term(person)
    # What was announced does not hold any more: from today on it is for the person to renew.
    Renewal.objects.filter(follows=term, order=None).update(due_on=local_date(at))
    record(facts.RENEWAL_STOPPED, person=person, subject=mandate, by=person, at=at)
    context = {"mandate": mandate, "term": term}
    send(template="membership/renewal_stopped", person=person, context=context, about=mandate, at=at)
    return True


def look_again(*, person: Person, at: datetime) -> None:
    """What follows this person's term may have changed by what happened now: the run looks today."""
    waiting = Renewal.objects.filter(follows__membership__person=person, order=None, due_on__gt=local_date(at))
    waiting.update(due_on=local_date(at))


@transaction.atomic
def decline(*, person: Person, at: datetime) -> Term:
    """No further term is wanted: nothing is charged, nobody reminds, and it ends on its last day without grace.

    Raises NothingToDecline.
    """
    term = last_term(person)
    if term is None or term.grace_ends_on < local_date(at):
        raise NothingToDecline
    for mandate in Mandate.objects.living().filter(person=person):
        end_mandate(mandate=mandate, why=Mandate.Why.STOPPED, by=person, at=at)
    Renewal.objects.update_or_create(follows=term, defaults={"declined_at": at, "due_on": None})
    record(facts.RENEWAL_DECLINED, person=person, subject=term, by=person, at=at, ends_on=term.ends_on)
    send(template="membership/ends_as_asked", person=person, context={"term": term}, about=term, at=at)
    return term


@transaction.atomic
def want_again(*, person: Person, at: datetime) -> None:
    """Take back that no further term is wanted; twice changes nothing."""
    said = Renewal.objects.filter(follows__membership__person=person, declined_at__isnull=False)
    for renewal in said.filter(follows__ends_on__gte=local_date(at)).select_related("follows"):
        renewal.declined_at, renewal.due_on = None, local_date(at)
        renewal.save(update_fields=["declined_at", "due_on"])
        record(facts.RENEWAL_WANTED, person=person, subject=renewal.follows, by=person, at=at)
