from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from goldseam.foundation.clock import local_date
from goldseam.subjects.membership.evidence.models import Evidence

__all__ = ["Evidence", "Membership", "Pause", "Plan", "Price", "Renewal", "Term"]

TRIED_AGAIN = timedelta(hours=1)


class PlanQuerySet(models.QuerySet["Plan"]):
    def open(self) -> "PlanQuerySet":
        """The plans that can be joined now."""
        return self.filter(is_open=True)

    def priced(self, *, on: date) -> "PlanQuerySet":
        """Annotate `now_pence`, what each plan costs on that day, and `next_price_on`, when that changes."""
        standing = Price.objects.filter(plan=OuterRef("pk"), withdrawn_at=None)
        holding = standing.filter(from_on__lte=on).order_by("-from_on").values("price_pence")[:1]
        ahead = standing.filter(from_on__gt=on).order_by("from_on").values("from_on")[:1]
        return self.annotate(now_pence=Coalesce(Subquery(holding), F("price_pence")), next_price_on=Subquery(ahead))


class Plan(models.Model):
    """A kind of membership, with what it gives, in plain words.

    `price_pence` is its first price for one term; the later ones are rows of Price, each from its day on. What it costs
    on a day is asked with `price_on` or, for many plans, `priced`. A plan that asks for evidence does so of terms that
    begin on `evidence_from` or later, and names the plan that follows when there is none any more.
    """

    class Vat(models.TextChoices):
        EXEMPT = "exempt_group_9", _("Exempt: VATA 1994, Schedule 9, Group 9")
        STANDARD = "standard", _("Standard rate")

    slug = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=80)
    for_whom = models.CharField(_("who it is for"), max_length=200)
    gives = ArrayField(models.CharField(max_length=120), default=list, blank=True, verbose_name=_("what you get"))
    how_to_stop = models.CharField(_("how to stop"), max_length=200, blank=True)
    price_pence = models.PositiveIntegerField(_("price in pence"))
    months = models.PositiveSmallIntegerField(_("months in a term"), default=12)
    grace_days = models.PositiveSmallIntegerField(_("days of grace after the end"), default=30)
    pause_months = models.PositiveSmallIntegerField(_("months a term may be paused"), default=12)
    vat_treatment = models.CharField(_("VAT treatment"), max_length=20, choices=Vat.choices, default=Vat.EXEMPT)
    vat_rate = models.PositiveSmallIntegerField(_("VAT in percent"), default=0)
    needs_address = models.BooleanField(_("asks for a postal address"), default=False)
    opens_library = models.BooleanField(_("opens the members' library"), default=True)
    keeps_cpd = models.BooleanField(_("keeps a CPD record"), default=True)
    is_open = models.BooleanField(_("can be joined"), default=True)
    evidence_from = models.DateField(_("asks for evidence from"), null=True, blank=True)
    evidence_days = models.PositiveSmallIntegerField(_("days to show it"), default=30)
    evidence_domains = ArrayField(
        models.CharField(max_length=80), default=list, blank=True, verbose_name=_("addresses that show it")
    )
    afterwards = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("plan that follows")
    )
    position = models.PositiveSmallIntegerField(default=0)

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ("position", "price_pence")
        verbose_name = _("plan")
        verbose_name_plural = _("plans")
        constraints = [
            models.CheckConstraint(
                condition=Q(evidence_from=None) | Q(afterwards__isnull=False), name="what_follows_a_plan_with_evidence"
            ),
            models.CheckConstraint(condition=~Q(afterwards=F("pk")), name="another_plan_follows"),
        ]

    def __str__(self) -> str:
        return self.name

    def asks_evidence(self, *, on: date) -> bool:
        """Whether a term that begins on that day is only for those who show who they are."""
        return self.evidence_from is not None and self.evidence_from <= on

    def price_on(self, day: date) -> int:
        """What a term costs, in pence, when it is ordered on that day."""
        return self.prices_on(day)[0]

    def prices_on(self, *days: date) -> list[int]:
        """What a term costs on each of these days, in pence: one question for all of them."""
        standing = list(self.prices.filter(from_on__lte=max(days), withdrawn_at=None).order_by("from_on"))
        return [self.price_among(standing, day) for day in days]

    def price_among(self, prices: "Iterable[Price]", day: date) -> int:
        """What a term costs on that day, by its later prices, the earliest first."""
        holding = [price.price_pence for price in prices if price.from_on <= day]
        return holding[-1] if holding else self.price_pence


class Price(models.Model):
    """What a plan costs from a day on, until the next one. A price entered by mistake is withdrawn and stays here."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="prices")
    price_pence = models.PositiveIntegerField()
    from_on = models.DateField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("from_on", "pk")
        constraints = [
            models.UniqueConstraint(fields=["plan", "from_on"], condition=Q(withdrawn_at=None), name="one_price_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.price_pence} {self.from_on}"

    @classmethod
    def standing(cls, plans: Iterable[int]) -> "dict[int, list[Price]]":
        """The later prices of each plan (keys), the earliest first: one question for all of them."""
        prices: dict[int, list[Price]] = {plan: [] for plan in plans}
        for price in cls.objects.filter(plan__in=prices, withdrawn_at=None).order_by("from_on"):
            prices[price.plan_id].append(price)
        return prices


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

    def of(self, person: object) -> "TermQuerySet":
        return self.filter(membership__person=person)


class Term(models.Model):
    """One paid period of a membership, both days included. `cut_short_on` is its last day when it ended early.

    `is_undone`: it began with a change of plan that was taken back, and counts as if it had never been. `given_as`: the
    association gave it, nobody paid, and nothing is charged by itself when it ends.
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

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on",)
        indexes = [
            models.Index(fields=["membership", "-ends_on"], name="term_of_membership"),
            models.Index(fields=["ends_on"], name="term_by_end"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="a_term_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["order_line"], condition=Q(cut_short_on=None), name="one_whole_term_per_order_line"
            ),
            ExclusionConstraint(
                name="one_running_term_per_person",
                expressions=[
                    (
                        Func("membership", "membership", template="int8range(%(expressions)s, '[]')"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(
                            "starts_on",
                            Coalesce("cut_short_on", "ends_on"),
                            template="daterange(%(expressions)s, '[]')",
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
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
                expressions=[
                    (Func("term", "term", template="int8range(%(expressions)s, '[]')"), RangeOperators.OVERLAPS),
                    (
                        Func(
                            "begins_on", Coalesce("ended_on", "until_on"), template="daterange(%(expressions)s, '[]')"
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
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
