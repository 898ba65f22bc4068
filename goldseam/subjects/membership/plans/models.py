"""The kinds of membership and what they cost."""

from collections.abc import Iterable
from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from goldseam.foundation.calendar import last_day
from goldseam.subjects.membership.plans.years import MONTHS, FixedYear


class PlanQuerySet(models.QuerySet["Plan"]):
    def open(self) -> "PlanQuerySet":
        """The plans that can be joined now."""
        return self.filter(is_open=True)

    def giftable(self) -> "PlanQuerySet":
        """The plans of which a term can be given now."""
        return self.open().filter(is_giftable=True)

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

    `year_month` and `year_day`: every term ends with the year that begins on this day; without them a term runs from
    the day somebody joins. `is_prorated`: a term that begins within the year costs its `FixedYear.share`. It is what
    gives the days of a pause back, so a fixed year that always costs the same cannot be paused. `is_payable_monthly`:
    who likes pays the year in twelve instalments, a term of a month each. `is_giftable`: a term can be bought for
    somebody else, who takes it up within `gift_months`; with a fixed year nobody could say what such a term would be.
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
    year_month = models.PositiveSmallIntegerField(_("month in which its year begins"), null=True, blank=True)
    year_day = models.PositiveSmallIntegerField(_("day on which its year begins"), null=True, blank=True)
    is_prorated = models.BooleanField(_("joining part-way costs less"), default=False, db_default=False)
    is_payable_monthly = models.BooleanField(_("can be paid in monthly instalments"), default=False, db_default=False)
    is_giftable = models.BooleanField(_("can be given as a gift"), default=False, db_default=False)
    gift_months = models.PositiveSmallIntegerField(_("months in which a gift is good"), default=24, db_default=24)
    pause_months = models.PositiveSmallIntegerField(_("months a term may be paused"), default=12)
    seat_changes = models.PositiveSmallIntegerField(
        _("times each place of a team may change hands"), default=1, db_default=1
    )
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
            models.CheckConstraint(
                condition=Q(year_month=None, year_day=None)
                # Both, said first: what is neither true nor false would pass.
                | Q(year_month__isnull=False, year_day__isnull=False)
                & (
                    Q(year_month=2, year_day__range=(1, 29))
                    | Q(year_month__in=(4, 6, 9, 11), year_day__range=(1, 30))
                    | Q(year_month__in=(1, 3, 5, 7, 8, 10, 12), year_day__range=(1, 31))
                ),
                name="a_year_begins_on_a_day_there_is",
            ),
            models.CheckConstraint(
                condition=Q(year_month=None) | Q(months=MONTHS), name="a_fixed_year_has_twelve_months"
            ),
            models.CheckConstraint(
                condition=Q(is_prorated=False) | Q(year_month__isnull=False), name="part_of_a_fixed_year_only"
            ),
            models.CheckConstraint(
                condition=Q(year_month=None) | Q(is_prorated=True) | Q(pause_months=0),
                name="a_paused_year_is_prorated",
            ),
            models.CheckConstraint(
                condition=Q(is_payable_monthly=False) | Q(months=MONTHS, year_month=None, evidence_from=None),
                name="a_whole_year_of_their_own_is_paid_monthly",
            ),
            models.CheckConstraint(
                condition=Q(is_giftable=False) | Q(year_month=None, price_pence__gt=0), name="a_gift_is_a_whole_term"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def asks_evidence(self, *, on: date) -> bool:
        """Whether a term that begins on that day is only for those who show who they are."""
        return self.evidence_from is not None and self.evidence_from <= on

    @property
    def fixed_year(self) -> FixedYear | None:
        """The year with which each of its terms ends, if it has one."""
        return FixedYear(*self.year) if self.year else None

    @property
    def year(self) -> tuple[int, int] | None:
        """Month and day on which that year begins, as an order line keeps them."""
        return (self.year_month, self.year_day) if self.year_month and self.year_day else None

    def ends_on(self, starts_on: date) -> date:
        """The last day of a term that begins on that day and follows none."""
        return self.fixed_year.last_on(starts_on) if self.fixed_year else last_day(starts_on, self.months)

    def months_from(self, starts_on: date) -> int:
        """How many months are paid for by a term that begins on that day."""
        return self.fixed_year.months_left(starts_on) if self.fixed_year and self.is_prorated else self.months

    def share(self, pence: int, starts_on: date) -> int:
        """What of the price of a whole term is paid for one that begins on that day."""
        return self.fixed_year.share(pence, starts_on) if self.fixed_year and self.is_prorated else pence

    def price_of(self, starts_on: date, *, ordered_on: date) -> int:
        """What a term that begins on that day costs, in pence."""
        return self.share(self.price_on(ordered_on), starts_on)

    def price_on(self, day: date) -> int:
        """What a whole term costs, in pence, when it is ordered on that day."""
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
