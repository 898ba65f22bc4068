"""Where people stand with their membership, derived for many at once."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from goldseam.subjects.membership.models import Term

STATES = {"current": _("Member"), "grace": _("In grace"), "lapsed": _("Lapsed"), "never": _("Never a member")}


@dataclass(frozen=True)
class Standing:
    """`state` is current, grace, lapsed or never; `until` is the last day covered without a gap, or the day on
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
    for term in Term.objects.filter(membership__person__in=people).select_related("plan", "membership", "renewal"):
        terms[term.membership.person_id].append(term)
    return {person: _standing(terms[person], on) if person in terms else NEVER for person in people}


def _standing(terms: list[Term], on: date) -> Standing:
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
    return Standing("current", current.plan.name, until)


def _is_in_grace(term: Term, on: date) -> bool:
    renewal = getattr(term, "renewal", None)
    return not term.cut_short_on and term.grace_ends_on >= on and not (renewal and renewal.declined_at)


def standing_as(people: QuerySet[Any], state: str, *, on: date) -> QuerySet[Any]:
    """Those of `people` whose standing on that day is `state`; "in_force" are those who have what members have."""
    terms = Term.objects.filter(membership__person=OuterRef("pk"))
    current = Exists(terms.current(on=on))
    past = Exists(
        terms.annotate(last=Coalesce("cut_short_on", "ends_on")).filter(last__gte=F("starts_on"), last__lt=on)
    )
    in_force = Exists(terms.in_force(on=on))
    return {
        "current": lambda: people.filter(current),
        "in_force": lambda: people.filter(in_force),
        "grace": lambda: people.filter(in_force, ~current),
        "lapsed": lambda: people.filter(~in_force, past),
        "never": lambda: people.filter(~current, ~past),
    }[state]()
