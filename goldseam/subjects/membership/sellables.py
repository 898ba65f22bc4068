from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.core.mail.actions import send
from goldseam.core.people import actions as people
from goldseam.core.people import kept
from goldseam.core.people.models import Consent, Hub, Person
from goldseam.core.sales.actions.refunding import return_all
from goldseam.core.sales.claims import claim_path
from goldseam.core.sales.models import NEEDS_AGREEMENT, Mandate
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import CannotFulfil, Quote, sellables
from goldseam.foundation.money import pounds
from goldseam.foundation.rows import among
from goldseam.subjects.membership.actions import add_term, end_term
from goldseam.subjects.membership.changes.credit import credit_of
from goldseam.subjects.membership.changes.moving import changes_credited, take_effect, undo
from goldseam.subjects.membership.evidence.asking import next_plans
from goldseam.subjects.membership.models import Plan, Price, Term
from goldseam.subjects.membership.periods import next_period
from goldseam.subjects.membership.plans.kept import plans as kept_plans
from goldseam.subjects.membership.plans.monthly import (
    INSTALMENTS,
    Instalment,
    goes_on_monthly,
    instalment_after,
    instalment_of,
)

# What decides which plan follows a term, besides the plan.
WANTED = ("renewal__next_plan__afterwards",)


class PlanForSale:
    """A term of a plan."""

    def quote(self, key: str, *, options: Mapping[str, Any], at: datetime) -> Quote:
        return self.quote_many([(key, options)], at=at)[0]

    def quote_many(self, asked: Sequence[tuple[str, Mapping[str, Any]]], *, at: datetime) -> list[Quote]:
        # Not of what is kept: that is for showing, and here it decides what somebody pays.
        plans = {plan.slug: plan for plan in Plan.objects.filter(slug__in={key for key, _options in asked})}
        prices = Price.standing(plan.pk for plan in plans.values())
        is_hub_named = any(options.get("hub") for _key, options in asked)
        hubs = {hub.pk: hub for hub in kept.hubs()} if is_hub_named else {}
        formers, all_terms = _followed_with_all(*[options for _key, options in asked])
        follows = next_plans(formers.values())
        quote = cache(partial(_quote, local_date(at)))
        quotes = []
        for key, options in asked:
            plan, former, hub = plans.get(key), formers.get(options.get("follows")), hubs.get(options.get("hub") or 0)
            if plan is None or not (follows[former.pk] == plan if former else plan.is_open):
                raise LookupError(key)
            if options.get("changes") and options["on"] != local_date(at).isoformat():
                raise LookupError(key)
            # Whoever moves to another plan has a whole term of it from today: there are no terms that it follows.
            terms: Sequence[Term] = all_terms[former.membership_id] if former else ()
            part = _instalment(plan, prices[plan.pk], former, at) if options.get("monthly") else None
            months = 1 if part else plan.months
            period = next_period(terms, months=months, year=plan.fixed_year, on=local_date(at))
            # Who begins to pay so agrees to all twelve, or does not begin.
            is_begun = not (former and former.instalment)
            quotes.append(quote(plan, tuple(prices[plan.pk]), period, hub, part, is_begun))
        return quotes

    def fulfil(self, line: Any, *, at: datetime) -> None:
        plan = kept_plans().get(line.key)
        if plan is None:
            raise CannotFulfil(f"There is no plan {line.key} any more.")
        person: Person = line.order.person
        former = _followed(line.options).get(line.options.get("follows"))
        asks, renews = False, former is not None
        if line.options.get("changes"):
            template = "membership/plan_changed"
            term = take_effect(line=line, plan=plan, ends_on=date.fromisoformat(line.details["until"]), at=at)
        else:
            template = "membership/renewed" if renews else "membership/welcome"
            asks = not renews and plan.asks_evidence(on=local_date(at))
            if not renews:
                # Whoever renews has told us nothing new about themselves.
                _take_over_details(person, line.options, at)
            term = add_term(person=person, plan=plan, at=at, order_line=line)
        order = line.order
        send(
            template=template,
            person=person,
            at=at,
            about=order,
            documents=[f"sales.receipt:{order.pk}", f"membership.card:{term.pk}"],
            context={
                "term": term,
                "plan": plan,
                "order": order,
                "asks_evidence": asks,
                "instalment": instalment_of(term),
                "mandate": Mandate.objects.living().filter(person=person).first(),
                "way_in": f"{settings.BASE_URL}{'/me/' if person.is_proved else claim_path(order)}",
            },
        )

    def revoke(self, line: Any, *, at: datetime, by: Any) -> None:
        for order in changes_credited(line.order):
            return_all(order=order, reason=str(_("the term that was credited was paid back")), by=by, at=at)
        term = Term.objects.select_related("membership__person").filter(order_line=line, cut_short_on=None).first()
        if term and line.options.get("changes"):
            undo(term=term, line=line, at=at, by=by)
        elif term:
            end_term(term=term, at=at, by=by)


