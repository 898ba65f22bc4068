from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.foundation.contracts import Live, Tease, teasers
from goldseam.foundation.money import pounds
from goldseam.foundation.search import words_of
from goldseam.subjects.teams.prices import offer

KEY = "teams"


class TeamTeaser:
    """Membership for teams, while there are prices for them."""

    label = gettext_lazy("Membership for teams")

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
    found = offer()
    if found is None:
        return []
    told = {"fewest": found.fewest, "plan": found.plan.name, "price": pounds(found.tiers[0].unit_pence)}
    return [
        Tease(
            key=KEY,
            title=_("Membership for teams"),
            url=reverse("teams:teams"),
            summary=_(
                "For %(fewest)s or more people who work together: all that a %(plan)s has, at a price for each person "
                "that falls with the size of the team, and one invoice for your organisation."
            )
            % told,
            kind=_("Membership"),
            live=Live(pounds(found.tiers[0].unit_pence), _("a year for each person, or less")),
        )
    ]


teasers.register("teams.offer", TeamTeaser())
