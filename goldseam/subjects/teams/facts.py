from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

TEAM_BEGUN = FactKind(
    "teams.begun",
    member=_("You bought {seats} seats for {organisation}, until {ends_on}"),
    office=_("Bought {seats} seats for {organisation}, {starts_on} to {ends_on}"),
)
SEATS_ADDED = FactKind(
    "teams.seats_added",
    member=_("You added {seats} places for {organisation}, until {ends_on}"),
    office=_("Added {seats} seats for {organisation}, {starts_on} to {ends_on}"),
)
RENEWED = FactKind(
    "teams.renewed",
    member=_("You renewed the team of {organisation} with {seats} places, until {ends_on}"),
    office=_("Renewed the team of {organisation} with {seats} seats, {starts_on} to {ends_on}"),
)
RENEWAL_PROPOSED = FactKind("teams.renewal_proposed", office=_("Wrote that the seats end on {ends_on}"))
SEAT_CARRIED_ON = FactKind(
    "teams.seat_carried_on",
    member=_("Your place in the team of {organisation} goes on until {ends_on}"),
    office=_("The seat in the team of {organisation} goes on until {ends_on}"),
)
SEAT_NOT_RENEWED = FactKind(
    "teams.seat_not_renewed",
    member=_("Your place in the team of {organisation} was not renewed"),
    office=_("The seat in the team of {organisation} was not renewed"),
)
SEATS_ENDED = FactKind(
    "teams.seats_ended",
    member=_("The {seats} seats for {organisation} ended early, on {last_on}"),
    office=_("The {seats} seats for {organisation} ended early, on {last_on}"),
)
INVITED = FactKind("teams.invited", office=_("Invited somebody to a seat"))
INVITED_AGAIN = FactKind("teams.invited_again", office=_("Sent an invitation again"))
LINK_OPENED = FactKind("teams.link_opened", office=_("Opened a link by which people ask for a seat"))
LINK_CLOSED = FactKind("teams.link_closed", office=_("Closed the link by which people ask for a seat"))
INVITATION_WITHDRAWN = FactKind("teams.invitation_withdrawn", office=_("Withdrew an invitation"))
INVITATION_DECLINED = FactKind("teams.invitation_declined", office=_("Somebody said no to a seat"))
SEAT_TAKEN = FactKind(
    "teams.seat_taken",
    member=_("You took your seat in the team of {organisation}, {starts_on} to {ends_on}"),
    office=_("Took a seat in the team of {organisation}, {starts_on} to {ends_on}"),
)
SEAT_ENDED = FactKind(
    "teams.seat_ended",
    member=_("Your seat in the team of {organisation} ended"),
    office=_("The seat in the team of {organisation} ended"),
)
COORDINATOR_CHANGED = FactKind(
    "teams.coordinator_changed",
    member=_("You look after the team of {organisation}"),
    office=_("Looks after the team of {organisation} from now on"),
)
TIER_SET = FactKind("teams.tier_set", office=_("{plan}, from {from_seats} people: {unit_pence} for each"))
TIER_WITHDRAWN = FactKind("teams.tier_withdrawn", office=_("{plan}: no price of its own from {from_seats} people"))
