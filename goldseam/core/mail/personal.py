from django.utils.translation import gettext_lazy as _

from goldseam.core.mail.models import MailServer, Message, Suppression
from goldseam.foundation.contracts import NothingPersonal, PersonalData, declare

declare(
    Message,
    PersonalData(
        person="person",
        fields=["address", "subject", "text", "state", "written_at", "sent_at"],
        erased=["address", "subject", "text", "html"],
        kept_because=_("That a letter was sent, without its words."),
    ),
)
declare(
    Suppression,
    PersonalData(
        person="message__person",
        fields=["address", "reason", "since", "ended_at"],
        kept_because=_("So that we do not write to an address that asked us not to, or that is not theirs."),
    ),
)
declare(MailServer, NothingPersonal("By which server letters leave."))
