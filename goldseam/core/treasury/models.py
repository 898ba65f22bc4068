from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from goldseam.foundation.money import exact


class Statement(models.Model):
    """One file of the bank, taken in once. Of its lines it keeps those that no earlier file had brought.

    `content` is the file itself, kept only while somebody has to say how its dates are written. Sums are in pence and
    speak of the whole file; `ties` says whether each balance follows from the one before, None without balances.
    """

    class DayOrder(models.TextChoices):
        UNKNOWN = "", _("Not said")
        DAY = "day", _("The day comes first: 03/04/2026 is 3 April")
        MONTH = "month", _("The month comes first: 03/04/2026 is March 4")

    filename = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, unique=True)
    account = models.CharField(max_length=60, blank=True)
    layout = models.CharField(max_length=64, blank=True)
    day_order = models.CharField(max_length=5, choices=DayOrder.choices, blank=True)
    content = models.BinaryField(null=True)
    received_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    lines_read = models.PositiveIntegerField(default=0)
    in_pence = models.BigIntegerField(default=0)
    out_pence = models.BigIntegerField(default=0)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    closing_pence = models.BigIntegerField(null=True)
    ties = models.BooleanField(null=True)
    faults = ArrayField(models.CharField(max_length=300), default=list)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.filename


class LineQuerySet(models.QuerySet["StatementLine"]):
    def decided(self) -> "LineQuerySet":
        """Put to an order, or set aside."""
        return self.filter(Exists(Decision.objects.standing().filter(line=OuterRef("pk"))))

    def open(self) -> "LineQuerySet":
        """Money that came and that nobody has decided on."""
        return self.filter(
            ~Exists(Decision.objects.standing().filter(line=OuterRef("pk"))),
            pence__gt=0,
            statement__read_at__isnull=False,
        )


class StatementLine(models.Model):
    """One movement on the bank account, in pence: what came is positive. `identity` makes it count once, whatever
    statements it stands on: the bank's own number, else what it says with its place among equals of that day.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField()
    identity = models.CharField(max_length=64, unique=True)
    on = models.DateField()
    pence = models.BigIntegerField()
    text = models.CharField(max_length=400)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of a statement")
        verbose_name_plural = _("lines of statements")
        ordering = ("-on", "-id")
        constraints = [models.CheckConstraint(condition=~Q(pence=0), name="a_line_is_not_nil")]
        indexes = [
            models.Index(fields=["on", "pence"], name="line_by_day_and_amount"),
            models.Index(fields=["statement", "number"], name="line_of_statement"),
        ]

    def __str__(self) -> str:
        return f"{exact(self.pence)} {self.text}"[:80]


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> "DecisionQuerySet":
        """Not undone."""
        return self.filter(undone_at=None)


class Decision(models.Model):
    """What became of a line. One stands at a time; undoing it leaves it here and says who undid it."""

    class Kind(models.TextChoices):
        MATCHED = "matched", _("Matched")
        ASIDE = "aside", _("Set aside")

    class Reason(models.TextChoices):
        NOT_AN_ORDER = "not_an_order", _("Not for an order: a grant, a gift, interest")
        PAYOUT = "payout", _("A card provider paying out what members paid")
        OWN = "own", _("Between our own accounts")
        CHARGE = "charge", _("A bank charge or its return")
        ALREADY = "already", _("The same money stands on another statement")
        NOT_OURS = "not_ours", _("Not for us: the bank or the sender takes it back")
        OTHER = "other", _("Something else, said below")

    line = models.ForeignKey(StatementLine, on_delete=models.PROTECT, related_name="decisions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    order = models.ForeignKey("sales.Order", null=True, on_delete=models.PROTECT, related_name="+")
    payment = models.OneToOneField("sales.Payment", null=True, on_delete=models.PROTECT, related_name="decision")
    reason = models.CharField(max_length=20, choices=Reason.choices, blank=True)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(undone_at=None), name="one_decision_on_a_line"),
            models.CheckConstraint(
                condition=Q(kind="matched", order__isnull=False, payment__isnull=False)
                | Q(kind="aside") & ~Q(reason=""),
                name="a_decision_names_its_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.line_id}"
