"""Money on the statement that waits for a decision."""

from datetime import UTC, datetime, time

from django.urls import reverse
from django.utils.translation import gettext_lazy

from goldseam.core.desk.needs import SHOWN, Need, Needs
from goldseam.core.treasury.models import StatementLine
from goldseam.foundation.money import pounds


def lines_to_decide(*, at: datetime) -> Needs:
    """Money that came and that nobody has put to an order or set aside."""
    waiting = StatementLine.objects.open().select_related("statement").order_by("on", "pk")
    needs = [
        Need(
            what=pounds(line.pence),
            why=line.text,
            url=reverse("statements:file", args=[line.statement_id]),
            since=datetime.combine(line.on, time(12), UTC),
        )
        for line in waiting[:SHOWN]
    ]
    return Needs(gettext_lazy("Money on the statement to decide"), waiting.count(), needs, reverse("statements:list"))
