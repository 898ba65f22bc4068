"""Of whom evidence is asked, how things stand with it, and which plan follows when there is none any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q

from goldseam.core.people.models import Person
from goldseam.subjects.membership.models import Evidence, Plan, Term

# Whoever has handed a paper in reads on the same page that it is looked at so soon.
READ_WITHIN = timedelta(days=7)
# An address shows that somebody studies now. So long it counts: for the beginning of one term, never of two.
ADDRESS_COUNTS_MONTHS = 11


@dataclass(frozen=True)
class Asked:
    """How things stand with the evidence for `term`, the last one, of a plan that asks for it."""

    term: Term
    waiting: Evidence | None
    latest: Evidence | None

    @property
    def plan(self) -> Plan:
        return self.term.plan

    @property
    def due_on(self) -> date:
        """The day by which it was to be shown."""
        return self.term.starts_on + timedelta(days=self.plan.evidence_days)

    @property
    def good_until(self) -> date | None:
        """Until when what was shown counts; None when it counted for no day of this term."""
        until = self.latest.valid_until if self.latest else None
        return until if until and until >= self.term.starts_on else None

    @property
    def counts_for_next(self) -> bool:
        """Whether the next term may be of the same plan with what was shown."""
        return bool(self.good_until and self.good_until > self.term.ends_on)

    @property
    def asked_again(self) -> str:
        """Why the last paper would not do, while nothing has come since."""
        is_last = self.latest and not self.latest.valid_until and not self.waiting
        return self.latest.reason if is_last and self.latest else ""


def asked_of(person: Person) -> Asked | None:
    """What is asked of this person; None when their last term is of a plan that asks for nothing."""
    terms = Term.objects.of(person).filter(cut_short_on=None).select_related("plan__afterwards", "membership__person")
    term = terms.order_by("-starts_on").first()
    if term is None or not term.plan.asks_evidence(on=term.ends_on + timedelta(days=1)):
        return None
    shown = list(Evidence.objects.filter(person=person))
    decided = [one for one in shown if one.decided_at]
    good = max((one for one in decided if one.valid_until), key=lambda one: one.valid_until or date.min, default=None)
    newest = decided[-1] if decided else None
    counts = good and good.valid_until and good.valid_until >= term.starts_on
    return Asked(term, next((one for one in shown if not one.decided_at), None), good if counts else newest)


def moves_on() -> Q:
    """Of terms: those beyond which evidence does not reach, so that another plan follows than was wanted."""
    reaches = Evidence.objects.filter(person=OuterRef("membership__person"), valid_until__gt=OuterRef("ends_on"))
    by_next_day = F("ends_on") + 1
    asks = Q(renewal__next_plan=None, plan__evidence_from__lte=by_next_day)
    return Q(~Exists(reaches)) & (asks | Q(renewal__next_plan__evidence_from__lte=by_next_day))


def next_plans(terms: Iterable[Term]) -> dict[int, Plan]:
    """The plan that would follow each of these terms, by the key of the term: one question for any number of them."""
    wanted = {term.pk: (term, term.wanted_plan) for term in terms}
    asking = [pk for pk, (term, plan) in wanted.items() if plan.asks_evidence(on=term.ends_on + timedelta(days=1))]
    moving = set(Term.objects.filter(moves_on(), pk__in=asking).values_list("pk", flat=True)) if asking else set()
    return {pk: plan.afterwards if pk in moving else plan for pk, (_term, plan) in wanted.items()}  # type: ignore[misc]


def next_plan(term: Term) -> Plan:
    """The plan that would follow one term."""
    return next_plans([term])[term.pk]
