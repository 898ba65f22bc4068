"""The yearly review: what each rule of retention would let go, decided by a person, carried out by the worker."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction

from goldseam.foundation.calendar import months_later
from goldseam.foundation.clock import local
from goldseam.foundation.contracts import PersonalData, Retention, personal
from goldseam.foundation.privacy import facts
from goldseam.foundation.privacy.erasing import empty, erase_all
from goldseam.foundation.privacy.models import Review
from goldseam.foundation.timeline.record import record, subject_key
from goldseam.foundation.work import runs

EVERY = timedelta(days=365)
BATCH = 500


class UnderWay(Exception):
    """The same rule is being carried out already."""


def rules() -> dict[str, Retention]:
    """Every rule of retention that the declarations name, by its slug."""
    declared = [told for told in personal.values() if isinstance(told, PersonalData)]
    return {rule.slug: rule for told in declared for rule in told.retention}


def before(rule: Retention, *, at: datetime) -> datetime:
    """What was last needed before that moment may go."""
    here = local(at)
    return datetime.combine(months_later(here.date(), -12 * rule.years), here.timetz())


def reviewed_lately(*, at: datetime) -> set[str]:
    """The rules that somebody looked at within the last year."""
    return set(Review.objects.filter(at__gt=at - EVERY).values_list("rule", flat=True))


def latest_reviews() -> dict[str, Review]:
    """The last review of each rule."""
    newest = Review.objects.order_by("rule", "-at", "-id").distinct("rule").select_related("by")
    return {review.rule: review for review in newest}


@transaction.atomic
def keep(*, rule: Retention, by: Any, at: datetime) -> Review:
    """Note that somebody looked, and that nothing is let go until next year."""
    limit = before(rule, at=at)
    found = rule.due(limit).count()
    review = Review.objects.create(
        rule=rule.slug, decision=Review.Decision.KEEP, before=limit, found=found, by=by, at=at, done_at=at
    )
    record(facts.KEPT, subject=review, by=by, at=at, what=str(rule.what))
    return review


@transaction.atomic
def ask_to_let_go(*, rule: Retention, by: Any, at: datetime) -> Review:
    """Have the worker let go what the rule names now, and nothing that comes due later. Raises UnderWay."""
    limit = before(rule, at=at)
    review = Review.objects.create(
        rule=rule.slug, decision=Review.Decision.LET_GO, before=limit, found=rule.due(limit).count(), by=by, at=at
    )
    if Review.objects.filter(rule=rule.slug, done_at=None).exclude(pk=review.pk).exists():
        raise UnderWay
    try:
        with transaction.atomic():
            runs.begin(kind="privacy.let_go", subject=subject_key(review), by=by, at=at)
    except IntegrityError as error:
        raise UnderWay from error
    return review


def let_go(*, subject: str, at: datetime, tell: runs.Tell) -> None:
    """The work of a run: carry out a review in batches; begun again, it goes on with what is left."""
    review = Review.objects.select_related("by").get(pk=int(subject.rpartition(":")[2]))
    if review.done_at:
        return
    rule = rules()[review.rule]
    keys = list(rule.due(review.before).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        tell(start, len(keys))
        _let_go(rule, keys[start : start + BATCH], review, at)
    with transaction.atomic():
        Review.objects.filter(pk=review.pk).update(done_at=at)
        record(facts.LET_GO, subject=review, by=review.by, at=at, what=str(rule.what), count=review.found)
    tell(len(keys), len(keys))


@transaction.atomic
def _let_go(rule: Retention, keys: Sequence[int], review: Review, at: datetime) -> None:
    # Asked anew: somebody may have come back since.
    rows = rule.due(review.before).filter(pk__in=keys)
    model: Any = rows.model
    if rule.empties is None:
        erase_all(people=model, keys=list(rows.values_list("pk", flat=True)), by=review.by, at=at)
        return
    found: models.QuerySet[Any] = model._base_manager.filter(pk__in=rows.order_by().values("pk"))
    if rule.empties:
        found.update(**{name: empty(model._meta.get_field(name)) for name in rule.empties})
    else:
        found.delete()
