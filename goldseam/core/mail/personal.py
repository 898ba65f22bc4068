from django.utils.translation import gettext_lazy as _

from goldseam.core.mail.models import (
    LetterVersion,
    MailServer,
    Message,
    Recipient,
    Sending,
    StandardLetter,
    Suppression,
)
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
declare(StandardLetter, NothingPersonal("The name of a text of the office."))
declare(
    LetterVersion,
    PersonalData(
        person="written_by",
        fields=["letter__name", "number", "written_at"],
        kept_because=_("Who wrote what in the association's name."),
    ),
)
declare(
    Sending,
    PersonalData(
        person="begun_by",
        fields=["version__letter__name", "audience", "begun_at"],
        kept_because=_("Who wrote to whom in the association's name."),
    ),
)
declare(
    Recipient,
    PersonalData(
        person="person",
        fields=["sending__version__letter__name", "address", "get_reason_display"],
        erased=["address"],
        kept_because=_("That a letter was sent, or why not, without its words."),
    ),
)
