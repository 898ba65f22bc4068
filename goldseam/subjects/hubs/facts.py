from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

# What was shown to whom, and since when, is read in these: they are the evidence of the consent.
SHOWN = FactKind(
    "hubs.shown",
    member=_("You chose to be found in the directory by {seen_by}, with {shown}"),
    office=_("Chose to be found in the directory by {seen_by}, with {shown}"),
)
HIDDEN = FactKind(
    "hubs.hidden",
    member=_("You took yourself out of the directory"),
    office=_("Took themselves out of the directory"),
)
NAMED_AS_LEAD = FactKind(
    "hubs.named_as_lead",
    member=_("You agreed to be named as lead on your hub’s page"),
    office=_("Agreed to be named as lead on the hub’s page"),
)
NOT_NAMED_AS_LEAD = FactKind(
    "hubs.not_named_as_lead",
    member=_("You are no longer named as lead on your hub’s page"),
    office=_("Asked not to be named as lead on the hub’s page"),
)
ASKED_WHO_WOULD_LEAD = FactKind(
    "hubs.asked_who_would_lead", office=_("Asked {number} members of {hub} who would lead it")
)
ALSO_IN = FactKind(
    "hubs.also_in", member=_("You chose {hub} as a further hub"), office=_("Chose {hub} as a further hub")
)
NO_LONGER_IN = FactKind(
    "hubs.no_longer_in",
    member=_("{hub} is no longer a further hub of yours"),
    office=_("{hub} is no longer a further hub"),
)
WROTE = FactKind(
    "hubs.wrote",
    member=_("You wrote to a member through the directory"),
    office=_("Wrote to a member through the directory"),
)
WAS_WRITTEN_TO = FactKind(
    "hubs.was_written_to",
    member=_("A member wrote to you through the directory"),
    office=_("Was written to by a member through the directory"),
)
