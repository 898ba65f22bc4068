"""What of two memberships of one person can become one, and what stands against it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.foundation.clock import local_date
from goldseam.subjects.membership.models import Evidence, Term


def _ran(person: int) -> QuerySet[Any]:
    """The terms that had at least a day."""
    terms = Term.objects.of(person).annotate(last=Coalesce("cut_short_on", "ends_on"))
    return terms.filter(last__gte=F("starts_on"))


def _of_the_same_days(person: int) -> QuerySet[Any]:
    return _ran(person).filter(starts_on__lte=OuterRef("last"), last__gte=OuterRef("starts_on"))


def beside_no_other(terms: QuerySet[Any], kept: int) -> QuerySet[Any]:
    """The terms that share no day with one of the kept record: nobody is a member twice on a day."""
    ended = terms.annotate(last=Coalesce("cut_short_on", "ends_on"))
    never_ran = ended.filter(last__lt=F("starts_on"))
    return ended.filter(~Exists(_of_the_same_days(kept))) | never_ran


def terms_of_the_same_days(kept: int, merged: int, at: datetime) -> Iterator[str]:
    """Two memberships that run at the same time: which of them to give back is for the office to settle."""
    ahead = _ran(merged).filter(last__gte=local_date(at)).order_by("starts_on")
    for term in ahead.filter(Exists(_of_the_same_days(kept))).select_related("plan"):
        other = _ran(kept).filter(starts_on__lte=term.last_on, last__gte=term.starts_on).first()
        told = {"plan": term.plan, "first": date_format(term.starts_on), "last": date_format(term.last_on)}
        told |= {"kept": kept, "merged": merged, "other": date_format(other.last_on) if other else ""}
        yield (
            _(
                "Record %(merged)s is a member as %(plan)s from %(first)s to %(last)s, and record %(kept)s on the same "
                "days, until %(other)s. Nothing of it is to be lost: refund one of the two, or end the one that was "
                "given, and then put the records together."
            )
            % told
        )


def evidence_of_both(kept: int, merged: int, at: datetime) -> Iterator[str]:
    """One answer at a time."""
    if Evidence.objects.waiting().filter(person__in=[kept, merged]).count() > 1:
        yield _("Both records wait for an answer about their studies. Answer one of them first.")
