"""Ruptures and their mends as the entries of a bowl, for the tag `kintsugi_bowl`."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from goldseam.core.repairs.models import Rupture

# Nothing we note says how grave a break was for the person: all are drawn alike.
WEIGHT = 2


def entries(rows: QuerySet[Rupture], *, say: Callable[[Rupture], str]) -> list[dict[str, Any]]:
    """`rows` in the order in which they were noted, each with the words that `say` finds for it; one query.

    What ended without a mend is shown no more, and leaves its place, so that the other cracks stay where they are.
    """
    return [_entry(rupture, say) for rupture in rows.select_related("repair", "person").order_by("pk")]


def _entry(rupture: Rupture, say: Callable[[Rupture], str]) -> dict[str, Any]:
    repair = getattr(rupture, "repair", None)
    is_gone = rupture.closed_at is not None and repair is None
    return {
        "id": str(rupture.pk),
        "weight": WEIGHT,
        "gone": is_gone,
        "when": rupture.since,
        "mended": repair is not None,
        "mended_when": repair.at if repair else None,
        "words": "" if is_gone else say(rupture),
    }
