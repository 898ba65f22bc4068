from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.foundation.clock import local_date, midnight_before
from goldseam.foundation.contracts import Live, Tease, teasers
from goldseam.foundation.money import pounds
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.membership.plans.models import PlanQuerySet


class PlanTeaser:
    """A plan that can be joined now, with its price."""

    label = gettext_lazy("Membership")

    def tease(self, keys: Sequence[str], *, at: datetime) -> Mapping[str, Tease]:
        return {tease.key: tease for tease in _shown(Plan.objects.open().filter(slug__in=keys), at)}

    def search(self, text: str, *, at: datetime, limit: int) -> Sequence[Tease]:
        query = SearchQuery(text, search_type="websearch", config="english")
        words = SearchVector("name", weight="A", config="english") + SearchVector("for_whom", config="english")
        found = Plan.objects.open().annotate(words=words, rank=SearchRank(words, query)).filter(words=query)
        return _shown(found.order_by("-rank", "position"), at)[:limit]

    def choices(self, *, at: datetime) -> Sequence[tuple[str, str]]:
        return [(plan.slug, plan.name) for plan in Plan.objects.open()]

    def addresses(self, *, at: datetime) -> Sequence[tuple[str, datetime | None]]:
        joining = [reverse("membership:join", args=[plan.slug]) for plan in Plan.objects.open()]
        return [(path, None) for path in (reverse("membership:plans"), *joining)]


def _shown(plans: PlanQuerySet, at: datetime) -> list[Tease]:
    priced: Iterable[Any] = plans.priced(on=local_date(at))
    return [
        Tease(
            key=plan.slug,
            title=_("Join as %(plan)s") % {"plan": plan.name},
            url=reverse("membership:join", args=[plan.slug]),
            summary=plan.for_whom,
            kind=_("Membership"),
            live=Live(
                pounds(plan.now_pence),
                _price_words(plan),
                midnight_before(plan.next_price_on) if plan.next_price_on else None,
            ),
        )
        for plan in priced
    ]


def _price_words(plan: Plan) -> str:
    if plan.months == 12:
        return _("for a year, %(plan)s") % {"plan": plan.name}
    words = ngettext("for a month, %(plan)s", "for %(months)d months, %(plan)s", plan.months)
    return words % {"plan": plan.name, "months": plan.months}


teasers.register("membership.plan", PlanTeaser())
