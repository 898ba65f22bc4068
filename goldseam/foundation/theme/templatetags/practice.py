"""The practice, to be placed in any page."""

from typing import Any

from django import template

from goldseam.foundation.theme import practice as wording

register = template.Library()


@register.inclusion_tag("theme/practice.html")
def practice(level: int = 2) -> dict[str, Any]:
    """`{% practice %}`: once in a page. `level` is that of its headings."""
    ways = [
        {"age": age, "key": key, "label": label}
        for age, choices in wording.WAYS.items()
        for key, label in choices.items()
    ]
    return {
        "h": f"h{level}",
        "what": wording.WHAT.items(),
        "felt": wording.FELT.items(),
        "weights": wording.WEIGHTS.items(),
        "ages": wording.AGES.items(),
        "ways": ways,
        "words": wording.words(),
    }
