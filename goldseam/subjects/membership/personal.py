from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, Retention, declare
from goldseam.subjects.membership.letting_go import RULES, keep_names, running_terms
from goldseam.subjects.membership.models import Evidence, Membership, Pause, Plan, Price, Renewal, Term
from goldseam.subjects.membership.putting_together import (
    beside_no_other,
    evidence_of_both,
    terms_of_the_same_days,
)

declare(Plan, NothingPersonal("What the association offers."))
declare(
    Price,
    PersonalData(
        person="entered_by",
        merging=Merging.STAYS,
        fields=["plan__name", "price_pence", "from_on", "entered_at"],
        title=_("Prices you entered"),
        words={"price_pence": _("Price"), "from_on": _("From"), "entered_at": _("Entered")},
        kept_because=_("Accounting records: Companies Act 2006 s. 388, Charities Act 2011 s. 131."),
        kept_for=_("six years after the end of the financial year"),
    ),
)
declare(
    Membership,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["number", "began_on", "name_in_register"],
        title=_("Your membership"),
        words={"name_in_register": _("Name kept in the register of members")},
        before=keep_names,
        kept_because=_("Register of members: Companies Act 2006 s. 113."),
        kept_for=_("ten years after membership ended"),
        retention=RULES,
    ),
)
declare(
    Term,
    PersonalData(
        person="membership__person",
        merging=Merging.MOVES,
        fields=[
            "plan__name",
            "starts_on",
            "ends_on",
            "cut_short_on",
            "given_as",
            "given_why",
            "instalment",
            "year_pence",
        ],
        erased=["given_why"],
        title=_("Terms of your membership"),
        words={
            "cut_short_on": _("Ended early on"),
            "given_as": _("Given as"),
            "given_why": _("Given, because"),
            "instalment": _("Instalment of the year"),
            "year_pence": _("Price of the year"),
        },
        papers=lambda term: [f"membership.card:{term.pk}"],
        hindrances=running_terms,
        movable=beside_no_other,
        against_merging=terms_of_the_same_days,
        kept_because=_("Register of members: Companies Act 2006 s. 113."),
        kept_for=_("ten years after membership ended"),
    ),
)
declare(
    Pause,
    PersonalData(
        person="term__membership__person",
        merging=Merging.FOLLOWS,
        fields=["begins_on", "until_on", "ended_on", "why", "asked_at"],
        title=_("Pauses of your membership"),
        words={
            "begins_on": _("First day"),
            "until_on": _("Until"),
            "ended_on": _("Last day, as you came back sooner"),
            "why": _("Why"),
            "asked_at": _("Asked for"),
        },
        kept_because=_("Register of members: Companies Act 2006 s. 113."),
        kept_for=_("ten years after membership ended"),
    ),
)
declare(
    Renewal,
    PersonalData(
        person="follows__membership__person",
        merging=Merging.FOLLOWS,
        fields=["follows__ends_on", "reminded_days", "announced_pence", "charge_on", "declined_at", "next_plan__name"],
        technical=["trouble"],
        title=_("Renewing your membership"),
        words={
            "follows__ends_on": _("Term that ended on"),
            "reminded_days": _("Last reminder, days before the end"),
            "announced_pence": _("Announced to be charged"),
            "charge_on": _("To be charged on"),
            "declined_at": _("You wanted no further term"),
            "next_plan__name": _("Plan you chose for the next term"),
        },
        kept_because=_("Accounting records: Companies Act 2006 s. 388, Charities Act 2011 s. 131."),
        kept_for=_("six years after the end of the financial year"),
    ),
)
declare(
    Evidence,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["address", "name", "file", "studies_end_on", "shown_at", "decided_at", "valid_until", "reason"],
        deleted=True,
        technical=["content_type"],
        title=_("What you showed about your studies"),
        against_merging=evidence_of_both,
        words={
            "address": _("Address of the university"),
            "name": _("Paper"),
            "studies_end_on": _("Your studies end on"),
            "shown_at": _("Shown"),
            "decided_at": _("Read or confirmed"),
            "valid_until": _("Counts until"),
            "reason": _("Why we asked again"),
        },
        files=["file"],
        retention=[
            Retention(
                "evidence",
                what=_("What students showed, two years after it last counted; the papers went when they were read"),
                why=_("It is of no use any more: UK GDPR article 5(1)(e)."),
                years=2,
                due=lambda before: Evidence.objects.filter(
                    Q(valid_until__lt=local_date(before)) | Q(valid_until=None, decided_at__lt=before)
                ),
                empties=(),
            )
        ],
    ),
)
