"""Moving to another plan: at once, by an order with the credit as a line of its own, or with the next term."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import KEPT_OPEN, Item, Payer, place_order
from goldseam.core.sales.models import Order, OrderLine
from goldseam.foundation.clock import local_date, midnight_before
from goldseam.foundation.contracts import CannotFulfil
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership import facts
from goldseam.subjects.membership.changes.offers import CannotChange, Choice, Offer, choice_of, running_terms
from goldseam.subjects.membership.models import Membership, Plan, Renewal, Term
from goldseam.subjects.membership.pausing import pauses_ahead
from goldseam.subjects.membership.periods import A_DAY
from goldseam.subjects.membership.renewals.ordering import is_being_paid, set_aside_next


def order_change(*, person: Person, plan: Plan, at: datetime) -> Order:
    """Order the move to a dearer plan, as from today; again on the same day it is the same order.

    Nothing changes until it is paid. The order is kept two weeks at most, and never beyond the term that it would
    replace. Raises CannotChange, NotForSale.
    """
    today = local_date(at)
    offer = _offer(person, plan, at)
    if not offer.is_now:
        raise CannotChange
    terms = [credit.term for credit in offer.credits]
    if is_being_paid(terms[-1]) or pauses_ahead(person, on=today).exists():
        raise CannotChange
    on = today.isoformat()
    unused = [
        Item("membership.credit", str(credit.term.pk), {"on": on}) for credit in offer.credits if credit.credit_pence
    ]
    return place_order(
        items=[Item("membership.plan", plan.slug, {"changes": [term.pk for term in terms], "on": on}), *unused],
        payer=Payer(person.given_name, person.family_name, person.email or "", person.address),
        person=person,
        at=at,
        # An order that was paid and taken back stays what it is: the next one is another.
        key=f"change:{terms[0].pk}:{Term.objects.of(person).filter(is_undone=True).count()}",
        kept_for=min(KEPT_OPEN, midnight_before(terms[-1].ends_on + A_DAY) - at),
    )


def _offer(person: Person, plan: Plan, at: datetime) -> Offer:
    choice = choice_of(person, on=local_date(at))
    for offer in choice.offers if choice else ():
        if offer.plan == plan:
            return offer
    raise CannotChange


@transaction.atomic
def choose_next(*, person: Person, plan: Plan, at: datetime) -> Choice:
    """Let the next term be of another plan, or of the same one after all. Nothing is charged by it; what was announced
    for the former plan is announced anew. Twice changes nothing. Raises CannotChange.
    """
    Membership.objects.select_for_update().filter(person=person).first()
    choice = choice_of(person, on=local_date(at))
    if choice is None or is_being_paid(choice.term):
        raise CannotChange
    term = choice.term
    if plan == term.wanted_plan:
        return choice
    if plan != term.plan and plan not in [offer.plan for offer in choice.offers]:
        raise CannotChange
    is_other = plan != term.plan
    renewal, _is_new = Renewal.objects.select_for_update(of=("self",)).get_or_create(follows=term)
    renewal.next_plan = plan if is_other else None
    if not renewal.declined_at and renewal.order_id is None:
        renewal.due_on = local_date(at)
    renewal.save(update_fields=["next_plan", "due_on"])
    record(
        facts.NEXT_PLAN_CHOSEN,
        person=person,
        subject=term,
        by=person,
        at=at,
        plan=plan.name,
        from_on=term.ends_on + A_DAY,
    )
    return Choice(term, choice.offers, renewal.next_plan)


def take_effect(*, line: OrderLine, plan: Plan, ends_on: date, at: datetime) -> Term:
    """End the terms that the paid order was reckoned with, and begin the new one on the day it was ordered for, in the
    caller's transaction. Raises CannotFulfil when they are not those any more: then nothing changes.
    """
    person: Any = line.order.person
    starts_on = date.fromisoformat(line.options["on"])
    membership = Membership.objects.select_for_update().get(person=person)
    terms = running_terms(person, on=starts_on)
    if [term.pk for term in terms] != list(line.options["changes"]):
        raise CannotFulfil("The membership has changed since this was ordered.")
    for term in terms:
        term.cut_short_on = max(starts_on, term.starts_on) - A_DAY
        term.save(update_fields=["cut_short_on"])
        set_aside_next(term=term, at=at)
    new = Term.objects.create(membership=membership, plan=plan, order_line=line, starts_on=starts_on, ends_on=ends_on)
    told: dict[str, Any] = {"plan": plan.name, "starts_on": starts_on, "ends_on": ends_on, "former": terms[0].plan.name}
    record(facts.PLAN_CHANGED, person=person, subject=new, at=at, **told)
    return new


def undo(*, term: Term, line: OrderLine, at: datetime, by: Person | None) -> None:
    """Take a move back whose money went back: the new term counts as if it had never been, and the former go on."""
    term.cut_short_on, term.is_undone = term.starts_on - A_DAY, True
    term.save(update_fields=["cut_short_on", "is_undone"])
    person = term.membership.person
    restored = [former for former in _former(line).order_by("starts_on") if _is_free(former)]
    for former in restored:
        former.cut_short_on = None
        former.save(update_fields=["cut_short_on"])
    if restored:
        last = restored[-1]
        told: dict[str, Any] = {"plan": term.plan.name, "former": last.plan.name, "ends_on": last.ends_on}
        record(facts.CHANGE_UNDONE, person=person, subject=term, by=by, at=at, **told)
    else:
        record(facts.TERM_ENDED_EARLY, person=person, subject=term, by=by, at=at, last_on=local_date(at))


def _former(line: OrderLine) -> QuerySet[Term]:
    """The terms in whose place a change of plan put another one."""
    return Term.objects.filter(pk__in=line.options.get("changes", ())).select_related("plan")


def _is_free(term: Term) -> bool:
    """Whether no other term was bought meanwhile for the days of one that was cut short."""
    others = Term.objects.filter(membership=term.membership_id, cut_short_on=None).exclude(pk=term.pk)
    return not others.filter(ends_on__gte=term.starts_on, starts_on__lte=term.ends_on).exists()


def goes_on(order: Order) -> Term | None:
    """The term that goes on when this order is taken back: it was a change of plan."""
    changing = order.lines.filter(kind="membership.plan", options__has_key="changes").first()
    return _former(changing).order_by("-ends_on").first() if changing else None


def changes_credited(order: Order) -> list[Order]:
    """The paid orders that gave credit for a term which this one bought: without its money they have none to give."""
    terms = [str(pk) for pk in Term.objects.filter(order_line__order=order).values_list("pk", flat=True)]
    lines = OrderLine.objects.filter(kind="membership.credit", key__in=terms, revoked_at=None)
    return list(Order.objects.filter(lines__in=lines, paid_at__isnull=False).distinct().order_by("pk"))
