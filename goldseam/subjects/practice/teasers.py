from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.foundation.contracts import Tease, teasers
from goldseam.foundation.search import words_of

FAMILIES, PRACTITIONERS = "families", "practitioners"


class PracticeTeaser:
    """The practice and the page for those who use it with families: always there."""

    label = gettext_lazy("Practice")

    def tease(self, keys: Sequence[str], *, at: datetime) -> Mapping[str, Tease]:
        return {tease.key: tease for tease in _teases() if tease.key in keys}

    def search(self, text: str, *, at: datetime, limit: int) -> Sequence[Tease]:
        asked = words_of(text)
        return [tease for tease in _teases() if asked and _holds(tease, asked)][:limit]

    def choices(self, *, at: datetime) -> Sequence[tuple[str, str]]:
        return [(tease.key, tease.title) for tease in _teases()]

    def addresses(self, *, at: datetime) -> Sequence[tuple[str, datetime | None]]:
        return [(tease.url, None) for tease in _teases()]


def _holds(tease: Tease, asked: Sequence[str]) -> bool:
    said = f"{tease.title} {tease.summary}".casefold().split()
    return all(any(word.startswith(begun.casefold()) for word in said) for begun in asked)


def _teases() -> list[Tease]:
    return [
        Tease(
            key=FAMILIES,
            title=_("Rupture and repair"),
            url=reverse("practice:practice"),
            summary=_("Notice what broke between you and your child, settle, and mend it. For parents and carers."),
            kind=_("For families"),
        ),
        Tease(
            key=PRACTITIONERS,
            title=_("Rupture and repair: for practitioners"),
            url=reverse("practice:practitioners"),
            summary=_("How to use the practice with families, and the research it rests on."),
            kind=_("For practitioners"),
        ),
    ]


teasers.register("practice.page", PracticeTeaser())
