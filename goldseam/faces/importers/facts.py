from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

BROUGHT = FactKind("import.brought", office=_("Brought in from earlier records, row {row} of import {number}"))
PAID_BEFORE = FactKind(
    "import.paid_before",
    member=_("You paid {amount_pence} on {paid_on}, in our earlier records"),
    office=_("Paid {amount_pence} on {paid_on}, in the earlier records; it is in no books here"),
)
CARRIED = FactKind("import.carried", office=_("What the earlier records said"))
CONSENT_CARRIED = FactKind(
    "import.consent_carried",
    member=_("You had said yes to: {purpose}, in our earlier records"),
    office=_("Had consented to: {purpose}, in the earlier records"),
)
CONSENT_ENDED = FactKind(
    "import.consent_ended",
    member=_("You had said no to: {purpose}, in our earlier records"),
    office=_("Had said no to: {purpose}, in the earlier records"),
)
SUPPRESSED = FactKind("import.suppressed", office=_("Letters to the address came back, in the earlier records"))
HELD = FactKind("import.held", office=_("Had asked not to be written to, in the earlier records"))
TAKEN_BACK = FactKind("import.taken_back", office=_("Import {number} was undone, and this entry with it"))
APPLIED = FactKind("import.applied", office=_("Brought in {people} people from a file"))
UNDONE = FactKind("import.undone", office=_("Undid an import of {people} people"))
ARTICLES_APPLIED = FactKind("import.articles_applied", office=_("Brought in {people} articles from a file"))
ARTICLES_UNDONE = FactKind("import.articles_undone", office=_("Undid an import of {people} articles"))
