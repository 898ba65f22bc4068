from django.utils.translation import gettext_lazy as _

from goldseam.core.treasury.models import Decision, Statement, StatementLine
from goldseam.foundation.contracts import Merging, PersonalData, declare

LAW = _("Accounting records: Companies Act 2006 s. 388, Charities Act 2011 s. 131.")
SIX_YEARS = _("six years after the end of the financial year")

declare(
    Statement,
    PersonalData(
        person="received_by",
        merging=Merging.STAYS,
        fields=["filename", "received_at"],
        technical=["fingerprint", "account", "layout", "faults"],
        title=_("Bank statements you handed in"),
        words={"received_at": _("Handed in")},
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
# The bank's words name whoever sent the money, before anybody knows whose it is: a line leads to a person once it is
# put to an order of theirs.
declare(
    StatementLine,
    PersonalData(
        person="decisions__order__person",
        merging=Merging.FOLLOWS,
        fields=["on", "pence", "text"],
        technical=["identity"],
        title=_("Your transfers, as our bank told them"),
        words={"pence": _("Amount"), "text": _("The bank’s words")},
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Decision,
    PersonalData(
        person="order__person",
        merging=Merging.FOLLOWS,
        fields=["line__on", "line__pence", "kind", "note", "at"],
        title=_("What your transfers were put to"),
        words={"line__on": _("When"), "line__pence": _("Amount"), "note": _("Why"), "at": _("Decided")},
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
