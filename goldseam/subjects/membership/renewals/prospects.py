"""Whose membership ends, and what will be done about it and when. The run does what stands here on its day, and the
rehearsal shows it: both ask the same functions, so that what was rehearsed is what runs.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import (
    BooleanField,
    Case,
    DateField,
    Exists,
    F,
    FilteredRelation,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)

from goldseam.core.mail.models import Message
from goldseam.core.sales.actions.charging import KeptCard
from goldseam.core.sales.models import Mandate
from goldseam.foundation.clock import local_date
from goldseam.foundation.privacy.models import Closing, Erasure
from goldseam.subjects.membership.evidence.asking import moves_on, next_plans
from goldseam.subjects.membership.models import Pause, Plan, Price, Renewal, Term, TermQuerySet, may_go_on
from goldseam.subjects.membership.plans.monthly import Instalment, goes_on_monthly, instalment_after

# Days before the last day on which somebody who renews by hand is written to.
REMINDERS = (30, 7, 0)
# Of a term of one month nobody is reminded when it has just begun.
MONTHLY_REMINDERS = (7, 0)
# A charge is announced so long before, and never made sooner after the letter than that.
NOTICE, LEAST_NOTICE = timedelta(days=10), timedelta(days=7)
# A run that was down for some days still finds the terms that ended meanwhile.
LOOKS_BACK = timedelta(days=7)
A_DAY = timedelta(days=1)
GONE_WRONG = (Message.State.BOUNCED, Message.State.FAILED, Message.State.HELD)

DECIDES = (
    "plan__afterwards",
    "membership__person",
    "renewal__notice",
    "renewal__order",
    "renewal__next_plan__afterwards",
)


class What(StrEnum):
    """What is done about a membership that ends."""

    REMIND = "remind"
    ANNOUNCE = "announce"
    CHARGE = "charge"
    RETRY = "retry"


@dataclass(frozen=True)
class Deed:
    """One thing to do on a day. `pence` is what is asked for, announced or charged."""

    what: What
    day: date
    pence: int
    days_before: int = 0


@dataclass(frozen=True)
class Prospect:
    """A term that ends with nothing after it, and all that decides what comes of it."""

    term: Term
    renewal: Renewal | None
    mandate: Mandate | None
    next_plan: Plan
    prices: Sequence[Price] = field(default_factory=tuple)
    paused_until: date | None = None
    began_on: date | None = None

    @property
    def next_on(self) -> date:
        """The first day of the period that would follow."""
        return self.term.ends_on + A_DAY

    @property
    def is_monthly(self) -> bool:
        """Whether the next term is an instalment."""
        return goes_on_monthly(self.term, self.next_plan)

    def instalment_on(self, day: date) -> Instalment | None:
        """The instalment that the next term is, when it is ordered on that day; None when it is none."""
        if not self.is_monthly:
            return None
        return instalment_after(self.term, self.next_plan, self.next_plan.price_among(self.prices, day))

    def price_on(self, day: date) -> int:
        """What the next term costs when it is ordered on that day: all of it, the rest of a fixed year, or a month."""
        part = self.instalment_on(day)
        if part:
            return part.pence
        return self.next_plan.share(self.next_plan.price_among(self.prices, day), self.next_on)

    @property
    def moves_on(self) -> bool:
        """Whether another plan follows that nobody chose: then nothing is charged by itself, whatever was agreed."""
        return self.next_plan.pk != self.term.wanted_plan.pk

    @property
    def is_by_card(self) -> bool:
        """Whether the next term is charged by itself; never of a plan that was only proposed, or after a given term.
        Who agreed to instalments has not agreed to a whole year at once.
        """
        is_as_agreed = self.is_monthly or not self.term.instalment
        return bool(self.mandate and is_as_agreed and not self.moves_on and not self.term.given_as)

    def not_in_pause(self, day: date) -> date:
        """That day, or the first after the pause in which it lies: nothing is written or charged in a pause."""
        return max(day, self.paused_until + A_DAY) if self.paused_until else day

    @property
    def expires_before(self) -> bool:
        """Whether the card ends before it would be charged."""
        return bool(self.mandate and self.mandate.expires_on < self.next_on)


def renewable() -> TermQuerySet:
    """The last terms of those whose membership may go on: not cut short, not given up, and nobody is about to go."""
    going = Closing.objects.filter(person=OuterRef("membership__person"), taken_back_at=None, done_at=None)
    # As in `Person.known`: of `erasure=None` the database believes that it keeps hardly anybody.
    erased = Erasure.objects.filter(person=OuterRef("membership__person"))
    terms = Term.objects.filter(may_go_on(), ~Exists(going), ~Exists(erased), plan__price_pence__gt=0, is_seat=False)
    return terms.filter(membership__person__merged_into=None)


def prospects(terms: QuerySet[Term]) -> list[Prospect]:
    """What decides about each of these terms, in four questions for any number of them."""
    # What a letter said decides nothing, and is long.
    found = terms.select_related(*DECIDES[1:]).prefetch_related("plan__afterwards")
    return prospects_of(list(found.defer("renewal__notice__text", "renewal__notice__html")))


def prospects_of(found: Sequence[Term], *, pauses: Iterable[Pause] | None = None) -> list[Prospect]:
    """The same for terms that were fetched before, with what `DECIDES`, and perhaps with their pauses."""
    people = {term.membership.person_id: term.membership.person for term in found}
    mandates = {mandate.person_id: mandate for mandate in Mandate.objects.living().filter(person__in=people)}
    for mandate in mandates.values():
        mandate.person = people[mandate.person_id or 0]
    follows = next_plans(found)
    prices = Price.standing({plan.pk for plan in follows.values()})
    began = _years_begun([term.membership_id for term in found if term.instalment])
    paused = {pause.term_id: pause.last_on for pause in (_pauses_near(found) if pauses is None else pauses)}
    return [
        Prospect(
            term,
            getattr(term, "renewal", None),
            mandates.get(term.membership.person_id),
            follows[term.pk],
            prices[follows[term.pk].pk],
            paused.get(term.pk),
            began.get(term.membership_id) if term.instalment else None,
        )
        for term in found
    ]


def _years_begun(memberships: Sequence[int]) -> dict[int, date]:
    """When the last year that is paid in instalments began, by membership."""
    firsts = Term.objects.filter(membership__in=memberships, instalment=1, is_undone=False).order_by("starts_on")
    return dict(firsts.values_list("membership", "starts_on")) if memberships else {}


def _pauses_near(found: Sequence[Term]) -> Iterable[Pause]:
    """The pauses that may hold something up, the last one last: none that ended before the first letter could go."""
    first = min((term.ends_on for term in found), default=date.max) - timedelta(days=max(REMINDERS))
    near: Any = Pause.objects.with_last().filter(Q(last__gte=first))
    return near.order_by("last")


# All that `agenda` decides by, besides the day and the prices: terms that agree in it have the same agenda.
DECIDED_BY = (
    "plan",
    "ends_on",
    "given_as",
    "instalment",
    "year_pence",
    "began_on",
    "has_renewal",
    "has_card",
    "is_its_card",
    "renewal__next_plan",
    "is_moved_on",
    "paused_until",
    "renewal__reminded_days",
    "renewal__due_on",
    "renewal__charge_on",
    "renewal__announced_pence",
    "renewal__notice__state",
    "renewal__order__total_pence",
    "is_paid",
)


def sorts(terms: QuerySet[Term]) -> list[tuple[Prospect, list[int]]]:
    """These terms by what decides about them: one prospect for each sort, and the keys of the terms that are like it.

    The first question counts them all; the others are asked for one of each sort.
    """
    # Not in any order: then they are counted as they come, and not all sorted by all that decides.
    rows = _with_all_that_decides(terms).order_by().values(*DECIDED_BY)
    found = list(rows.annotate(keys=ArrayAgg("pk")).values_list("keys", flat=True))
    ones = _by_key(keys[0] for keys in found) if found else {}
    return [(ones[keys[0]], keys) for keys in found]


class Theirs(NamedTuple):
    """What of a term is nobody else's, while all that decides about it may be: keys, and the words of letters."""

    term: int
    renewal: int
    person: int
    given_name: str
    family_name: str
    address: str
    email: str | None
    mandate: int | None
    gateway: str | None
    brand: str | None
    last_four: str | None
    told_at: datetime | None
    order: int | None
    order_line: int | None

    @property
    def card(self) -> KeptCard:
        """The card that is charged; they have one."""
        assert self.mandate
        assert self.gateway
        return KeptCard(self.mandate, self.gateway)


