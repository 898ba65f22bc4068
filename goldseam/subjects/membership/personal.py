from django.utils.translation import gettext_lazy as _

from goldseam.foundation.contracts import NothingPersonal, PersonalData, declare
from goldseam.subjects.membership.models import Membership, Plan, Price, Term

declare(Plan, NothingPersonal("What the association offers."))
declare(
    Price,
    PersonalData(
        person="entered_by",
        fields=["plan__name", "price_pence", "from_on", "entered_at"],
        kept_because=_("Accounting records: Companies Act 2006 s. 388, Charities Act 2011 s. 131."),
        kept_for=_("six years after the end of the financial year"),
    ),
)
declare(
    Membership,
    PersonalData(
        person="person",
        fields=["number", "began_on"],
        kept_because=_("Register of members: Companies Act 2006 s. 113."),
    ),
)
declare(
    Term,
    PersonalData(
        person="membership__person",
        fields=["plan__name", "starts_on", "ends_on", "cut_short_on"],
        kept_because=_("Register of members: Companies Act 2006 s. 113."),
        kept_for=_("ten years after membership ended"),
    ),
)
