from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

PASSWORD_SET = FactKind("portal.password_set", member=_("You set a password"), office=_("Set a password"))
SECOND_FACTOR_ADDED = FactKind(
    "portal.second_factor_added",
    member=_("You set up a second step for signing in"),
    office=_("Set up a second factor"),
)
SECOND_FACTOR_REMOVED = FactKind(
    "portal.second_factor_removed",
    member=_("You removed a second step for signing in"),
    office=_("Removed a second factor"),
)
RECOVERY_CODES_MADE = FactKind(
    "portal.recovery_codes_made", member=_("You made new recovery codes"), office=_("Made new recovery codes")
)
SIGNED_OUT_ELSEWHERE = FactKind(
    "portal.signed_out_elsewhere",
    member=_("You signed out another browser"),
    office=_("Signed out another browser"),
)
SIGNED_OUT_EVERYWHERE = FactKind(
    "portal.signed_out_everywhere",
    member=_("You signed out all other browsers"),
    office=_("Signed out all other browsers"),
)
NOT_ME = FactKind(
    "portal.not_me",
    member=_("You told us that a change in how you sign in was not yours"),
    office=_("Said that a change in how they sign in was not theirs; all browsers were signed out"),
)
