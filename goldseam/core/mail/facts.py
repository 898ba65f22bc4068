from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

SENT = FactKind("mail.sent", office=_("We wrote a letter"))
BOUNCED = FactKind("mail.bounced", member=_("A letter of ours came back"), office=_("A letter came back"))
SENT_AGAIN = FactKind(
    "mail.sent_again",
    member=_("We sent again a letter that had not reached you"),
    office=_("Sent again a letter that had not arrived"),
)
SERVER_NAMED = FactKind("mail.server_named", office=_("Named the mail server {server}: {fields}"))
SERVER_TRIED = FactKind("mail.server_tried", office=_("Tried the mail server {server}: it took a letter"))