def quote_anew(plan: Plan, prices: Sequence[Price], hub: Hub | None, *, on: date) -> Quote:
    """What a term of a plan costs that follows no other, ordered on that day, of what the caller has read."""
    period = next_period((), months=plan.months, year=plan.fixed_year, on=on)
    return _quote(on, plan, prices, period, hub, None, True)


class CreditForSale:
    """What is given back for the unused days of a term (its key) when another plan takes its place: a price below
    nought, taxed as the term was.
    """

    def quote(self, key: str, *, options: Mapping[str, Any], at: datetime) -> Quote:
        today = local_date(at)
        terms = Term.objects.filter(cut_short_on=None, order_line__isnull=False, ends_on__gte=today)
        term = terms.select_related("plan", "order_line__order").filter(pk=key).first()
        if term is None or options["on"] != today.isoformat():
            raise LookupError(key)
        credit, line = credit_of(term, on=today), term.order_line
        assert line
        told = {
            "days": credit.left_days,
            "all": credit.all_days,
            "paid": pounds(credit.paid_pence),
            "used": pounds(credit.used_pence),
        }
        return Quote(
            description=_("Credit: %(plan)s") % {"plan": term.plan.name},
            unit_pence=-credit.credit_pence,
            vat_treatment=line.vat_treatment,
            vat_rate=line.vat_rate,
            note=_("%(days)d of %(all)d days not used; %(paid)s paid, %(used)s used") % told,
            details={"paid_pence": credit.paid_pence, "used_pence": credit.used_pence},
        )

    def quote_many(self, asked: Sequence[tuple[str, Mapping[str, Any]]], *, at: datetime) -> list[Quote]:
        return [self.quote(key, options=options, at=at) for key, options in asked]

    def fulfil(self, line: Any, *, at: datetime) -> None:
        """Nothing but the entry in the ledger: the line of the new plan ends the term."""

    def revoke(self, line: Any, *, at: datetime, by: Any) -> None:
        """As above: the line of the new plan lets the term go on."""


def _instalment(plan: Plan, prices: Sequence[Price], former: Term | None, at: datetime) -> Instalment:
    """The instalment that is bought. Raises LookupError when the plan is not paid so."""
    if not plan.is_payable_monthly and not (former and goes_on_monthly(former, plan)):
        raise LookupError(plan.slug)
    return instalment_after(former, plan, plan.price_among(prices, local_date(at)))


def _quote(
    today: date,
    plan: Plan,
    prices: Sequence[Price],
    period: tuple[date, date],
    hub: Hub | None,
    part: Instalment | None,
    is_begun: bool,
) -> Quote:
    """What that period of a plan costs, ordered today; many who renew on the same day have the same."""
    if part:
        return _quote_part(plan, prices, period, hub, part, is_begun)
    starts_on, ends_on = period
    next_on = ends_on + timedelta(days=1)
    months, whole_pence = plan.months_from(starts_on), plan.price_among(prices, today)
    words = _("%(start)s to %(end)s") % {"start": date_format(starts_on), "end": date_format(ends_on)}
    if months < plan.months:
        told = {"months": months, "price": pounds(whole_pence)}
        words = f"{words}; {_('%(months)d of 12 months, at %(price)s a year') % told}"
    return Quote(
        description=_("Membership: %(plan)s") % {"plan": plan.name},
        unit_pence=plan.share(whole_pence, starts_on),
        vat_treatment=plan.vat_treatment,
        vat_rate=plan.vat_rate,
        note=f"{words}. {_('Hub: %(hub)s') % {'hub': hub.name}}" if hub else words,
        agreement=agreement(next_on, plan.share(plan.price_among(prices, next_on), next_on)),
        details={
            "months": months,
            "year": plan.year,
            "from": starts_on.isoformat(),
            "until": ends_on.isoformat(),
        },
    )


