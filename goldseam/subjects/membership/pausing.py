"""Pausing a membership, as for parental leave: the days do not count, and the end of what is paid moves by as many."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldseam.core.mail.actions import send
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import withdraw
from goldseam.core.sales.models import Order
from goldseam.foundation.calendar import last_day
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership import facts
from goldseam.subjects.membership.models import Membership, Pause, PauseQuerySet, Renewal, Term
from goldseam.subjects.membership.periods import A_DAY
from goldseam.subjects.membership.renewals.ordering import is_being_paid


class CannotPause(Exception):
    """The membership cannot be paused so; the message is the sentence."""


@dataclass(frozen=True)
class Asked:
    """A pause as it would be: days of `term` that do not count; the end of all that is paid moves by as many."""

    term: Term
    begins_on: date
    until_on: date
    was_until: date

    @property
    def days(self) -> int:
        return (self.until_on - self.begins_on).days + 1

    @property
    def runs_until(self) -> date:
        """The last day of what is paid, with the pause."""
        return self.was_until + timedelta(days=self.days)


def pauses_ahead(person: Person, *, on: date) -> PauseQuerySet:
    """The pauses that run on that day or lie ahead, the first one first."""
    pauses = Pause.objects.with_last().filter(Q(last__gte=on), term__membership__person=person)
    return pauses.filter(term__cut_short_on=None).select_related("term__plan").order_by("begins_on")


def ask_pause(*, person: Person, begins_on: date, months: int, on: date) -> Asked:
    """What a pause of so many months from that day would mean. Raises CannotPause."""
    terms = list(Term.objects.of(person).whole_from(on).select_related("plan", "membership"))
    term = next((term for term in terms if term.starts_on <= begins_on <= term.ends_on), None)
    if term is None or begins_on < on:
        raise CannotPause(_("Please choose a first day from today on, while the membership runs."))
    if any(term.is_seat for term in terms):
        raise CannotPause(_("A place in a team ends with the team’s own period, so it cannot be paused."))
    if pauses_ahead(person, on=on).exists():
        raise CannotPause(_("The membership is paused already, or will be."))
    if is_being_paid(terms[-1]):
        raise CannotPause(_("The next term is just being paid. Please wait until that is done."))
    asked = Asked(term, begins_on, last_day(begins_on, months), terms[-1].ends_on)
    limit = term.plan.pause_months
    taken = sum(pause.days for pause in _paused_with(term))
    if not limit or taken + asked.days > (last_day(begins_on, limit) - begins_on).days + 1:
        if term.instalment:
            words = ngettext(
                "A year can be paused for %(n)d month in all.", "A year can be paused for %(n)d months in all.", limit
            )
        else:
            words = ngettext(
                "A term can be paused for %(n)d month in all.", "A term can be paused for %(n)d months in all.", limit
            )
        raise CannotPause(words % {"n": limit} if limit else _("This plan cannot be paused."))
    return asked


def _paused_with(term: Term) -> PauseQuerySet:
    """The pauses that count together with those of a term: of a year in instalments those of all its months."""
    months = Term.objects.filter(membership=term.membership_id, instalment__isnull=False, is_undone=False)
    first = months.filter(instalment=1, starts_on__lte=term.starts_on).order_by("starts_on").last()
    year = months.filter(starts_on__range=(first.starts_on, term.starts_on)) if term.instalment and first else [term]
    return Pause.objects.with_last().filter(term__in=year)


@transaction.atomic
def pause(
    *, person: Person, begins_on: date, months: int, why: str, by: Person, at: datetime, reason: str = ""
) -> Pause:
    """Pause a membership, as told by `ask_pause`. Nothing is charged or written about renewing until it is over; then
    it goes on by itself. Raises CannotPause.
    """
    Membership.objects.select_for_update().filter(person=person).first()
    today = local_date(at)
    asked = ask_pause(person=person, begins_on=begins_on, months=months, on=today)
    _move_ends(person, asked.term, asked.days, at)
    paused = Pause.objects.create(
        term=asked.term, begins_on=begins_on, until_on=asked.until_on, why=why, by=by, asked_at=at
    )
    for order in Order.objects.open().filter(person=person, key__startswith="change:"):
        # It was reckoned with days that are not to be used now.
        if not order.received_pence:
            withdraw(order=order, at=at)
    told: dict[str, Any] = {"begins_on": begins_on, "until_on": asked.until_on, "ends_on": asked.runs_until}
    words = str(Pause.Why(why).label)
    record(facts.PAUSED, person=person, subject=paused, by=by, at=at, text=reason, why=words, **told)
    context = {"pause": paused, "term": asked.term} | told
    send(template="membership/paused", person=person, context=context, about=asked.term, at=at)
    return paused


@transaction.atomic
def come_back(*, person: Person, by: Person, at: datetime) -> bool:
    """Go on from today, or give up a pause that lies ahead: the days that are left of it count again. False when there
    is no pause.
    """
    Membership.objects.select_for_update().filter(person=person).first()
    today = local_date(at)
    paused = pauses_ahead(person, on=today).first()
    if paused is None:
        return False
    ended_on = max(today, paused.begins_on) - A_DAY
    _move_ends(person, paused.term, -(paused.last_on - ended_on).days, at)
    Pause.objects.filter(pk=paused.pk).update(ended_on=ended_on)
    last = Term.objects.of(person).whole_from(today).last()
    assert last
    record(facts.CAME_BACK, person=person, subject=paused, by=by, at=at, ends_on=last.ends_on)
    return True


def _move_ends(person: Person, term: Term, days: int, at: datetime) -> None:
    """Move the end of a term, and the terms after it, by so many days; what was announced for the next is void."""
    move = timedelta(days=days)
    later = Term.objects.of(person).filter(cut_short_on=None, starts_on__gt=term.starts_on)
    # The last one first, so that none runs into the next; the other way round when they move back.
    after = [Term.objects.filter(pk=pk) for pk in later.order_by("-starts_on").values_list("pk", flat=True)]
    this = Term.objects.filter(pk=term.pk)
    for rows in [*after, this] if days > 0 else [this, *reversed(after)]:
        moved = {"ends_on": F("ends_on") + move}
        rows.update(**moved if rows is this else moved | {"starts_on": F("starts_on") + move})
    renewals = Renewal.objects.filter(follows__membership=term.membership_id, follows__cut_short_on=None, order=None)
    renewals.update(reminded_days=None, announced_pence=None, charge_on=None, notice=None)
    renewals.filter(declined_at=None).update(due_on=local_date(at))
