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
WRITTEN = FactKind("mail.written", office=_("We wrote the letter “{letter}”"))
STOPPED_BY_READER = FactKind("mail.no_more", office=_("Said no more to letters by the link in one of them"))
STANDARD_KEPT = FactKind("mail.standard_kept", office=_("Kept version {number} of the letter “{letter}”"))
STANDARD_CHANGED = FactKind("mail.standard_changed", office=_("Changed what stands beside the letter “{letter}”"))
SENDING_BEGUN = FactKind("mail.sending_begun", office=_("Sent “{letter}” to {people} people"))
SENDING_STOPPED = FactKind("mail.sending_stopped", office=_("Stopped sending it"))
SENDING_RESUMED = FactKind("mail.sending_resumed", office=_("Went on sending it"))
