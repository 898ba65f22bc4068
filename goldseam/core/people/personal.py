from django.utils.translation import gettext_lazy as _

from goldseam.core.people.consents import PURPOSES
from goldseam.core.people.hindrances import disputes, roles_held
from goldseam.core.people.models import (
    Affiliation,
    Association,
    Consent,
    Hold,
    Hub,
    KeptFile,
    Organisation,
    Person,
    RoleGrant,
    ViewPermit,
)
from goldseam.foundation.contracts import NothingPersonal, PersonalData, Retention, declare

DETAILS = ["given_name", "family_name", "email", "profession", "employer", "postcode_district", "address"]

declare(
    Person,
    PersonalData(
        person="pk",
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
        fields=["role", "hub__name", "given_at", "ended_at"],
        title=_("Roles you held for us"),
        hindrances=roles_held,
        kept_because=_("Who acted for the association."),
    ),
)
declare(
    Consent,
    PersonalData(
        person="person",
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
        fields=["reason", "since", "ended_at"],
        deleted=True,
        title=_("Times at which we did not write to you"),
        hindrances=disputes,
    ),
)
declare(
    KeptFile,
    PersonalData(
        person="person",
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
        fields=["organisation__name", "began_at", "ended_at"],
        title=_("Organisations you belong to"),
        words={"organisation__name": _("Organisation"), "began_at": _("Since"), "ended_at": _("Until")},
        deleted=True,
    ),
)
