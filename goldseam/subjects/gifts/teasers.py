from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import Live, Tease, teasers
from goldseam.foundation.money import pounds
from goldseam.foundation.search import words_of
from goldseam.subjects.membership.models import Plan

KEY = "gift"


class GiftTeaser:
    """A membership as a gift, while there is a plan that can be given."""

    label = gettext_lazy("A membership as a gift")

    def tease(self, keys: Sequence[str], *, at: datetime) -> Mapping[str, Tease]:
        return {tease.key: tease for tease in _teases(at) if tease.key in keys}

    def search(self, text: str, *, at: datetime, limit: int) -> Sequence[Tease]:
        asked = words_of(text)
        return [tease for tease in _teases(at) if asked and _holds(tease, asked)][:limit]

    def choices(self, *, at: datetime) -> Sequence[tuple[str, str]]:
        return [(tease.key, tease.title) for tease in _teases(at)]

    def addresses(self, *, at: datetime) -> Sequence[tuple[str, datetime | None]]:
        return [(tease.url, None) for tease in _teases(at)]


def _holds(tease: Tease, asked: Sequence[str]) -> bool:
    said = f"{tease.title} {tease.summary}".casefold().split()
    return all(any(word.startswith(begun.casefold()) for word in said) for begun in asked)


def _teases(at: datetime) -> list[Tease]:
    today = local_date(at)
    plan = Plan.objects.giftable().first()
    if plan is None:
        return []
    told = {"plan": plan.name, "price": pounds(plan.price_on(today))}
    summary = _("A year as %(plan)s for somebody who begins in this work, or for a student who asks for a bursary.")
    return [
        Tease(
            key=KEY,
            title=_("Give a membership"),
            url=reverse("gifts:gift"),
            summary=summary % told,
            kind=_("Membership"),
            live=Live(told["price"], _("as a gift")),
        )
    ]


teasers.register("gifts.offer", GiftTeaser())
