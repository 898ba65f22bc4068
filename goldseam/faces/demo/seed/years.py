"""Ordinary years of membership, long ago, told for many people at once.

An order paid through the actions takes sixty queries; three years of them would take a minute. So what nobody needs to
look at closely is written in batches, table by table, with the rows that the actions would have written: a test tells
the same year both ways and compares every row. Whatever went wrong, and everything recent, is told through the actions.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db.models import Model

from goldseam.core.mail.actions import Basis
from goldseam.core.mail.letters import write
from goldseam.core.mail.models import Message
from goldseam.core.people import facts as people_facts
from goldseam.core.people.consents import PURPOSES
from goldseam.core.people.models import Association, Consent, Person
from goldseam.core.sales import facts as sales_facts
from goldseam.core.sales.actions.ordering import KEPT_OPEN
from goldseam.core.sales.claims import claim_path
from goldseam.core.sales.models import Order, OrderLine
from goldseam.faces.demo.seed import books
from goldseam.faces.demo.seed.crowd import Somebody
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import FactKind, subject_key
from goldseam.subjects.membership import facts as membership_facts
from goldseam.subjects.membership.models import Membership, Plan, Price, Term
from goldseam.subjects.membership.periods import next_period
from goldseam.subjects.membership.sellables import quote_anew

KIND = "membership.plan"


@dataclass(frozen=True)
class Known:
    """What is the same for all years: read once, for nobody changes it before the last of them is written."""

    association: Association
    treasurer: Person
    plans: dict[str, tuple[Plan, Sequence[Price]]]

    @classmethod
    def read(cls, treasurer: Person) -> "Known":
        plans = list(Plan.objects.all())
        prices = Price.standing(plan.pk for plan in plans)
        return cls(Association.get(), treasurer, {plan.slug: (plan, prices[plan.pk]) for plan in plans})


@dataclass
class Year:
    """One term, from the form to the last day. `terms` are those before."""

    who: Somebody
    at: datetime
    started_at: datetime
    paid_at: datetime
    way: str = "demo"
    person: Any = None
    membership: Any = None
    terms: list[Term] = field(default_factory=list)
    proved_at: datetime | None = None
    facts: list[Fact] = field(default_factory=list)
    letters: list[Message] = field(default_factory=list)
    # Filled while it is written.
    known: Any = None
    plan: Any = None
    order: Any = None
    line: Any = None
    payment: Any = None
    term: Any = None
    is_first: bool = False

    def note(self, kind: FactKind, /, subject: Model, *, at: datetime, by: Person | None = None, **told: Any) -> None:
        """As timeline.record does, to be written with the others."""
        self.facts.append(
            Fact(kind=kind.key, person=self.person, subject=subject_key(subject), by=by, at=at, data=told)
        )

    def send(self, template: str, at: datetime, documents: list[str], **context: Any) -> None:
        """As mail.actions.send does for somebody who may be written to."""
        letter = write(template, {"association": self.known.association, "person": self.person, **context})
        self.letters.append(
            Message(
                person=self.person,
                address=self.who.applicant.email,
                template=template,
                basis=Basis.SERVICE,
                subject=letter.subject,
                text=letter.text,
                html=letter.html,
                documents=documents,
                about=subject_key(self.order),
                written_at=at,
                due_at=at,
                message_id=f"<{uuid4().hex}@seed>",
            )
        )


def write_years(years: list[Year], known: Known) -> None:
    """Write all rows of these years, in the order in which they began."""
    years.sort(key=lambda year: year.at)
    for year in years:
        year.known, year.is_first = known, year.membership is None
    _meet(years)
    _place_orders(years)
    books.pay(years)
    _hand_over(years)
    books.post(years)
    _welcome(years)
    _prove(years)
    Fact.objects.bulk_create(sorted((fact for year in years for fact in year.facts), key=lambda fact: fact.at))
    Message.objects.bulk_create(letter for year in years for letter in year.letters)


def _meet(years: list[Year]) -> None:
    newcomers = [year for year in years if year.person is None]
    for year in newcomers:
        told = year.who.applicant
        year.person = Person(
            email=told.email,
            given_name=told.given_name,
            family_name=told.family_name,
            met_at=year.at,
            profession=told.profession,
            employer=told.employer,
            hub=told.hub,
            postcode_district=told.postcode_district,
            address=told.address,
        )
        year.person.set_unusable_password()
    Person.objects.bulk_create(year.person for year in newcomers)
    for year in newcomers:
        year.note(people_facts.MET, year.person, at=year.at)


def _place_orders(years: list[Year]) -> None:
    for year in years:
        told = year.who.applicant
        year.plan, _prices = year.known.plans[year.who.plan]
        year.order = Order(
            person=year.person,
            payer_given_name=told.given_name,
            payer_family_name=told.family_name,
            payer_email=told.email,
            payer_address=told.address,
            total_pence=year.plan.price_pence,
            placed_at=year.at,
            expires_at=year.at + KEPT_OPEN,
            paid_at=year.paid_at,
        )
    Order.objects.bulk_create(year.order for year in years)
    for year in years:
        year.line = _line(year)
    OrderLine.objects.bulk_create(year.line for year in years)
    for year in years:
        year.note(
            sales_facts.ORDER_PLACED,
            year.order,
            at=year.at,
            by=year.person,
            what=year.line.description,
            total_pence=year.order.total_pence,
            reference=year.order.reference,
        )


def _line(year: Year) -> OrderLine:
    told = year.who.applicant
    options = {
        "profession": told.profession,
        "employer": told.employer,
        "postcode_district": told.postcode_district,
        "hub": told.hub.pk if told.hub else None,
        "consents": sorted(told.consents),
    }
    plan, prices = year.known.plans[year.who.plan]
    quote = quote_anew(plan, prices, told.hub, on=local_date(year.at))
    return OrderLine(
        order=year.order,
        kind=KIND,
        key=year.plan.slug,
        options=options,
        description=quote.description,
        note=quote.note,
        agreement=quote.agreement,
        unit_pence=quote.unit_pence,
        vat_treatment=quote.vat_treatment,
        vat_rate=quote.vat_rate,
        details=dict(quote.details),
        fulfilled_at=year.paid_at,
    )


def _hand_over(years: list[Year]) -> None:
    joining = [year for year in years if year.is_first]
    for year in joining:
        year.membership = Membership(person=year.person, began_on=local_date(year.paid_at))
    Membership.objects.bulk_create(year.membership for year in joining)
    for year in years:
        today = local_date(year.paid_at)
        starts_on, ends_on = next_period(year.terms, months=year.plan.months, year=year.plan.fixed_year, on=today)
        year.term = Term(
            membership=year.membership,
            plan=year.plan,
            order_line=year.line,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    Term.objects.bulk_create(year.term for year in years)
    _agree(joining)
    for year in years:
        year.note(
            membership_facts.JOINED if year.is_first else membership_facts.TERM_ADDED,
            year.term,
            at=year.paid_at,
            plan=year.plan.name,
            starts_on=year.term.starts_on.isoformat(),
            ends_on=year.term.ends_on.isoformat(),
        )


def _agree(joining: list[Year]) -> None:
    consents = []
    for year in joining:
        for purpose in sorted(year.who.applicant.consents):
            words = str(PURPOSES[purpose])
            consents.append(
                Consent(
                    person=year.person,
                    purpose=purpose,
                    wording=words,
                    given_at=year.paid_at,
                    given_by=year.person,
                    given_where=Consent.Where.JOINING,
                )
            )
            year.note(people_facts.CONSENT_GIVEN, year.person, at=year.paid_at, by=year.person, purpose=words)
    Consent.objects.bulk_create(consents)


def _welcome(years: list[Year]) -> None:
    for year in years:
        way_in = "/me/" if year.person.is_proved else claim_path(year.order)
        year.send(
            "membership/welcome",
            year.paid_at,
            [f"sales.receipt:{year.order.pk}", f"membership.card:{year.term.pk}"],
            term=year.term,
            plan=year.plan,
            order=year.order,
            way_in=f"{settings.BASE_URL}{way_in}",
        )


def _prove(years: list[Year]) -> None:
    proving = [year for year in years if year.proved_at]
    for year in proving:
        year.person.email_proved_at = year.proved_at
        year.note(people_facts.ADDRESS_PROVED, year.person, at=year.proved_at or year.at, by=year.person)
    Person.objects.bulk_update([year.person for year in proving], ["email_proved_at"])
