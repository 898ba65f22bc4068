"""What can break with a conversation: nobody answers by the day that was promised, or a quote runs out unseen."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.mail.about_ruptures import letters_about
from goldseam.core.mail.restraint import by_day
from goldseam.foundation.clock import local_date, midnight_before
from goldseam.foundation.contracts import (
    Broken,
    Notice,
    Step,
    Urgency,
    Words,
    leave_to_the_office,
    ruptures,
)
from goldseam.subjects.enquiries.actions import remind_owner
from goldseam.subjects.enquiries.models import ACKNOWLEDGED_WITHIN, Enquiry, Entry, Quote

DAY = timedelta(days=1)
Kind = Entry.Kind


def _enquiry(rupture: Any) -> Enquiry:
    enquiries = Enquiry.objects.select_related("person", "owner", "hub__lead")
    return enquiries.get(pk=rupture.subject.rpartition(":")[2])


def _remind(rupture: Any, *, at: datetime) -> None:
    remind_owner(enquiry=_enquiry(rupture), at=at)


class Unanswered:
    """We said by when we would answer, or the law does, and the day has gone by."""

    label = gettext_lazy("enquiry or complaint unanswered past its promise")
    urgency: ClassVar[Urgency] = Urgency.KEPT
    playbook: ClassVar[Sequence[Step]] = [
        Step("remind whoever looks after it", timedelta(0), _remind, when=by_day, writes=False),
        Step("leave to the office", DAY, leave_to_the_office, writes=False),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        today = local_date(at)
        late = Enquiry.objects.overdue(on=today)
        for pk, person, promised_on, received_at in late.values_list("pk", "person", "promised_on", "received_at"):
            if promised_on and promised_on < today:
                why, last_on = "late", promised_on
            else:
                why, last_on = "silent", local_date(received_at) + ACKNOWLEDGED_WITHIN
            yield Broken(f"enquiries.enquiry:{pk}", person, min(midnight_before(last_on + DAY), at), {"why": why})

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        enquiry = _enquiry(rupture)
        entries = enquiry.entries.order_by("-pk")
        if rupture.detail.get("why") == "silent":
            return "answered" if entries.from_us().exists() else ""
        # Another day that was promised answers nobody.
        last = entries.filter(kind__in=(Kind.THEIRS, Kind.OURS)).first()
        return "answered" if enquiry.promised_on is None and last and last.kind == Kind.OURS else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        enquiry = _enquiry(rupture)
        told = {"reference": enquiry.reference, "name": enquiry.name}
        return Words(
            what_happened=_("You wrote to us (%(reference)s), and our answer did not come by the day we promised.")
            % told,
            what_we_did=(
                _("We told %(owner)s, who looks after it, and the office.") % {"owner": enquiry.owner.given_name}
                if enquiry.owner
                else _("We told the office.")
            ),
            what_you_can_do=_("You need do nothing. If you want to add something, say it there."),
            way_on=enquiry.path,
            way_on_label=_("Read your conversation with us"),
            office=_("%(name)s (%(reference)s) waits for our answer past the day we promised") % told,
        )


# So long before its last day there is still time to have an order signed.
ENDS_WITHIN = 7 * DAY


def _quote(rupture: Any) -> Quote:
    quotes = Quote.objects.select_related("enquiry__owner", "plan")
    return quotes.get(pk=rupture.subject.rpartition(":")[2])


def _remind_of_quote(rupture: Any, *, at: datetime) -> Notice | None:
    quote = _quote(rupture)
    if not quote.enquiry.email:
        return None
    return Notice("enquiries/quote_ends", {"quote": quote}, address=quote.enquiry.email)


class QuoteEnds:
    """A quote can be accepted for a few days more only, and nobody has."""

    label = gettext_lazy("quote about to expire")
    urgency: ClassVar[Urgency] = Urgency.ENDING
    playbook: ClassVar[Sequence[Step]] = [
        Step("remind once", timedelta(0), _remind_of_quote),
        Step("leave to the office", 3 * DAY, leave_to_the_office, writes=False),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        today = local_date(at)
        # Whoever was given a few days only has just read for how long.
        ending = Quote.objects.open(on=today).filter(valid_until__lte=today + ENDS_WITHIN, made_at__lte=at - DAY)
        for pk, person, made_at, until in ending.values_list("pk", "enquiry__person", "made_at", "valid_until"):
            yield Broken(f"enquiries.quote:{pk}", person, max(midnight_before(until - ENDS_WITHIN), made_at))

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        quote = _quote(rupture)
        if quote.accepted_at:
            return "quote_accepted"
        return "quote_replaced" if quote.replaced_at else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        quote = _quote(rupture)
        told = {
            "number": quote.number,
            "organisation": quote.organisation,
            "seats": quote.seats,
            "day": date_format(quote.valid_until, "j F"),
        }
        happened = _("Our quote %(number)s for %(seats)s places for %(organisation)s holds until %(day)s.") % told
        return Words(
            what_happened=happened,
            what_we_did=_("We wrote to you.") if letters_about(rupture) else _("The price is held until that day."),
            what_you_can_do=_("You can accept it online, or ask for more time or another number."),
            way_on=quote.path,
            way_on_label=_("Read the quote"),
            office=_("Quote %(number)s for %(organisation)s, %(seats)s places, holds until %(day)s only") % told,
        )


ruptures.register("enquiry_unanswered", Unanswered())
ruptures.register("quote_ends", QuoteEnds())
