"""What of members is kept for how long, what stands against erasing it, and the name that the register keeps."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Concat, Trim
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.people.models import Consent, Person, RoleGrant
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import Hindrance, Retention
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.membership.models import Membership, Term


def running_terms(people: Sequence[int], at: datetime) -> Iterator[Hindrance]:
    """A membership that has been paid for and runs."""
    terms = Term.objects.filter(membership__person__in=people).annotate(last=Coalesce("cut_short_on", "ends_on"))
    last = terms.filter(last__gte=local_date(at)).order_by("-last").first()
    if last:
        yield Hindrance(_("A membership runs until %(day)s.") % {"day": date_format(last.last_on, "j F Y")})


def keep_names(memberships: QuerySet[Any]) -> None:
    """Set aside the names that the register of members keeps after the details are gone."""
    person = Person.objects.filter(pk=OuterRef("person"))
    name = person.values(name=Trim(Concat("given_name", Value(" "), "family_name", output_field=CharField())))
    memberships.order_by().filter(name_in_register="").update(name_in_register=Subquery(name))


def _last_days(before: datetime) -> QuerySet[Any]:
    """Memberships with all of their terms over before that day."""
    running = Term.objects.annotate(last=Coalesce("cut_short_on", "ends_on")).filter(last__gte=local_date(before))
    return Membership.objects.filter(~Exists(running.filter(membership=OuterRef("pk"))))


def _known() -> QuerySet[Any]:
    """People whose details are still here and who act for nobody."""
    staff = RoleGrant.objects.filter(person=OuterRef("pk"), ended_at=None)
    return Person.objects.known().filter(~Exists(staff), merged_into=None)


def _left(before: datetime) -> QuerySet[Any]:
    return _known().filter(membership__in=_last_days(before), met_at__lt=before)


def _never_joined(before: datetime) -> QuerySet[Any]:
    heard = Fact.objects.filter(person=OuterRef("pk"), by=F("person"), at__gte=before)
    bought = Q(orders__isnull=False)
    agreed = Consent.objects.filter(person=OuterRef("pk"), withdrawn_at=None)
    people = _known().filter(~Exists(heard), ~Exists(agreed), membership=None, met_at__lt=before)
    return people.exclude(bought)


def _register(before: datetime) -> QuerySet[Any]:
    return _last_days(before).exclude(name_in_register="")


RULES = [
    Retention(
        "never-joined",
        what=gettext_lazy("People who never became members and were not heard of since"),
        why=gettext_lazy("Nothing was agreed with them: UK GDPR article 5(1)(e)."),
        years=2,
        due=_never_joined,
    ),
    Retention(
        "left",
        what=gettext_lazy("Details of people who left; their names stay in the register of members"),
        why=gettext_lazy("Our privacy page promises it: UK GDPR article 5(1)(e)."),
        years=2,
        due=_left,
    ),
    Retention(
        "register",
        what=gettext_lazy("Names of former members in the register"),
        why=gettext_lazy("Companies Act 2006 s. 121 lets them go ten years after membership ended."),
        years=10,
        due=_register,
        empties=("name_in_register",),
    ),
]
