"""Minutes of learning as people say them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

QUARTERS = {0: "", 15: "¼", 30: "½", 45: "¾"}


def figure(minutes: int) -> str:
    """`90` → `1½`, `30` → `½`, `100` → `1:40`: hours as they stand in a table."""
    whole, rest = divmod(minutes, 60)
    if rest not in QUARTERS:
        return f"{whole}:{rest:02d}"
    return f"{whole or ''}{QUARTERS[rest]}" or "0"


def in_words(minutes: int) -> str:
    """`90` → `1½ hours`, `60` → `1 hour`, `30` → `½ hour`: hours in running text."""
    number = 1 if minutes <= 60 else 2
    if minutes == 0:
        return _("no hours")
    return ngettext("%(figure)s hour", "%(figure)s hours", number) % {"figure": figure(minutes)}
