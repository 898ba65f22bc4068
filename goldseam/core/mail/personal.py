from collections.abc import Sequence

from django.db.models import QuerySet
from django.db.models.functions import Lower
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
from goldseam.core.people.models import Person
from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, Retention, declare

BASES = {
    "service": _("Our contract with you: UK GDPR article 6(1)(b)"),
    "consent": _("Your consent: UK GDPR article 6(1)(a)"),
    "sign_in": _("Letting you in safely: UK GDPR article 6(1)(f)"),
}


def keep_back(letters: QuerySet[Message]) -> None:
    """A letter that has not gone yet does not go any more."""
    letters.order_by().filter(state=Message.State.WAITING).update(state=Message.State.HELD)


def refusing(people: Sequence[int]) -> set[int]:
    """Those who marked letters of ours as unwanted."""
    unwanted = Suppression.objects.filter(ended_at=None, reason=Suppression.Reason.COMPLAINT)
    addresses = Person.objects.filter(pk__in=people).annotate(low=Lower("email"))
    return set(addresses.filter(low__in=unwanted.values(low=Lower("address"))).values_list("pk", flat=True))


declare(
    Message,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        address="address",
        fields=["address", "subject", "text", "state", "basis", "written_at", "sent_at", "answer"],
        erased=["address", "subject", "text", "html", "answer"],
        before=keep_back,
        technical=["basis", "purpose", "template", "documents", "about", "message_id"],
        title=_("Letters we wrote to you"),
        words={"address": _("To"), "basis": _("Lawful basis"), "answer": _("Answer of the mail server")},
        read={"basis": lambda basis: BASES.get(basis, basis)},
        kept_because=_("That a letter was sent, without its words."),
        kept_for=_("the words two years, the rest while there is an association"),
        retention=[
            Retention(
                "letters",
                what=_("The words of old letters"),
                why=_("Two years on, that a letter was sent is enough: UK GDPR article 5(1)(e)."),
                years=2,
                due=lambda before: Message.objects.filter(written_at__lt=before).exclude(text=""),
                empties=("subject", "text", "html", "answer"),
            )
        ],
    ),
)
declare(
    Suppression,
    PersonalData(
        person="message__person",
        merging=Merging.FOLLOWS,
        address="address",
        fields=["address", "reason", "since", "ended_at", "answer"],
        erased=["answer"],
        title=_("Addresses we do not write to"),
        refusing=refusing,
        words={"address": _("Address"), "answer": _("Answer of the mail server")},
        kept_because=_("So that we do not write to an address that asked us not to, or that is not theirs."),
    ),
)
declare(MailServer, NothingPersonal("By which server letters leave."))
declare(StandardLetter, NothingPersonal("The name of a text of the office."))
declare(
    LetterVersion,
    PersonalData(
        person="written_by",
        merging=Merging.STAYS,
        fields=["letter__name", "number", "written_at"],
        technical=["subject", "body", "purpose", "needed_for"],
        title=_("Standard letters you wrote"),
        words={"letter__name": _("Letter"), "number": _("Version")},
        kept_because=_("Who wrote what in the association's name."),
    ),
)
declare(
    Sending,
    PersonalData(
        person="begun_by",
        merging=Merging.STAYS,
        fields=["version__letter__name", "audience", "begun_at"],
        title=_("Letters to many that you sent"),
        words={"version__letter__name": _("Letter"), "audience": _("To whom"), "begun_at": _("Begun")},
        kept_because=_("Who wrote to whom in the association's name."),
    ),
)
declare(
    Recipient,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["sending__version__letter__name", "address", "reason"],
        erased=["address"],
        title=_("Letters to many that named you"),
        words={
            "sending__version__letter__name": _("Letter"),
            "address": _("To"),
            "reason": _("Why it was not sent"),
        },
        kept_because=_("That a letter was sent, or why not, without its words."),
    ),
)
