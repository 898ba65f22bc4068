from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from goldseam.core.mail.actions import forget_words
from goldseam.core.mail.models import Message
from goldseam.foundation.contracts import Merging, PersonalData, declare
from goldseam.foundation.timeline.record import key_of
from goldseam.subjects.gifts.models import Application, Delivery, Gift

LAW = _("Accounting records: Companies Act 2006 s. 388, Charities Act 2011 s. 131.")
SIX_YEARS = _("six years after the end of the financial year")


def take_words_back(gifts: QuerySet[Gift]) -> None:
    """What the giver wrote goes from letters to others too; one that has not gone yet is written anew without it."""
    deliveries = Delivery.objects.filter(gift__in=gifts.order_by().values("pk"))
    about = [key_of(Delivery, pk) for pk in deliveries.values_list("pk", flat=True)]
    deliveries.filter(letter__state=Message.State.WAITING).update(letter=None)
    forget_words(Message.objects.filter(about__in=about))


declare(
    Gift,
    PersonalData(
        person="order_line__order__person",
        merging=Merging.FOLLOWS,
        address="order_line__order__payer_email",
        fields=["plan__name", "message", "is_for_pool", "begun_at", "good_until", "ended_at"],
        erased=["message"],
        before=take_words_back,
        title=_("Memberships you gave"),
        words={
            "plan__name": _("Plan"),
            "message": _("Your words"),
            "is_for_pool": _("For the bursary pool"),
            "begun_at": _("Paid"),
            "good_until": _("Good until"),
            "ended_at": _("Paid back"),
        },
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Delivery,
    PersonalData(
        person="term__membership__person",
        merging=Merging.FOLLOWS,
        address="recipient_email",
        fields=[
            *["gift__plan__name", "recipient_name", "recipient_email", "deliver_on", "made_at"],
            *["redeemed_at", "declined_at", "withdrawn_at"],
        ],
        erased=["recipient_name", "recipient_email"],
        technical=["code_hash", "sealed_code"],
        title=_("Memberships you were given"),
        words={
            "gift__plan__name": _("Plan"),
            "recipient_name": _("For"),
            "recipient_email": _("Sent to"),
            "deliver_on": _("To be sent on"),
            "made_at": _("Entered"),
            "redeemed_at": _("Taken up"),
            "declined_at": _("Given back"),
            "withdrawn_at": _("Passed on to somebody else"),
        },
        kept_because=_("It shows how a membership that was paid for was given out, without name and address."),
        kept_for=SIX_YEARS,
    ),
)
declare(
    Application,
    PersonalData(
        person="delivery__term__membership__person",
        merging=Merging.FOLLOWS,
        address="email",
        fields=["plan__name", "given_name", "family_name", "email", "why", "asked_at", "decided_at", "reply"],
        erased=["given_name", "family_name", "email", "why", "reply"],
        title=_("Bursaries you asked for"),
        words={
            "plan__name": _("Plan"),
            "given_name": _("Given name"),
            "family_name": _("Family name"),
            "email": _("E-mail address"),
            "why": _("What you wrote"),
            "asked_at": _("Asked"),
            "decided_at": _("Answered"),
            "reply": _("What we answered"),
        },
        kept_because=_("It shows how places that were paid for were given out, without name and address."),
        kept_for=SIX_YEARS,
    ),
)
