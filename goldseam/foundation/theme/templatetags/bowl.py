"""The history of a relationship as a mended bowl: the list that everybody can read, and the element that draws it."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.foundation import clock

register = template.Library()

SMALL = 100
FOLDED = 5
WEIGHTS: dict[int, Promise] = {
    1: gettext_lazy("A small break"),
    2: gettext_lazy("A break"),
    3: gettext_lazy("A deep break"),
}


@register.inclusion_tag("theme/kintsugi_bowl.html")
def kintsugi_bowl(
    history: Iterable[Any], shape: str = "teabowl", glaze: str = "clay", size: int = 640, can_save: bool = False
) -> dict[str, Any]:
    """`{% kintsugi_bowl history %}`: entries in the order in which they were noted, as dicts or objects with

    id (a text that stays the same), when (date or aware datetime), weight (1 to 3), mended, mended_when, words; with
    gone for one that was deleted: it is shown no more and leaves its place, so that the other cracks do not move.
    `shape` is teabowl, dish or cup; `glaze` clay, celadon or night; `size` in pixels, below 100 a small picture in a
    line of text. The shape gives each crack its place: choose one and keep it.
    """
    entries = [_entry(thing) for thing in history]
    shown = [entry for entry in entries if not entry["gone"]]
    drawn = [{name: entry[name] for name in ("id", "weight", "mended", "gone")} for entry in entries]
    return {
        "entries": entries,
        "drawn": json.dumps(drawn),
        "summary": summary(len(shown), sum(entry["mended"] for entry in shown)),
        "shape": shape,
        "glaze": glaze,
        "size": size,
        "is_small": size < SMALL,
        "is_folded": len(shown) > FOLDED,
        "can_save": can_save,
    }


def summary(count: int, mended: int) -> str:
    """What is seen, in one sentence."""
    if not count:
        return _("A whole bowl, without a crack.")
    cracks = ngettext("A bowl with %(count)d crack.", "A bowl with %(count)d cracks.", count) % {"count": count}
    if mended == count:
        return f"{cracks} {ngettext('It is mended with gold.', 'All are mended with gold.', count)}"
    if not mended:
        return f"{cracks} {ngettext('It is still open.', 'All are still open.', count)}"
    counts = {"mended": mended, "open": count - mended}
    return f"{cracks} {_('Mended with gold: %(mended)d. Still open: %(open)d.') % counts}"


def _entry(thing: Any) -> dict[str, Any]:
    read = thing.get if isinstance(thing, Mapping) else lambda name: getattr(thing, name, None)
    began, ended = _day(read("when")), _day(read("mended_when"))
    return {
        "id": str(read("id")),
        "weight": read("weight") or 1,
        "mended": bool(read("mended")),
        "gone": bool(read("gone")),
        "when": date_format(began, "j F Y") if began else "",
        "words": _sentence(str(read("words") or WEIGHTS.get(read("weight") or 1, WEIGHTS[1]))),
        "state": _mend(began, ended) if read("mended") else _("Not yet mended."),
    }


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _day(moment: Any) -> date | None:
    return clock.local_date(moment) if isinstance(moment, datetime) else moment


def _mend(began: date | None, ended: date | None) -> str:
    if not (began and ended):
        return _("Mended.")
    days = (ended - began).days
    if days <= 0:
        return _("Mended the same day.")
    return ngettext("Mended the next day.", "Mended after %(days)d days.", days) % {"days": days}
