from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

MET = FactKind("people.met", office=_("Entered our records"))
ADDRESS_PROVED = FactKind(
    "people.address_proved", member=_("You confirmed your e-mail address"), office=_("Confirmed their e-mail address")
)
ADDRESS_CHANGED = FactKind(
    "people.address_changed", member=_("You gave us a new e-mail address"), office=_("Changed their e-mail address")
)
DETAILS_CHANGED = FactKind(
    "people.details_changed", member=_("You changed your details"), office=_("Changed details: {fields}")
)
HUB_CHANGED = FactKind("people.hub_changed", member=_("You moved to the hub {hub}"), office=_("Moved to the hub {hub}"))
CONSENT_GIVEN = FactKind(
    "people.consent_given", member=_("You said yes to: {purpose}"), office=_("Consented to: {purpose}")
)
CONSENT_WITHDRAWN = FactKind(
    "people.consent_withdrawn", member=_("You said no more to: {purpose}"), office=_("Withdrew consent to: {purpose}")
)
ROLE_GIVEN = FactKind(
    "people.role_given", member=_("You were given the role {role}"), office=_("Was given the role {role}")
)
ROLE_ENDED = FactKind("people.role_ended", member=_("Your role {role} ended"), office=_("Role {role} ended"))
HUB_ENTERED = FactKind("people.hub_entered", office=_("Entered the hub {hub}"))
HUB_AMENDED = FactKind("people.hub_amended", office=_("Changed the hub {hub}: {fields}"))
ASSOCIATION_AMENDED = FactKind("people.association_amended", office=_("Changed the association’s details: {fields}"))
NOTE_WRITTEN = FactKind("people.note_written", office=_("Note by the office"))
VIEW_PERMITTED = FactKind(
    "people.view_permitted",
    member=_("You let the office see your pages as you see them, until {until_on}"),
    office=_("Let the office see their pages, until {until_on}"),
)
VIEW_FORBIDDEN = FactKind(
    "people.view_forbidden",
    member=_("You ended that the office may see your pages"),
    office=_("Ended that the office may see their pages"),
)
SEEN_BY_LEAVE = FactKind(
    "people.seen_by_leave",
    member=_("The office looked at your pages, as you had allowed"),
    office=_("Looked at the site with the eyes of this person, who had allowed it"),
)
SEEN = FactKind(
    "people.seen",
    member=_("The office looked at your pages"),
    office=_("Looked at the site with the eyes of this person, for a reason"),
)
HELD = FactKind("people.held", office=_("Is not written to for a while ({reason})"))
HOLD_ENDED = FactKind("people.hold_ended", office=_("Is written to again"))
FILE_KEPT = FactKind("people.file_kept", office=_("Kept a file in the record"))
FILE_TAKEN_OUT = FactKind("people.file_taken_out", office=_("Took a file out of the record"))
ORGANISATION_ENTERED = FactKind("people.organisation_entered", office=_("Entered the organisation {organisation}"))
AFFILIATED = FactKind(
    "people.affiliated",
    member=_("You told us that you belong to {organisation}"),
    office=_("Belongs to {organisation}"),
)
MERGED = FactKind(
    "people.merged",
    member=_("We had two records of you, and put them together"),
    office=_("Record {merged} became part of this one"),
)
MERGED_AWAY = FactKind("people.merged_away", office=_("Record {merged} was put together with record {kept}"))
UNMERGED = FactKind(
    "people.merged_undone",
    member=_("We parted two records again that we had put together"),
    office=_("Record {merged} was parted from this one again"),
)
UNMERGED_AWAY = FactKind("people.merged_away_undone", office=_("Was parted from record {kept} again"))
CONSENT_ENDED_BY_MERGING = FactKind(
    "people.merged_consent_ended",
    member=_("You had said no in one of two records, and no it stays: {purpose}"),
    office=_("Consent ended, as the other record said no: {purpose}"),
)
CONSENT_BACK_AFTER_MERGING = FactKind(
    "people.merged_consent_back",
    member=_("Your yes stands again as it did before: {purpose}"),
    office=_("Consent stands again as before: {purpose}"),
)
TOLD_APART = FactKind("people.told_apart", office=_("Is not the same person as record {other}"))
