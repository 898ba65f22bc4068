"""The plans that a member may move to, and what each would cost today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from goldseam.core.people.models import Person
from goldseam.subjects.membership.changes.credit import Credit, credit_of
from goldseam.subjects.membership.models import Plan, Price, Term
from goldseam.subjects.membership.renewals.prospects import A_DAY
from goldseam.subjects.membership.renewals.stopping import last_term


class CannotChange(Exception):
    """The plan cannot be changed now; the message is the sentence."""


@dataclass(frozen=True)
class Offer:
    """One plan to move to: `is_now` for what is left to pay after the credit, else with the next term."""

    plan: Plan
    price_pence: int
    credits: Sequence[Credit]
    is_now: bool
    from_on: date
    until_on: date

    @property
    def credit_pence(self) -> int:
        return sum(credit.credit_pence for credit in self.credits)

    @property
    def left_days(self) -> int:
        return sum(credit.left_days for credit in self.credits)

    @property
    def due_pence(self) -> int:
        """What is to be paid: today, or with the next term."""
        return self.price_pence - self.credit_pence if self.is_now else self.price_pence


@dataclass(frozen=True)
class Choice:
    """What somebody has, and the plans there are beside it. `chosen` is the plan of the next term, if another."""

    term: Term
    offers: Sequence[Offer]
    chosen: Plan | None

    @property
    def next_on(self) -> date:
        """The first day after what is paid."""
        return self.term.ends_on + A_DAY

    @property
    def has_moves_now(self) -> bool:
        return any(offer.is_now for offer in self.offers)


def running_terms(person: Person, *, on: date) -> list[Term]:
    """The terms that run on that day or are paid and lie ahead, the first one first."""
    terms = Term.objects.of(person).whole_from(on)
    return list(terms.select_related("plan", "membership", "order_line__order"))


def choice_of(person: Person, *, on: date) -> Choice | None:
    """The plans somebody may move to on that day; None for whoever is no member."""
    last = last_term(person)
    if last is None or last.grace_ends_on < on:
        return None
    terms = running_terms(person, on=on)
    unused = [credit_of(term, on=on) for term in terms]
    # A plan that asks for evidence is joined, with what shows that one studies; it is not moved to by a press.
    others = Plan.objects.open().exclude(pk=last.plan_id).filter(price_pence__gt=0, evidence_from=None)
    prices = Price.standing(plan.pk for plan in [last.plan, *others])
    present = last.plan.price_among(prices[last.plan_id], on)
    offers = [_offer(plan, prices[plan.pk], last, unused, present, on) for plan in others]
    return Choice(last, offers, last.wanted_plan if last.wanted_plan != last.plan else None)


def _offer(plan: Plan, prices: Sequence[Price], last: Term, unused: Sequence[Credit], present: int, on: date) -> Offer:
    """A dearer plan begins today; a cheaper one, or one that costs less than the credit, with the next term.

    So nobody has to be paid out, and what was paid for the term that runs is used to its end.
    """
    whole = plan.price_among(prices, on)
    price = plan.share(whole, on)
    is_now = bool(unused) and whole > present and price > sum(credit.credit_pence for credit in unused)
    from_on = on if is_now else last.ends_on + A_DAY
    if not is_now:
        price = plan.share(plan.price_among(prices, max(from_on, on)), from_on)
    return Offer(plan, price, unused if is_now else (), is_now, from_on, plan.ends_on(from_on))
