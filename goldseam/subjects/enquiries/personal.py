from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from goldseam.foundation.contracts import Merging, PersonalData, Retention, declare
from goldseam.subjects.enquiries.models import Enquiry, Entry, Quote

WHO = ("given_name", "family_name", "email", "organisation")
TWO_YEARS = _("the words two years after it was closed, the rest while there is an association")
WHY = _("Two years on nobody goes on with it: UK GDPR article 5(1)(e).")


def _closed(before: datetime) -> QuerySet[Enquiry]:
    return Enquiry.objects.filter(closed_at__lt=before).exclude(given_name="")


def _said(before: datetime) -> QuerySet[Entry]:
    return Entry.objects.filter(enquiry__closed_at__lt=before).exclude(text="")


declare(
    Enquiry,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        address="email",
        fields=["topic", *WHO, "seats", "hub__name", "received_at", "promised_on", "closed_at", "outcome"],
        erased=[*WHO],
        technical=["token", "key"],
        title=_("What you asked us"),
        words={
            "topic": _("About"),
            "given_name": _("Given name"),
            "family_name": _("Family name"),
            "email": _("E-mail address"),
            "organisation": _("Organisation"),
            "outcome": _("How it ended"),
            "seats": _("For how many people"),
            "received_at": _("Received"),
            "hub__name": _("Hub"),
            "promised_on": _("Answer promised by"),
            "closed_at": _("Closed"),
        },
        kept_because=_("That somebody asked, and when we answered, without the words."),
        kept_for=TWO_YEARS,
        retention=[
            Retention(
                "enquiries",
                what=_("Who asked us, of conversations that are closed"),
                why=WHY,
                years=2,
                due=_closed,
                empties=WHO,
            )
        ],
    ),
)
declare(
    Entry,
    PersonalData(
        person="enquiry__person",
        merging=Merging.FOLLOWS,
        address="enquiry__email",
        fields=["kind", "way", "text", "said_at"],
        erased=["text"],
        technical=["mail_id"],
        title=_("What was said in your conversations with us"),
        words={"kind": _("From whom"), "way": _("How"), "text": _("Words"), "said_at": _("When")},
        kept_because=_("That something was said, and when, without the words."),
        kept_for=TWO_YEARS,
        retention=[
            Retention(
                "enquiry_words",
                what=_("What was said in conversations that are closed"),
                why=WHY,
                years=2,
                due=_said,
                empties=("text",),
            )
        ],
    ),
)
declare(
    Quote,
    PersonalData(
        person="enquiry__person",
        merging=Merging.FOLLOWS,
        address="enquiry__email",
        fields=["organisation", "description", "seats", "unit_pence", "made_at", "valid_until", "accepted_at"],
        technical=["token", "reason", "vat_treatment"],
        papers=lambda quote: [f"enquiries.quote:{quote.pk}"],
        title=_("Quotes we made you"),
        words={
            "organisation": _("Organisation"),
            "description": _("What"),
            "seats": _("For how many people"),
            "unit_pence": _("Price for each"),
            "made_at": _("Made"),
            "valid_until": _("Valid until"),
            "accepted_at": _("Accepted"),
        },
        kept_because=_("What was offered and ordered: Companies Act 2006 s. 388, Charities Act 2011 s. 131."),
        kept_for=_("six years after the end of the financial year"),
    ),
)
