"""Who joined, renewed and left in a stretch of days, counted from the terms: two questions for any number of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from goldseam.subjects.membership.models import Term

LAST = Coalesce("cut_short_on", "ends_on")


@dataclass(frozen=True)
class Comings:
    """How many people's first term began, whose next term began, and whose last term ended and nothing followed."""

    joined: int
    renewed: int
    left: int


def comings(people: QuerySet[Any], stretches: Sequence[tuple[date, date]], *, on: date) -> list[Comings]:
    """For each stretch of days, both included, as it looks on the day `on`. A term taken back whole never ran."""
    begun, ended = _moves(people, since=min(first for first, _ in stretches), on=on)
    starts, ends = _counted(begun, stretches, "starts_on", both=True), _counted(ended, stretches, "last")
    return [
        Comings(starts[f"joined{place}"], starts[f"renewed{place}"], ends[f"all{place}"])
        for place in range(len(stretches))
    ]


def comings_by_hub(people: QuerySet[Any], *, since: date, on: date) -> Mapping[int, Comings]:
    """The same for each hub (by key) from a day on, at once for any number of hubs."""
    begun, ended = _moves(people, since=since, on=on)
    hub = "membership__person__hub"
    wanted = {"joined": Count("pk", filter=Q(follows=False)), "renewed": Count("pk", filter=Q(follows=True))}
    starts = {row[0]: row[1:] for row in begun.order_by().values_list(hub).annotate(**wanted)}
    ends = dict(ended.order_by().values_list(hub).annotate(left=Count("pk")))
    found = {key: (*starts.get(key, (0, 0)), ends.get(key, 0)) for key in {*starts, *ends} if key}
    return {key: Comings(joined, renewed, left) for key, (joined, renewed, left) in found.items()}


def _moves(people: QuerySet[Any], *, since: date, on: date) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """The terms that began from a day on, each with whether it `follows` another, and those that were the last."""
    ran = Term.objects.annotate(last=LAST).filter(last__gte=F("starts_on"), membership__person__in=people.values("pk"))
    others = Term.objects.annotate(last=LAST).filter(last__gte=F("starts_on"), membership=OuterRef("membership"))
    begun = ran.filter(starts_on__gte=since, starts_on__lte=on)
    # Twelve instalments are one year.
    begun = begun.filter(Q(instalment=None) | Q(instalment=1)).annotate(
        follows=Exists(others.filter(starts_on__lt=OuterRef("starts_on")))
    )
    ended = ran.filter(last__gte=since, last__lt=on)
    return begun, ended.filter(~Exists(others.filter(starts_on__gt=OuterRef("starts_on"))))


def _counted(
    terms: QuerySet[Any], stretches: Sequence[tuple[date, date]], day: str, *, both: bool = False
) -> dict[str, int]:
    wanted = {}
    for place, stretch in enumerate(stretches):
        inside = Q(**{f"{day}__range": stretch})
        if both:
            wanted[f"joined{place}"] = Count("pk", filter=inside & Q(follows=False))
            wanted[f"renewed{place}"] = Count("pk", filter=inside & Q(follows=True))
        else:
            wanted[f"all{place}"] = Count("pk", filter=inside)
    counts: dict[str, int] = terms.order_by().aggregate(**wanted)
    return counts