THEIRS = (
    *("pk", "renewal__pk", "membership__person_id", "membership__person__given_name"),
    *("membership__person__family_name", "membership__person__address", "membership__person__email"),
    *("card__pk", "card__gateway", "card__brand", "card__last_four"),
    *("renewal__notice__sent_at", "renewal__order_id", "order_line_id"),
)


def entered(terms: QuerySet[Term]) -> list[tuple[Prospect, list[Theirs]]]:
    """As `sorts`, with what is everybody's own: one question for all of them."""
    alike: dict[Any, list[Theirs]] = defaultdict(list)
    for row in _with_all_that_decides(terms).order_by("renewal").values_list(*DECIDED_BY, *THEIRS):
        alike[row[: len(DECIDED_BY)]].append(Theirs(*row[len(DECIDED_BY) :]))
    ones = _by_key(theirs[0].term for theirs in alike.values())
    return [(ones[theirs[0].term], theirs) for theirs in alike.values()]


def _by_key(keys: Iterable[int]) -> dict[int, Prospect]:
    return {one.term.pk: one for one in prospects(Term.objects.filter(pk__in=keys))}


def _with_all_that_decides(terms: QuerySet[Term]) -> QuerySet[Term]:
    paused: Any = Pause.objects.with_last().filter(term=OuterRef("pk"))
    firsts = Term.objects.filter(membership=OuterRef("membership"), instalment=1, is_undone=False)
    began = Subquery(firsts.order_by("-starts_on").values("starts_on")[:1])
    card = "membership__person__mandates"
    rows = terms.annotate(card=FilteredRelation(card, condition=Q(**{f"{card}__ended_at": None})))
    return rows.annotate(
        has_renewal=_is_so(renewal__isnull=False),
        has_card=_is_so(card__isnull=False),
        is_its_card=_is_so(renewal__mandate=F("card__pk")),
        is_moved_on=_is_so(moves_on()),
        began_on=Case(When(instalment__isnull=False, then=began), default=None, output_field=DateField()),
        paused_until=Subquery(paused.order_by("-last").values("last")[:1]),
        is_paid=_is_so(renewal__order__paid_at__isnull=False),
    )


