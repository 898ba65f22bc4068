"""Joining, and the terms of a membership."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from goldseam.core.mail.actions import release, send
from goldseam.core.people import actions as people
from goldseam.core.people.models import Consent, Hub, Person
from goldseam.core.sales.actions.ordering import Item, Payer, place_order
from goldseam.core.sales.models import Order
from goldseam.foundation import pagecache
from goldseam.foundation.amending import amend
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import record, subject_key
from goldseam.subjects.membership import facts
from goldseam.subjects.membership.models import Membership, Plan, Renewal, Term
from goldseam.subjects.membership.periods import period_bought
from goldseam.subjects.membership.plans.monthly import INSTALMENTS
from goldseam.subjects.membership.prices import NoChange, has_sold, set_price
from goldseam.subjects.membership.renewals.ordering import set_aside_next


@dataclass(frozen=True)
class Applicant:
    """What somebody tells us when joining, checked and as typed."""

    given_name: str
    family_name: str
    email: str
    profession: str = ""
    employer: str = ""
    postcode_district: str = ""
    address: str = ""
    hub: Hub | None = None
    consents: Sequence[str] = field(default_factory=tuple)


@transaction.atomic
def join(
    *,
    plan: Plan,
    applicant: Applicant,
    signed_in: Person | None,
    key: str | None,
    at: datetime,
    is_monthly: bool = False,
) -> Order:
    """Order a term of `plan`: a year, or the first month of one that is paid in instalments. Raises NotForSale.

    An address nobody has used with us becomes an unproved person at once; the order of a known one has no person until
    the mailed proof, and the browser is told the same in both cases.
    """
    options = {
        "profession": applicant.profession,
        "employer": applicant.employer,
        "postcode_district": applicant.postcode_district,
        "hub": applicant.hub.pk if applicant.hub else None,
        "consents": sorted(applicant.consents),
    } | ({"monthly": True} if is_monthly else {})
    return place_order(
        items=[Item("membership.plan", plan.slug, options)],
        payer=Payer(applicant.given_name, applicant.family_name, applicant.email, applicant.address),
        person=signed_in or newcomer(applicant=applicant, at=at),
        at=at,
        key=key,
    )


def newcomer(*, applicant: Applicant, at: datetime) -> Person | None:
    """The person behind an address nobody has used before, or used without ever paying; None for a known one."""
    known = people.find(applicant.email)
    if known is None:
        try:
            return people.meet(
                email=applicant.email,
                given_name=applicant.given_name,
                family_name=applicant.family_name,
                at=at,
                profession=applicant.profession,
                employer=applicant.employer,
                hub=applicant.hub,
                postcode_district=applicant.postcode_district,
                address=applicant.address,
            )
        except people.AddressTaken:
            known = people.find(applicant.email)
    if known and not known.is_proved and not known.orders.filter(paid_at__isnull=False).exists():
        return known
    return None


def answered_by_letter(*, email: str, told: Applicant | None, at: datetime) -> Person | None:
    """Whoever a mailed link came back from, in the caller's transaction: that proves the address. Somebody new is met
    with what she tells of herself. None where nobody can be: nothing is told, or the account was closed.
    """
    record = people.record_at(email)
    if record is None and told:
        try:
            record = people.meet(email=email, given_name=told.given_name, family_name=told.family_name, at=at)
        except people.AddressTaken:
            return None
    if record is None or not record.goes_on_as.is_active:
        return None
    people.prove_address(person=record, at=at)
    release(address=email, at=at)
    if told:
        take_over(person=record.goes_on_as, told=told, at=at)
    return record.goes_on_as


def take_over(*, person: Person, told: Applicant, at: datetime) -> None:
    """What somebody says of herself when she takes up what another pays for."""
    said: dict[str, Any] = {
        "given_name": told.given_name,
        "family_name": told.family_name,
        "profession": told.profession,
        "employer": told.employer,
        "postcode_district": told.postcode_district,
        "hub": told.hub,
    }
    details = {name: value for name, value in said.items() if value}
    people.change_details(person=person, details=details, at=at, by=person)
    people.add_consents(person=person, purposes=told.consents, at=at, by=person, where=Consent.Where.JOINING)


def current_term(person: Person, *, on: date) -> Term | None:
    """The term that runs or is in grace on that day, with its plan; None for somebody who is not a member then."""
    terms = Term.objects.of(person).in_force(on=on).select_related("plan", "membership")
    return terms.order_by("-starts_on").first()


def is_member(person: Any, *, on: date) -> bool:
    """Whether a (possibly anonymous) visitor has what members have and a proved address."""
    return bool(person.is_authenticated and person.is_proved and Term.objects.of(person).in_force(on=on).exists())


def add_term(
    *,
    person: Person,
    plan: Plan,
    at: datetime,
    order_line: Any = None,
    by: Person | None = None,
    months: int | None = None,
) -> Term:
    """Add one term, in the caller's transaction: from today, or from the day after the last one that still runs or is
    in grace. `months` is how long it is where no order line of theirs says it.
    """
    bought = {"months": months, "year": None} if months else {"months": plan.months, "year": plan.year}
    bought |= order_line.details if order_line else {}
    paid = {name: bought.get(name) for name in ("instalment", "year_pence")}
    term, is_first = _enter_term(person, plan, bought, at, order_line=order_line, **paid)
    told: dict[str, Any] = {"plan": plan.name, "starts_on": term.starts_on, "ends_on": term.ends_on}
    again = facts.TERM_ADDED
    if term.instalment and not is_first:
        again, told = facts.INSTALMENT_PAID, told | {"number": term.instalment, "of": INSTALMENTS}
    record(facts.JOINED if is_first else again, person=person, subject=term, by=by, at=at, **told)
    return term


def _enter_term(person: Person, plan: Plan, bought: Mapping[str, Any], at: datetime, **more: Any) -> tuple[Term, bool]:
    """A term of what was bought where the next one belongs, and whether it is the first."""
    today = local_date(at)
    membership = _membership_of(person, today)
    terms = list(membership.terms.select_related("plan", "renewal"))
    starts_on, ends_on = period_bought(bought, terms, on=today, is_given_up=_is_given_up(terms))
    term = Term.objects.create(membership=membership, plan=plan, starts_on=starts_on, ends_on=ends_on, **more)
    return term, not terms


@transaction.atomic
def give_term(*, person: Person, plan: Plan, given_as: str, months: int, why: str, by: Person, at: datetime) -> Term:
    """Give somebody a term that nobody pays for, after what they have, and write to them who gave it and why. When it
    ends nothing is charged by itself, also not to a kept card.
    """
    given = {"given_as": given_as, "given_why": why, "given_by": by}
    term, _is_first = _enter_term(person, plan, {"months": months}, at, **given)
    told: dict[str, Any] = {"plan": plan.name, "starts_on": term.starts_on, "ends_on": term.ends_on}
    words = str(Term.Given(given_as).label)
    record(facts.TERM_GIVEN, person=person, subject=term, by=by, at=at, text=why, given_as=words, **told)
    context = {"term": term, "plan": plan, "giver": by.full_name}
    papers = [f"membership.card:{term.pk}"]
    if person.email:
        send(template="membership/given", person=person, context=context, about=term, documents=papers, at=at)
    return term


class NothingToEnd(Exception):
    """The term was paid for, or is over, or was ended before, or the day is none of its days but the last."""


@transaction.atomic
def end_given(*, term: Term, last_on: date, why: str, by: Person, at: datetime) -> Term:
    """End a term that was given before its time, and write to the person until when it runs and why. One of which no
    day is left counts as if it had never been, and what it was to follow goes on. Raises NothingToEnd.
    """
    term = Term.objects.select_for_update(of=("self",)).select_related("membership__person", "plan").get(pk=term.pk)
    today = local_date(at)
    if not term.given_as or term.cut_short_on or not today <= last_on < term.ends_on:
        raise NothingToEnd
    term.is_undone = last_on < term.starts_on
    term.cut_short_on = term.starts_on - timedelta(days=1) if term.is_undone else last_on
    term.save(update_fields=["cut_short_on", "is_undone"])
    set_aside_next(term=term, at=at)
    ahead = Term.objects.filter(membership=term.membership_id, is_undone=False)
    if term.is_undone:
        # What it was to follow may end soon: the run looks today.
        Renewal.objects.filter(follows__in=ahead.whole_from(today), order=None, declined_at=None).update(due_on=today)
    person, kind = term.membership.person, facts.GIVEN_TERM_TAKEN_BACK if term.is_undone else facts.GIVEN_TERM_ENDED
    told: dict[str, Any] = {"plan": term.plan.name, "starts_on": term.starts_on, "ends_on": term.ends_on}
    given = Fact.objects.filter(kind=facts.TERM_GIVEN.key, subject=subject_key(term)).first()
    record(kind, person=person, subject=term, by=by, at=at, text=why, corrects=given, last_on=last_on, **told)
    others = ahead.exclude(pk=term.pk).whole_from(max(last_on, today))
    context = {"term": term, "plan": term.plan, "why": why, "other": others.first(), "join_url": "/join/"}
    if person.email:
        send(template="membership/given_ended", person=person, context=context, about=term, at=at)
    return term


class RunsLonger(Exception):
    """Somebody has a term that runs as long or longer; the last day stands in `until`."""

    def __init__(self, until: date) -> None:
        super().__init__(str(until))
        self.until = until


def add_seat_term(*, person: Person, plan: Plan, ends_on: date, at: datetime) -> Term:
    """Add a term that somebody else paid for, in the caller's transaction: from today, or from the day after the last
    one that still runs. Whoever gives it out records that. Raises RunsLonger.
    """
    today = local_date(at)
    membership = _membership_of(person, today)
    ahead = [term.last_on for term in membership.terms.all() if term.last_on >= max(today, term.starts_on)]
    starts_on = max(ahead) + timedelta(days=1) if ahead else today
    if starts_on > ends_on:
        raise RunsLonger(max(ahead))
    return Term.objects.create(membership=membership, plan=plan, starts_on=starts_on, ends_on=ends_on, is_seat=True)


def _is_given_up(terms: Sequence[Term]) -> bool:
    """Whether the person has said that no term should follow the last one."""
    last = max((term for term in terms if not term.is_undone), key=lambda term: term.starts_on, default=None)
    renewal = getattr(last, "renewal", None)
    return bool(renewal and renewal.declined_at)


def _membership_of(person: Person, today: date) -> Membership:
    """The membership of a person, entered if there is none, and its row locked: both by one statement."""
    membership = Membership(person=person, began_on=today)
    Membership.objects.bulk_create(
        [membership], update_conflicts=True, unique_fields=["person"], update_fields=["person"]
    )
    return membership


def end_term(*, term: Term, at: datetime, by: Person | None) -> None:
    """End a term because it was refunded: yesterday was its last day. Terms after it keep their dates."""
    last_on = local_date(at) - timedelta(days=1)
    if term.cut_short_on:
        return
    term.cut_short_on = min(last_on, term.ends_on)
    term.save(update_fields=["cut_short_on"])
    person = term.membership.person
    record(facts.TERM_ENDED_EARLY, person=person, subject=term, by=by, at=at, last_on=local_date(at))


@transaction.atomic
def enter_plan(*, details: Mapping[str, Any], at: datetime, by: Person) -> Plan:
    """Enter a new plan. Raises IntegrityError when its address is taken."""
    plan = Plan.objects.create(**details)
    record(facts.PLAN_ENTERED, subject=plan, by=by, at=at, plan=plan.name, price_pence=plan.price_pence)
    pagecache.drop()
    return plan


@transaction.atomic
def amend_plan(*, plan: Plan, details: Mapping[str, Any], at: datetime, by: Person) -> None:
    """Change a plan for those who join from now on; orders and terms keep what they were bought at.

    The price is put right here only while nobody has bought the plan; afterwards a new one holds from today.
    """
    details = dict(details)
    price = details.get("price_pence")
    if price is not None and has_sold(plan):
        del details["price_pence"]
        with suppress(NoChange):
            set_price(plan=plan, price_pence=price, from_on=local_date(at), at=at, by=by)
    changed = amend(plan, details)
    if changed:
        told: dict[str, Any] = {
            "plan": plan.name,
            "price_pence": plan.price_on(local_date(at)),
            "fields": ", ".join(changed),
        }
        record(facts.PLAN_AMENDED, subject=plan, by=by, at=at, **told)
        pagecache.drop()
