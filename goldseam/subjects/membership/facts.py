from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

JOINED = FactKind(
    "membership.joined",
    member=_("You joined as {plan}, until {ends_on}"),
    office=_("Joined as {plan}, {starts_on} to {ends_on}"),
)
TERM_ADDED = FactKind(
    "membership.term_added",
    member=_("You took another year: {plan}, until {ends_on}"),
    office=_("Another term: {plan}, {starts_on} to {ends_on}"),
)
INSTALMENT_PAID = FactKind(
    "membership.instalment_paid",
    member=_("You paid instalment {number} of {of}: {plan}, until {ends_on}"),
    office=_("Instalment {number} of {of}: {plan}, {starts_on} to {ends_on}"),
)
TERM_GIVEN = FactKind(
    "membership.term_given",
    member=_("We gave you a membership as {plan}, from {starts_on} to {ends_on}"),
    office=_("Given ({given_as}): {plan}, {starts_on} to {ends_on}"),
)
GIVEN_TERM_ENDED = FactKind(
    "membership.given_term_ended",
    member=_("We ended the membership as {plan} that was given to you; its last day is {last_on}"),
    office=_("Ended early what was given: {plan}, on {last_on} instead of {ends_on}"),
)
GIVEN_TERM_TAKEN_BACK = FactKind(
    "membership.given_term_taken_back",
    member=_("We took back the membership as {plan} that was to begin on {starts_on}"),
    office=_("Took back what was given before it began: {plan}, {starts_on} to {ends_on}"),
)
TERM_ENDED_EARLY = FactKind(
    "membership.term_ended_early",
    member=_("Your membership ended early, on {last_on}"),
    office=_("Membership ended early on {last_on}"),
)
PLAN_CHANGED = FactKind(
    "membership.plan_changed",
    member=_("You moved from {former} to {plan}, until {ends_on}"),
    office=_("Moved from {former} to {plan}, {starts_on} to {ends_on}"),
)
GIVEN_UP = FactKind(
    "membership.given_up",
    member=_("You gave your own membership as {plan} up for a place in a team; {credit_pence} goes back to you"),
    office=_("Gave the own membership as {plan} up for a place in a team; {credit_pence} goes back"),
)
CHANGE_UNDONE = FactKind(
    "membership.change_undone",
    member=_("Your move to {plan} was taken back; {former} goes on until {ends_on}"),
    office=_("The move to {plan} was taken back; {former} goes on until {ends_on}"),
)
NEXT_PLAN_CHOSEN = FactKind(
    "membership.next_plan_chosen",
    member=_("You chose {plan} for the time from {from_on}"),
    office=_("Chose {plan} for the next term, from {from_on}"),
)
PAUSED = FactKind(
    "membership.paused",
    member=_("Your membership is paused from {begins_on} to {until_on}; it then runs until {ends_on}"),
    office=_("Paused from {begins_on} to {until_on} ({why}); the term then ends on {ends_on}"),
)
CAME_BACK = FactKind(
    "membership.came_back",
    member=_("You came back from your pause; your membership runs until {ends_on}"),
    office=_("Came back from the pause; the term ends on {ends_on}"),
)
TERM_ENDED_BY_CLOSING = FactKind(
    "membership.term_ended_by_closing", office=_("Membership ended on {last_on}, with the account")
)
RENEWAL_ANNOUNCED = FactKind(
    "membership.renewal_announced",
    member=_("We wrote that {amount_pence} will be charged to your card ending {last_four} on {charge_on}"),
    office=_("Announced: {amount_pence} on {charge_on}, card ending {last_four}"),
)
RENEWAL_REMINDED = FactKind(
    "membership.renewal_reminded",
    member=_("We wrote that your membership ends on {ends_on}"),
    office=_("Reminded of the end on {ends_on}"),
)
RENEWAL_STOPPED = FactKind(
    "membership.renewal_stopped",
    member=_("You stopped your membership from renewing by itself"),
    office=_("Stopped renewing by itself"),
)
RENEWAL_DECLINED = FactKind(
    "membership.renewal_declined",
    member=_("You told us that your membership ends on {ends_on}"),
    office=_("Said that the membership ends on {ends_on}"),
)
RENEWAL_WANTED = FactKind(
    "membership.renewal_wanted",
    member=_("You told us that you may stay after all"),
    office=_("May stay after all"),
)
CLOSING_ASKED = FactKind(
    "membership.closing_asked",
    member=_("You asked us to close your account on {due_on}"),
    office=_("Asked for the account to be closed on {due_on}"),
)
CLOSING_TAKEN_BACK = FactKind(
    "membership.closing_taken_back",
    member=_("Your account stays open after all"),
    office=_("The account stays open after all"),
)
PLAN_ENTERED = FactKind("membership.plan_entered", office=_("Entered the plan {plan} at {price_pence}"))
PRICE_SET = FactKind("membership.price_set", office=_("{plan} costs {price_pence} from {from_on}"))
PLAN_AMENDED = FactKind("membership.plan_amended", office=_("Changed the plan {plan}, now {price_pence}: {fields}"))
EVIDENCE_CONFIRMED = FactKind(
    "membership.evidence_confirmed",
    member=_("You confirmed the address of your university; it counts until {valid_on}"),
    office=_("Confirmed an address of a university; it counts until {valid_on}"),
)
EVIDENCE_HANDED_IN = FactKind(
    "membership.evidence_handed_in",
    member=_("You handed in a paper that shows you are studying"),
    office=_("Handed in a paper that shows the studies"),
)
EVIDENCE_ACCEPTED = FactKind(
    "membership.evidence_accepted",
    member=_("We read your paper, and it counts until {valid_on}"),
    office=_("Accepted the paper until {valid_on}"),
)
EVIDENCE_ASKED_AGAIN = FactKind(
    "membership.evidence_asked_again",
    member=_("We asked you for another paper"),
    office=_("Asked for another paper"),
)