def _is_so(*given: Q, **condition: Any) -> Case:
    return Case(When(Q(*given, **condition), then=True), default=False, output_field=BooleanField())


def agenda(prospect: Prospect, *, on: date) -> list[Deed]:
    """What is still to be done, in its order, as it looks on that day; what is late stands first, under its own day."""
    renewal = prospect.renewal
    if prospect.term.is_seat:
        return []
    if on > prospect.term.grace_ends_on or (renewal and renewal.declined_at):
        return []
    if renewal and renewal.order:
        # It is being charged. Only a day that the provider's rule gave for another try is ahead.
        is_ahead = renewal.due_on and renewal.order.paid_at is None and prospect.mandate
        return [Deed(What.RETRY, renewal.due_on, renewal.order.total_pence)] if is_ahead and renewal.due_on else []
    if prospect.is_by_card:
        return _by_card(prospect, on)
    return list(_by_hand(prospect))


def coming(prospect: Prospect, *, on: date) -> list[Deed]:
    """What will be done from that day on, each under the day on which it will be: of what is late only the last is
    worth a letter, and it is done at once.
    """
    deeds = agenda(prospect, on=on)
    late = [deed for deed in deeds if deed.day <= on]
    ahead = [deed for deed in deeds if deed.day > on]
    return [replace(deed, day=on) for deed in late[-1:]] + ahead


def _by_card(prospect: Prospect, on: date) -> list[Deed]:
    renewal = prospect.renewal
    if renewal and renewal.charge_on and is_announced(prospect, on=on):
        return [Deed(What.CHARGE, renewal.charge_on, renewal.announced_pence or 0)]
    announce_on = prospect.not_in_pause(max(prospect.next_on - NOTICE, on))
    charge_on = max(prospect.next_on, announce_on + LEAST_NOTICE)
    pence = prospect.price_on(charge_on)
    return [Deed(What.ANNOUNCE, announce_on, pence), Deed(What.CHARGE, charge_on, pence)]


def is_announced(prospect: Prospect, *, on: date) -> bool:
    """Whether what was announced still holds: this sum, on this card, by a letter that has not come back."""
    renewal = prospect.renewal
    if not renewal or not renewal.charge_on or not renewal.notice or not prospect.mandate or not prospect.is_by_card:
        return False
    costs = prospect.price_on(max(on, renewal.charge_on))
    is_same = renewal.mandate_id == prospect.mandate.pk and renewal.announced_pence == costs
    return is_same and renewal.notice.state not in GONE_WRONG


def is_long_enough_ago(told_at: datetime | None, *, on: date) -> bool:
    """Whether the letter left so long ago that the card may be charged on that day."""
    return bool(told_at and local_date(told_at) + LEAST_NOTICE <= on)


def _by_hand(prospect: Prospect) -> Iterable[Deed]:
    reminded = prospect.renewal.reminded_days if prospect.renewal else None
    pence = prospect.price_on(prospect.next_on)
    ahead: dict[date, Deed] = {}
    for days in MONTHLY_REMINDERS if prospect.term.instalment else REMINDERS:
        if reminded is None or days < reminded:
            day = prospect.not_in_pause(prospect.term.ends_on - timedelta(days=days))
            # Of those that a pause held up only the last is worth a letter.
            ahead[day] = Deed(What.REMIND, day, pence, days)
    return ahead.values()
