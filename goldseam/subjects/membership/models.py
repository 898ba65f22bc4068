from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from goldseam.foundation.clock import local_date
from goldseam.subjects.membership.evidence.models import Evidence
from goldseam.subjects.membership.plans.models import Plan, Price
from goldseam.subjects.membership.plans.monthly import INSTALMENTS

__all__ = ["Evidence", "Membership", "Pause", "Plan", "Price", "Renewal", "Term"]

TRIED_AGAIN = timedelta(hours=1)


class Membership(models.Model):
    """A person's belonging to the association, with the number people read to each other on the phone."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="membership")
    began_on = models.DateField()
    # Filled when the person's details are erased: the register of members keeps the name.
    name_in_register = models.CharField(max_length=161, blank=True)

    def __str__(self) -> str:
        return str(self.number)

    @property
    def number(self) -> int:
        return 2000 + self.pk


def may_go_on() -> Q:
    """Of terms: the last ones, neither cut short nor given up."""
    later = Term.objects.filter(membership=OuterRef("membership"), starts_on__gt=OuterRef("starts_on"), is_undone=False)
    given_up = Renewal.objects.filter(follows=OuterRef("pk"), declined_at__isnull=False)
    return Q(cut_short_on=None) & ~Exists(later) & ~Exists(given_up)


def _in_grace(on: date) -> Q:
    return Q(ends_on__lt=on, last_of_grace__gte=on) & may_go_on()


class TermQuerySet(models.QuerySet["Term"]):
    def current(self, *, on: date) -> "TermQuerySet":
        """The terms that run on that day."""
        return self.annotate(last=Coalesce("cut_short_on", "ends_on")).filter(starts_on__lte=on, last__gte=on)

    def in_force(self, *, on: date) -> "TermQuerySet":
        """The terms by which somebody has what members have on that day: those that run and are not paused, and those
        in grace.
        """
        running = Q(starts_on__lte=on, last__gte=on) & ~Exists(Pause.objects.running(on=on).filter(term=OuterRef("pk")))
        return self.with_ends().filter(running | _in_grace(on))

    def with_pause(self, *, on: date) -> "TermQuerySet":
        """Annotate `paused_until`, the last day of the pause that each is in on that day."""
        pauses: Any = Pause.objects.running(on=on).filter(term=OuterRef("pk"))
        return self.annotate(paused_until=Subquery(pauses.values("last")[:1]))

    def in_grace(self, *, on: date) -> "TermQuerySet":
        """The terms that have ended, with grace that still runs."""
        return self.with_ends().filter(_in_grace(on))

    def with_ends(self) -> "TermQuerySet":
        """Annotate `last`, the last day on which each runs, and `last_of_grace`, that on which its grace would end."""
        last_of_grace = ExpressionWrapper(F("ends_on") + F("plan__grace_days"), output_field=models.DateField())
        return self.annotate(last=Coalesce("cut_short_on", "ends_on"), last_of_grace=last_of_grace)

    def whole_from(self, on: date) -> "TermQuerySet":
        """Those that were not cut short and run on that day or lie ahead, the first one first."""
        return self.filter(cut_short_on=None, ends_on__gte=on).order_by("starts_on")

    def of(self, person: object) -> "TermQuerySet":
        return self.filter(membership__person=person)


def _same(key: str) -> tuple[Func, str]:
    """Of rows that exclude each other: those with the same key."""
    return Func(key, key, template="int8range(%(expressions)s, '[]')"), RangeOperators.OVERLAPS


def _shared(first: str, last: Coalesce) -> tuple[Func, str]:
    """Of rows that exclude each other: those that share a day, both ends included."""
    return Func(first, last, template="daterange(%(expressions)s, '[]')"), RangeOperators.OVERLAPS


class Term(models.Model):
    """One paid period of a membership, both days included. `cut_short_on` is its last day when it ended early.

    `is_undone`: it began with a change of plan that was taken back, and counts as if it had never been. `given_as`: the
    association gave it, nobody paid, and nothing is charged by itself when it ends. `is_seat`: a place in a team, paid
    for by somebody else, so not for its holder to renew; whoever sells to teams stands above. `instalment`: it is one
    month of a year that costs `year_pence` and is paid in instalments, of which it had this one.
    """

    class Given(models.TextChoices):
        COMPLIMENTARY = "complimentary", _("Complimentary")
        HONORARY = "honorary", _("Honorary")

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="terms")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="terms")
    order_line = models.ForeignKey("sales.OrderLine", null=True, on_delete=models.PROTECT, related_name="terms")
    starts_on = models.DateField()
    ends_on = models.DateField()
    cut_short_on = models.DateField(null=True, blank=True)
    is_undone = models.BooleanField(default=False, db_default=False)
    given_as = models.CharField(max_length=15, choices=Given.choices, blank=True, db_default="")
    given_why = models.CharField(max_length=200, blank=True, db_default="")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    is_seat = models.BooleanField(default=False, db_default=False)
    instalment = models.PositiveSmallIntegerField(null=True)
    year_pence = models.PositiveIntegerField(null=True)

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on",)
        indexes = [
            models.Index(fields=["membership", "-ends_on"], name="term_of_membership"),
            models.Index(fields=["ends_on"], name="term_by_end"),
            models.Index(fields=["ends_on"], name="instalment_by_end", condition=Q(instalment__isnull=False)),
            models.Index(
                fields=["membership", "-starts_on"], name="first_instalment", condition=Q(instalment=1, is_undone=False)
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_term_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(instalment=None, year_pence=None)
                | Q(instalment__isnull=False, instalment__range=(1, INSTALMENTS), year_pence__isnull=False),
                name="an_instalment_is_of_a_year",
            ),
            models.UniqueConstraint(
                fields=["order_line"], condition=Q(cut_short_on=None), name="one_whole_term_per_order_line"
            ),
            ExclusionConstraint(
                name="one_running_term_per_person",
                expressions=[_same("membership"), _shared("starts_on", Coalesce("cut_short_on", "ends_on"))],
                # A term that was taken back before its first day ended never ran: it has no days.
                condition=Q(cut_short_on=None) | Q(cut_short_on__gte=F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.starts_on}–{self.last_on}"

    @property
    def last_on(self) -> date:
        """The last day on which the membership runs."""
        return self.cut_short_on or self.ends_on

    @property
    def wanted_plan(self) -> Plan:
        """The plan that was chosen for the term that would follow, else the same."""
        renewal = getattr(self, "renewal", None)
        return renewal.next_plan if renewal and renewal.next_plan else self.plan

    @property
    def grace_ends_on(self) -> date:
        """The last day on which everything stays open after a term that was not cut short."""
        return self.ends_on + timedelta(days=self.plan.grace_days)

    def good_until(self, on: date) -> date:
        """Until when somebody may count on it who asks on that day: the last day, or that of the grace it is in."""
        return self.last_on if self.cut_short_on or self.last_on >= on else self.grace_ends_on


class PauseQuerySet(models.QuerySet["Pause"]):
    def with_last(self) -> "PauseQuerySet":
        """Annotate `last`, the last day of each; it is before the first of one that was taken back in time."""
        return self.annotate(last=Coalesce("ended_on", "until_on")).filter(Q(last__gte=F("begins_on")))

    def running(self, *, on: date) -> "PauseQuerySet":
        """Those in which that day lies."""
        return self.with_last().filter(Q(begins_on__lte=on, last__gte=on))


class Pause(models.Model):
    """Days of a term that do not count, both included: its end is moved by as many. `ended_on` is the last day when
    somebody came back sooner than asked, and the end is moved back.
    """

    class Why(models.TextChoices):
        PARENTAL = "parental", _("Parental leave")
        CARE = "care", _("Caring for somebody")
        OTHER = "other", _("Something else")

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="pauses")
    begins_on = models.DateField()
    until_on = models.DateField()
    ended_on = models.DateField(null=True)
    why = models.CharField(max_length=10, choices=Why.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects = PauseQuerySet.as_manager()

    class Meta:
        ordering = ("begins_on",)
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gte=F("begins_on")), name="a_pause_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__lt=F("until_on")), name="coming_back_makes_a_pause_shorter"
            ),
            ExclusionConstraint(
                name="one_pause_at_a_time",
                expressions=[_same("term"), _shared("begins_on", Coalesce("ended_on", "until_on"))],
                condition=Q(ended_on=None) | Q(ended_on__gte=F("begins_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term_id} {self.begins_on}–{self.last_on}"

    @property
    def last_on(self) -> date:
        """The last day that does not count."""
        return self.ended_on or self.until_on

    @property
    def days(self) -> int:
        return (self.last_on - self.begins_on).days + 1


class RenewalQuerySet(models.QuerySet["Renewal"]):
    def due(self, *, at: datetime) -> "RenewalQuerySet":
        """Those for which something is to be done on that day or was before."""
        return self.filter(due_on__lte=local_date(at))

    def fresh(self) -> "RenewalQuerySet":
        """Those that did not fail last time."""
        return self.filter(failed_at=None)

    def failed(self, *, at: datetime) -> "RenewalQuerySet":
        """Those that failed last time, so long ago that they are tried again."""
        return self.filter(failed_at__lte=at - TRIED_AGAIN)


class Renewal(models.Model):
    """What is done so that a term is followed by the next: one row for each term that ends, so one charge a period.

    `due_on` is the next day on which the run has something to do, empty when it has nothing; `reminded_days` the last
    reminder that went, in days before the end. What was announced is what may be charged: that sum, on that card, with
    a letter that was not refused. `declined_at`: the person wants no next term. `next_plan`: it is to be of this plan
    instead of the same. `failed_at`: when it last could not be done, through a fault of ours that `trouble` names;
    empty once it went through.
    """

    follows = models.OneToOneField(Term, on_delete=models.PROTECT, related_name="renewal")
    due_on = models.DateField(null=True)
    reminded_days = models.PositiveSmallIntegerField(null=True)
    mandate = models.ForeignKey("sales.Mandate", null=True, on_delete=models.PROTECT, related_name="+")
    announced_pence = models.PositiveIntegerField(null=True)
    charge_on = models.DateField(null=True)
    notice = models.ForeignKey("mail.Message", null=True, on_delete=models.PROTECT, related_name="+")
    order = models.OneToOneField("sales.Order", null=True, on_delete=models.PROTECT, related_name="renewal")
    declined_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=80, blank=True)
    next_plan = models.ForeignKey(Plan, null=True, on_delete=models.PROTECT, related_name="+")

    objects = RenewalQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["due_on"], name="renewal_due", condition=Q(due_on__isnull=False)),
            models.Index(fields=["failed_at"], name="renewal_failed", condition=Q(failed_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.follows_id} {self.due_on}"
