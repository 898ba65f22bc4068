from django.utils.translation import gettext_lazy as _

from goldseam.core.people.models import Association, Consent, Hold, Hub, KeptFile, Person, RoleGrant
from goldseam.foundation.contracts import NothingPersonal, PersonalData, declare

DETAILS = ["given_name", "family_name", "email", "profession", "employer", "postcode_district", "address"]

declare(
    Person,
    PersonalData(
        person="pk",
        fields=[*DETAILS, "hub__name", "met_at", "email_proved_at"],
        erased=[*DETAILS, "password", "is_active", "email_proved_at"],
    ),
)
declare(
    RoleGrant,
    PersonalData(
        person="person",
        fields=["role", "hub__name", "given_at", "ended_at"],
        kept_because=_("Who acted for the association."),
    ),
)
declare(
    Consent,
    PersonalData(
        person="person",
        fields=["purpose", "wording", "given_at", "withdrawn_at"],
        kept_because=_("Evidence of consent, UK GDPR article 7(1)."),
        kept_for=_("two years after it was withdrawn"),
    ),
)
declare(Hold, PersonalData(person="person", fields=["reason", "since", "ended_at"], deleted=True))
declare(
    KeptFile,
    PersonalData(person="person", fields=["name", "note", "size", "kept_at", "file"], deleted=True),
)
declare(Hub, NothingPersonal("A group and its area; its lead is named by key."))
declare(Association, NothingPersonal("The association's own details."))
