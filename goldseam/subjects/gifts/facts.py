from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

BOUGHT = FactKind(
    "gifts.bought",
    member=_("You gave a membership as {plan}"),
    office=_("Gave a membership as {plan}, good until {good_until_on}"),
)
BOUGHT_FOR_POOL = FactKind(
    "gifts.bought_for_pool",
    member=_("You gave a membership as {plan} to the bursary pool"),
    office=_("Gave a membership as {plan} to the bursary pool"),
)
DELIVERED = FactKind(
    "gifts.delivered",
    member=_("We wrote to whomever you gave a membership as {plan}"),
    office=_("Wrote to whoever has the gift of a membership as {plan}"),
)
SENT_AGAIN = FactKind("gifts.sent_again", office=_("Had the gift sent again"))
PASSED_ON = FactKind(
    "gifts.passed_on",
    member=_("You passed your gift of a membership as {plan} on to somebody else"),
    office=_("Passed the gift of a membership as {plan} on; the former code is worth nothing now"),
)
PUT_IN_POOL = FactKind(
    "gifts.put_in_pool",
    member=_("You gave your gift of a membership as {plan} to the bursary pool"),
    office=_("Gave the gift of a membership as {plan} to the bursary pool"),
)
DECLINED = FactKind(
    "gifts.declined",
    member=_("Whoever you gave a membership as {plan} cannot take it up"),
    office=_("The gift of a membership as {plan} was given back"),
)
TAKEN_UP = FactKind(
    "gifts.taken_up",
    member=_("Your gift of a membership as {plan} was taken up"),
    office=_("The gift of a membership as {plan} was taken up"),
)
REDEEMED = FactKind(
    "gifts.redeemed",
    member=_("You took up a membership as {plan} that somebody gave you, {starts_on} to {ends_on}"),
    office=_("Took up a gift: {plan}, {starts_on} to {ends_on}"),
)
ENDED = FactKind(
    "gifts.ended",
    member=_("The money for your gift of a membership as {plan} went back"),
    office=_("The gift of a membership as {plan} ended: its money went back"),
)
REMINDED = FactKind("gifts.reminded", office=_("Reminded whoever the gift is for"))
LET_BE_GOOD = FactKind(
    "gifts.let_be_good",
    member=_("Your gift of a membership as {plan} can be taken up until {good_until_on}"),
    office=_("Let the gift be good until {good_until_on}"),
)
BURSARY_ASKED = FactKind("gifts.bursary_asked", office=_("Somebody asked for a bursary"))
BURSARY_GIVEN = FactKind("gifts.bursary_given", office=_("Gave the place to somebody who asked for a bursary"))
BURSARY_DECLINED = FactKind("gifts.bursary_declined", office=_("Declined an application for a bursary"))
BURSARY_TAKEN_BACK = FactKind("gifts.bursary_taken_back", office=_("Took the place back into the bursary pool"))