def _quote_part(
    plan: Plan,
    prices: Sequence[Price],
    period: tuple[date, date],
    hub: Hub | None,
    part: Instalment,
    is_begun: bool,
) -> Quote:
    """What a month of a year that is paid in instalments costs."""
    starts_on, ends_on = period
    next_on = ends_on + timedelta(days=1)
    told = {"start": date_format(starts_on), "end": date_format(ends_on), "number": part.number, "of": INSTALMENTS}
    words = _("%(start)s to %(end)s; instalment %(number)d of %(of)d, %(price)s for the year")
    words %= told | {"price": pounds(part.year_pence)}
    after = Instalment(1, plan.price_among(prices, next_on)) if part.is_last else part.next
    return Quote(
        description=_("Membership: %(plan)s") % {"plan": plan.name},
        unit_pence=part.pence,
        vat_treatment=plan.vat_treatment,
        vat_rate=plan.vat_rate,
        note=f"{words}. {_('Hub: %(hub)s') % {'hub': hub.name}}" if hub else words,
        agreement=monthly_agreement(next_on, after),
        details={
            "months": 1,
            "year": None,
            "from": starts_on.isoformat(),
            "until": ends_on.isoformat(),
            "instalment": part.number,
            "year_pence": part.year_pence,
            NEEDS_AGREEMENT: is_begun,
        },
    )


def monthly_agreement(next_on: date, part: Instalment) -> str:
    """What somebody agrees to who pays in instalments."""
    words = _(
        "Charge my card %(price)s on %(day)s and each month after until the %(of)d instalments are paid, then likewise "
        "for the next year at what the plan costs then. You write to me at least a week before each charge, and I can "
        "stop it with one press, from that letter or on my pages; my membership then ends with the month that is paid."
    )
    return words % {"day": date_format(next_on, "j F Y"), "price": pounds(part.pence), "of": INSTALMENTS}


def _followed(*options: Mapping[str, Any]) -> dict[Any, Term]:
    """The terms, by key, that those which are bought are to follow, where they were asked for as a renewal."""
    asked = {told["follows"] for told in options if told.get("follows")}
    return Term.objects.select_related(*WANTED).prefetch_related("plan__afterwards").in_bulk(asked) if asked else {}


def _followed_with_all(*options: Mapping[str, Any]) -> tuple[dict[Any, Term], dict[int, list[Term]]]:
    """The same, and all terms of those memberships by the key of the membership, in one question."""
    asked = {told["follows"] for told in options if told.get("follows")}
    found: dict[int, list[Term]] = defaultdict(list)
    if asked:
        memberships = Term.objects.filter(pk__in=among(list(asked))).values("membership")
        terms = Term.objects.filter(membership__in=memberships).select_related(*WANTED)
        # Plans are few: fetched apart, many terms share one.
        for term in terms.prefetch_related("plan__afterwards"):
            found[term.membership_id].append(term)
    return {term.pk: term for theirs in found.values() for term in theirs if term.pk in asked}, found


def agreement(next_on: date, pence: int) -> str:
    """What somebody may agree to when paying: that the next term follows by itself."""
    if not pence:
        return ""
    words = _(
        "Renew my membership by itself. On %(day)s charge my card %(price)s, or what the plan costs then, and so on "
        "when each term ends. You write to me at least a week before each charge, and I can stop it with one press, "
        "from that letter or on my pages."
    )
    return words % {"day": date_format(next_on, "j F Y"), "price": pounds(pence)}


def _take_over_details(person: Person, options: Mapping[str, Any], at: datetime) -> None:
    """What was typed at joining fills what was empty; the hub and the consents chosen now count."""
    details = {
        name: options[name]
        for name in ("profession", "employer", "postcode_district")
        if options.get(name) and not getattr(person, name)
    }
    hub = Hub.objects.filter(pk=options["hub"] or 0).first() if options.get("hub") != person.hub_id else None
    if hub:
        details["hub"] = hub
    people.change_details(person=person, details=details, at=at, by=person)
    people.add_consents(
        person=person, purposes=options.get("consents", []), at=at, by=person, where=Consent.Where.JOINING
    )


sellables.register("membership.plan", PlanForSale())
sellables.register("membership.credit", CreditForSale())
