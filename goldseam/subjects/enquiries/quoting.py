"""Prices that we hold until a day: made, taken back, accepted.

Whatever changes a quote locks its enquiry first; an order that is placed for one is locked after it.
"""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import Item, Payer, place_order
from goldseam.core.sales.models import Order
from goldseam.foundation.clock import local_date
from goldseam.foundation.money import exact
from goldseam.foundation.timeline.record import record
from goldseam.subjects.enquiries import facts
from goldseam.subjects.enquiries.actions import (
    Enquirer,
    IsClosed,
    enter,
    lock_enquiry,
    note_ours,
)
from goldseam.subjects.enquiries.letters import can_write_to, letter_to
from goldseam.subjects.enquiries.models import OPEN, Enquiry, Entry, Quote
from goldseam.subjects.membership.actions import Applicant, newcomer
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.teams.actions import KEPT_FOR
from goldseam.subjects.teams.prices import Offer, offer

KIND = "membership.quoted_team"
VALID_FOR = timedelta(days=30)


class NoSuchTeam(Exception):
    """Teams of this plan and size are not for sale."""


class NotOpen(Exception):
    """The quote cannot be accepted any more; `state` says why."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self.state = state


def list_price(found: Offer, seats: int, *, on: date) -> int:
    """What a seat of a team of so many costs everybody on that day. Raises LookupError."""
    return found.plan.share(found.unit_pence(seats), on)


@transaction.atomic
def make_quote(
    *,
    enquiry: Enquiry,
    organisation: str,
    seats: int,
    at: datetime,
    by: Person | None,
    plan: Plan | None = None,
    unit_pence: int | None = None,
    reason: str = "",
    valid_until: date | None = None,
) -> Quote:
    """Hold a price for a team, at what it costs everybody or, with a reason, at another one; the letter with it leaves
    where one can be sent. It takes the place of the quote before, and is an answer. Raises NoSuchTeam, IsClosed.
    """
    enquiry, today = lock_enquiry(enquiry.pk), local_date(at)
    if enquiry.closed_at:
        raise IsClosed
    found, listed = _offered(plan, seats, on=today)
    enquiry.quotes.filter(OPEN).update(replaced_at=at)
    quote = Quote.objects.create(
        enquiry=enquiry,
        plan=found.plan,
        organisation=organisation,
        seats=seats,
        description=_("Team membership: %(plan)s") % {"plan": found.plan.name},
        unit_pence=listed if unit_pence is None else unit_pence,
        list_pence=listed,
        reason=reason,
        vat_treatment=found.plan.vat_treatment,
        vat_rate=found.plan.vat_rate,
        made_at=at,
        made_by=by,
        valid_until=valid_until or today + VALID_FOR,
    )
    told: dict[str, Any] = {"seats": seats, "unit_pence": quote.unit_pence, "until_on": quote.valid_until}
    record(facts.QUOTED, person=enquiry.person, subject=enquiry, by=by, at=at, **told)
    note_ours(enquiry=enquiry, by=by, way=Entry.Way.MAIL, text=in_words(quote), said_at=at, letter=_letter(quote, at))
    return quote


def _offered(plan: Plan | None, seats: int, *, on: date) -> tuple[Offer, int]:
    """The offer of that plan, or the one there is, and what a seat costs everybody. Raises NoSuchTeam."""
    found = offer(plan.slug if plan else "")
    if found is None:
        raise NoSuchTeam
    try:
        return found, list_price(found, seats, on=on)
    except LookupError as error:
        raise NoSuchTeam from error


def _letter(quote: Quote, at: datetime) -> Message | None:
    if not can_write_to(quote.enquiry, at):
        return None
    papers = [f"enquiries.quote:{quote.pk}"]
    return letter_to(quote.enquiry, "quote", at, papers=papers, quote=quote, words=in_words(quote))


def in_words(quote: Quote) -> str:
    """ "Quote Q00012: 40 places at £55.00 each, £2,200.00, valid until 3 June 2026."."""
    told = {
        "number": quote.number,
        "count": quote.seats,
        "unit": exact(quote.unit_pence),
        "total": exact(quote.total_pence),
        "day": date_format(quote.valid_until, "j F Y"),
    }
    words = ngettext(
        "Quote %(number)s: %(count)s place at %(unit)s, valid until %(day)s.",
        "Quote %(number)s: %(count)s places at %(unit)s each, %(total)s together, valid until %(day)s.",
        quote.seats,
    )
    return words % told


@transaction.atomic
def ask_for_quote(
    *, enquirer: Enquirer, at: datetime, signed_in: Person | None = None, key: str | None = None
) -> Quote:
    """A visitor's own quote, at what it costs everybody: the conversation that it begins waits for nothing from us.
    The same form sent twice is one quote. Raises NoSuchTeam.
    """
    enquiry, is_new = enter(
        enquirer=enquirer,
        topic=Enquiry.Topic.MEMBERSHIP,
        text=_("Asked for a quote for %(seats)s people, on the page for teams.") % {"seats": enquirer.seats},
        signed_in=signed_in,
        key=key,
        owes_answer=False,
        at=at,
    )
    if not is_new:
        return enquiry.quotes.latest("pk")
    return make_quote(enquiry=enquiry, organisation=enquirer.organisation, seats=enquirer.seats or 0, at=at, by=None)


@transaction.atomic
def withdraw_quote(*, quote: Quote, by: Person, at: datetime) -> bool:
    """Take a quote back; False when it is not open any more."""
    lock_enquiry(quote.enquiry_id)
    if not Quote.objects.filter(OPEN, pk=quote.pk).update(withdrawn_at=at):
        return False
    record(facts.QUOTE_WITHDRAWN, person=quote.enquiry.person, subject=quote.enquiry, by=by, at=at)
    return True


def key_of_order(quote: Quote) -> str:
    """Under this key a quote has one order, whoever asks and however often."""
    return f"quote:{quote.pk}"


@transaction.atomic
def accept_quote(
    *, quote: Quote, payer: Applicant, purchase_order: str, signed_in: Person | None, at: datetime
) -> Order:
    """Order what a quote offers, once: whoever accepts it after that is led to the same order. As with any team, who
    orders looks after it. Raises NotOpen.
    """
    enquiry = lock_enquiry(quote.enquiry_id)
    quote = Quote.objects.select_related("plan", "order").get(pk=quote.pk)
    if quote.order:
        return quote.order
    if (state := quote.state(on=local_date(at))) != "open":
        raise NotOpen(state)
    options = {"quote": quote.pk, "organisation": quote.organisation, "seats": quote.seats}
    address = "\n".join(filter(None, (quote.organisation, payer.address)))
    order = place_order(
        items=[Item(KIND, quote.plan.slug, options, quantity=quote.seats)],
        payer=Payer(payer.given_name, payer.family_name, payer.email, address, purchase_order=purchase_order),
        person=signed_in or newcomer(applicant=payer, at=at),
        at=at,
        key=key_of_order(quote),
        kept_for=KEPT_FOR,
        is_of_organisation=True,
    )
    quote.accepted_at, quote.order = at, order
    quote.save(update_fields=["accepted_at", "order"])
    record(facts.QUOTE_ACCEPTED, person=enquiry.person, subject=enquiry, at=at, reference=order.reference)
    return order


def note_joined(*, quote: Quote, at: datetime) -> None:
    """Close the conversation whose team has begun, unless we owe an answer; in the caller's transaction."""
    enquiry = lock_enquiry(quote.enquiry_id)
    if enquiry.closed_at is None and enquiry.promised_on is None:
        enquiry.closed_at, enquiry.outcome = at, Enquiry.Outcome.JOINED
        enquiry.save(update_fields=["closed_at", "outcome"])
        record(facts.CLOSED, person=enquiry.person, subject=enquiry, at=at)
