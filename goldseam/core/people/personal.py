from django.utils.translation import gettext_lazy as _

from goldseam.core.people.consents import PURPOSES
from goldseam.core.people.hindrances import disputes, holds_running, roles_held, roles_in_either
from goldseam.core.people.models import (
    Affiliation,
    Association,
    Consent,
    Hold,
    Hub,
    KeptFile,
    Merge,
    Move,
    Organisation,
    Person,
    RoleGrant,
    ToldApart,
    ViewPermit,
)
from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, Retention, declare

DETAILS = ["given_name", "family_name", "email", "profession", "employer", "postcode_district", "address"]

declare(
    Person,
    PersonalData(
        person="pk",
        merging=Merging.CHOSEN,
        fields=[*DETAILS, "hub__name", "met_at", "email_proved_at"],
        erased=[*DETAILS, "password", "is_active", "email_proved_at"],
        technical=["search"],
        title=_("Who you are"),
        words={
            "given_name": _("Given name"),
            "family_name": _("Family name"),
            "profession": _("Profession"),
            "employer": _("Employer"),
        },
    ),
)
declare(
    RoleGrant,
    PersonalData(
        person="person",
        merging=Merging.STAYS,
        fields=["role", "hub__name", "given_at", "ended_at"],
        title=_("Roles you held for us"),
        hindrances=roles_held,
        against_merging=roles_in_either,
        kept_because=_("Who acted for the association."),
    ),
)
declare(
    Consent,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["purpose", "wording", "given_at", "given_where", "withdrawn_at", "withdrawn_where"],
        technical=["purpose"],
        title=_("What you said yes to"),
        words={
            "wording": _("In these words"),
            "given_where": _("Given where"),
            "withdrawn_where": _("Taken back where"),
        },
        read={"purpose": lambda purpose: PURPOSES.get(purpose, purpose)},
        kept_because=_("Evidence of consent, UK GDPR article 7(1)."),
        kept_for=_("two years after it was withdrawn"),
        retention=[
            Retention(
                "consents",
                what=_("Consents that were withdrawn"),
                why=_("Evidence of consent is of no use two years after its end: UK GDPR article 5(1)(e)."),
                years=2,
                due=lambda before: Consent.objects.filter(withdrawn_at__lt=before),
                empties=(),
            )
        ],
    ),
)
declare(
    Hold,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["reason", "since", "ended_at"],
        deleted=True,
        title=_("Times at which we did not write to you"),
        hindrances=disputes,
        against_merging=holds_running,
    ),
)
declare(
    KeptFile,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["name", "note", "size", "kept_at", "file"],
        deleted=True,
        technical=["content_type"],
        title=_("Files kept with you"),
        words={"size": _("Size in bytes"), "note": _("What it is"), "kept_at": _("Kept")},
        files=["file"],
    ),
)
declare(
    ViewPermit,
    PersonalData(
        person="person",
        merging=Merging.STAYS,
        fields=["given_at", "until", "ended_at"],
        deleted=True,
        title=_("Times for which the office might see your pages"),
        words={"until": _("Until")},
    ),
)
declare(Hub, NothingPersonal("A group and its area; its lead is named by key."))
declare(Association, NothingPersonal("The association's own details."))
declare(Organisation, NothingPersonal("The name of an employer or body, and since when it is known."))
declare(
    Affiliation,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["organisation__name", "began_at", "ended_at"],
        title=_("Organisations you belong to"),
        words={"organisation__name": _("Organisation"), "began_at": _("Since"), "ended_at": _("Until")},
        deleted=True,
    ),
)
declare(
    Merge,
    PersonalData(
        person="kept",
        merging=Merging.STAYS,
        fields=["merged__pk", "at", "why", "was", "unmerged_at", "why_unmerged"],
        erased=["why", "was", "why_unmerged"],
        title=_("Records of you that were put together"),
        words={
            "merged__pk": _("Number of the other record"),
            "why": _("Why"),
            "was": _("What stood in your record before, and since"),
            "unmerged_at": _("Parted again"),
            "why_unmerged": _("Why they were parted"),
        },
        kept_because=_("So that what was put together can be followed, and parted again."),
    ),
)
declare(
    Move,
    PersonalData(
        person="merge__kept",
        merging=Merging.STAYS,
        fields=["merge__at", "table", "rows"],
        technical=["table", "column", "rows"],
        title=_("What was moved when records were put together"),
        words={"merge__at": _("When"), "table": _("Of what"), "rows": _("Numbers of the rows")},
        kept_because=_("So that what was put together can be followed, and parted again."),
    ),
)
declare(
    ToldApart,
    PersonalData(
        person="one",
        merging=Merging.STAYS,
        fields=["at"],
        title=_("Records like yours that are somebody else’s"),
        kept_because=_("So that two people are not taken for one."),
    ),
)
