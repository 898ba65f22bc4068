"""Closing an account: what runs ends, details go, and one last letter says so."""

import logging
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from goldseam.core.mail.actions import send
from goldseam.core.mail.models import Message
from goldseam.core.people.actions import set_consents
from goldseam.core.people.models import Consent, Person
from goldseam.core.sales.actions.mandates import end_mandate
from goldseam.core.sales.actions.ordering import withdraw
from goldseam.core.sales.models import Mandate, Order
from goldseam.foundation.clock import local_date
from goldseam.foundation.privacy.erasing import erase, hindrances
from goldseam.foundation.privacy.models import Closing
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership import facts
from goldseam.subjects.membership.models import Term

logger = logging.getLogger(__name__)
LAST_LETTER = "membership/closed"


class CannotClose(Exception):
    """Something stands against it; the message is the sentence."""


def running_until(person: Person, *, on: date) -> date | None:
    """The last day of the last term that runs on that day or begins later; None without one."""
    last = _running(person, on).order_by("-last").first()
    return last.last_on if last else None


def _running(person: Person, on: date) -> QuerySet[Any]:
    terms: QuerySet[Any] = Term.objects.of(person).annotate(last=Coalesce("cut_short_on", "ends_on"))
    return terms.filter(last__gte=on)


@transaction.atomic
def close_account(*, person: Person, by: Person | None, at: datetime) -> None:
    """End what runs, erase the details and send a last letter to a proved address. Raises CannotClose.

    The caller has made sure that the person wants it; what law requires stays, as the declarations say.
    """
    for hindrance in hindrances(person, at=at):
        if hindrance.is_final:
            raise CannotClose(hindrance.sentence)
    name, address = person.given_name, person.email if person.email_proved_at else None
    set_consents(person=person, purposes=[], at=at, by=by, where=Consent.Where.CLOSING)
    _end_terms(person, by, at)
    for mandate in Mandate.objects.living().filter(person=person):
        end_mandate(mandate=mandate, why=Mandate.Why.CLOSED, by=by, at=at)
    for order in Order.objects.filter(person=person).open():
        if not order.received_pence:
            withdraw(order=order, at=at)
    erase(person=person, by=by, at=at)
    Closing.objects.filter(person=person, taken_back_at=None, done_at=None).update(done_at=at)
    if address:
        send(template=LAST_LETTER, address=address, context={"name": name}, at=at)


def _end_terms(person: Person, by: Person | None, at: datetime) -> None:
    today = local_date(at)
    for term in _running(person, today).select_for_update(of=("self",)):
        term.cut_short_on = today
        term.save(update_fields=["cut_short_on"])
        record(facts.TERM_ENDED_BY_CLOSING, person=person, subject=term, by=by, at=at, last_on=today)


@transaction.atomic
def ask_to_close(*, person: Person, at: datetime) -> Closing:
    """Close the account when the membership has run out; asked twice, the first counts. Raises CannotClose."""
    Person.objects.select_for_update().get(pk=person.pk)
    for hindrance in hindrances(person, at=at):
        if hindrance.is_final:
            raise CannotClose(hindrance.sentence)
    today = local_date(at)
    last = running_until(person, on=today) or today
    closing, is_new = Closing.objects.get_or_create(
        person=person,
        taken_back_at=None,
        done_at=None,
        defaults={"asked_at": at, "due_on": last + timedelta(days=1)},
    )
    if is_new:
        record(facts.CLOSING_ASKED, person=person, subject=closing, by=person, at=at, due_on=closing.due_on)
    return closing


def closing_of(person: Person) -> Closing | None:
    """The closing that lies ahead."""
    return Closing.objects.filter(person=person, taken_back_at=None, done_at=None).first()


@transaction.atomic
def take_back_closing(*, person: Person, by: Person | None, at: datetime) -> None:
    """Keep the account after all; twice changes nothing."""
    closing = closing_of(person)
    if closing and Closing.objects.filter(pk=closing.pk, taken_back_at=None).update(taken_back_at=at):
        record(facts.CLOSING_TAKEN_BACK, person=person, subject=closing, by=by, at=at)


def close_due(*, at: datetime) -> int:
    """Close the accounts whose day has come; returns how many. Whoever has a new term has changed their mind."""
    today, count = local_date(at), 0
    due = Closing.objects.filter(due_on__lte=today, taken_back_at=None, done_at=None).select_related("person")
    for closing in due.order_by("id"):
        if running_until(closing.person, on=today):
            take_back_closing(person=closing.person, by=None, at=at)
            continue
        try:
            close_account(person=closing.person, by=closing.person, at=at)
            count += 1
        except CannotClose as hindrance:
            logger.warning("Account %s is not closed yet: %s", closing.person_id, hindrance)
    return count


def forget_last_letters(*, at: datetime) -> int:
    """Once a last letter has gone, or cannot go, nothing of it stays; returns how many were forgotten."""
    under_way = [Message.State.WAITING, Message.State.SENDING]
    gone = Message.objects.filter(template=LAST_LETTER).exclude(state__in=under_way).exclude(address="")
    return gone.update(address="", subject="", text="", html="", answer="")
