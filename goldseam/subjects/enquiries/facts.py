from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

RECEIVED = FactKind(
    "enquiries.received",
    member=_("You wrote to us; we promised an answer by {promised_on}"),
    office=_("Wrote to us; an answer is promised by {promised_on}"),
)
LOOKED = FactKind(
    "enquiries.looked", member=_("You asked for a quote"), office=_("Asked for a quote on the page for teams")
)
ASKED_ON = FactKind(
    "enquiries.asked_on",
    member=_("You answered in your conversation with us"),
    office=_("Answered; an answer of ours is promised by {promised_on}"),
)
ANSWERED = FactKind("enquiries.answered", member=_("We answered you"), office=_("Answered"))
PROMISE_MOVED = FactKind(
    "enquiries.promise_moved",
    member=_("We need longer for our answer: until {promised_on}"),
    office=_("Moved the promised day from {before_on} to {promised_on}"),
)
GIVEN = FactKind("enquiries.given", office=_("Somebody else looks after the conversation now"))
MOVED_TO_HUB = FactKind("enquiries.moved_to_hub", office=_("Gave the conversation to the hub {hub}"))
CLOSED = FactKind(
    "enquiries.closed", member=_("We closed your conversation with us"), office=_("Closed the conversation")
)
REOPENED = FactKind("enquiries.reopened", office=_("Opened the conversation again"))
QUOTED = FactKind(
    "enquiries.quoted",
    member=_("We quoted {seats} places at {unit_pence} each, valid until {until_on}"),
    office=_("Quoted {seats} seats at {unit_pence} each, valid until {until_on}"),
)
QUOTE_WITHDRAWN = FactKind(
    "enquiries.quote_withdrawn", member=_("We took a quote back"), office=_("Took the quote back")
)
QUOTE_ACCEPTED = FactKind(
    "enquiries.quote_accepted",
    member=_("You accepted our quote: order {reference}"),
    office=_("Accepted the quote: order {reference}"),
)
