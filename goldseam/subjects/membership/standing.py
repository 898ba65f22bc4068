"""Where people stand with their membership, derived for many at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from goldseam.subjects.membership.models import Pause, Plan, Term

STATES = {
    "current": _("Member"),
    "paused": _("Paused"),
    "grace": _("In grace"),
    "lapsed": _("Lapsed"),
    "never": _("Never a member"),
}


@dataclass(frozen=True)
class Standing:
    """`state` is current, paused, grace, lapsed or never; `until` is the last day covered without a gap, or the day on
    which the last term ended.
    """

    state: str
    plan: str = ""
    until: date | None = None

    @property
    def words(self) -> Any:
        return STATES[self.state]


NEVER = Standing("never")


def standings(people: Collection[int], *, on: date) -> Mapping[int, Standing]:
    """The standing of each person (by key) on that day, in one query."""
    terms: dict[int, list[Term]] = defaultdict(list)
    found = Term.objects.filter(membership__person__in=people).with_pause(on=on)
    for term in found.select_related("plan", "membership", "renewal"):
        terms[term.membership.person_id].append(term)
    return {person: _standing(terms[person], on) if person in terms else NEVER for person in people}


def _standing(terms: list[Term], on: date) -> Standing:
    terms = [term for term in terms if not term.is_undone]
    ran = sorted((term for term in terms if term.last_on >= term.starts_on), key=lambda term: term.starts_on)
    current = next((term for term in ran if term.starts_on <= on <= term.last_on), None)
    if current is None:
        past = [term for term in ran if term.last_on < on]
        if past and past[-1] is max(terms, key=lambda term: term.starts_on) and _is_in_grace(past[-1], on):
            return Standing("grace", past[-1].plan.name, past[-1].last_on)
        return Standing("lapsed", past[-1].plan.name, past[-1].last_on) if past else NEVER
    until = current.last_on
    for term in ran:
        if term.starts_on == until + timedelta(days=1):
            until = term.last_on
    is_paused = current.paused_until is not None  # type: ignore[attr-defined]
    return Standing("paused" if is_paused else "current", current.plan.name, until)


def _is_in_grace(term: Term, on: date) -> bool:
    renewal = getattr(term, "renewal", None)
    return not term.cut_short_on and term.grace_ends_on >= on and not (renewal and renewal.declined_at)


def standing_as(people: QuerySet[Any], state: str, *, on: date) -> QuerySet[Any]:
    """Those of `people` whose standing on that day is `state`; "in_force" are those who have what members have."""
    begun = Term.objects.annotate(last=Coalesce("cut_short_on", "ends_on"))
    begun = begun.filter(starts_on__lte=on, last__gte=F("starts_on"))
    of_them = begun.filter(membership__person=OuterRef("pk"))
    running = Exists(of_them.filter(last__gte=on))
    in_pause = Pause.objects.running(on=on).filter(term__starts_on__lte=on, term__cut_short_on=None)
    paused = Q(running, pk__in=in_pause.values("term__membership__person"))
    current = Q(running) & ~paused
    if state == "lapsed":
        # One pass over all terms, grouped: asked once per person it would be most of what a list of them costs.
        last_days = begun.order_by().values("membership").annotate(last_of_all=Max("last"))
        ended = last_days.filter(last_of_all__lt=on).values("membership")
        return people.filter(~_in_grace(on), membership__in=ended)
    if state == "never":
        return people.filter(~Exists(of_them))
    if state in ("grace", "in_force"):
        return people.filter(_in_grace(on) if state == "grace" else current | _in_grace(on))
    return people.filter(paused if state == "paused" else current)


def _in_grace(on: date) -> Q:
    """Of people. Terms that ended longer ago than any plan gives grace need not be looked at one by one."""
    longest = Plan.objects.aggregate(days=Max("grace_days"))["days"] or 0
    terms = Term.objects.in_grace(on=on).filter(ends_on__gte=on - timedelta(days=longest))
    return Q(pk__in=terms.values("membership__person"))
