from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

STATEMENT_READ = FactKind(
    "treasury.statement_read", office=_("Read a statement of {lines} lines, {new} of them not seen before")
)
LINE_MATCHED = FactKind(
    "treasury.line_matched", office=_("{amount_pence} on the statement of {arrived_on} was put to {reference}")
)
LINE_SET_ASIDE = FactKind("treasury.line_set_aside", office=_("{amount_pence} of {arrived_on} was set aside"))
LINE_REOPENED = FactKind(
    "treasury.line_reopened", office=_("{amount_pence} of {arrived_on} was opened again: the decision was undone")
)
