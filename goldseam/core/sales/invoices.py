from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Counter(models.Model):
    """The last number given in a series. The row is locked last and until commit, so numbers have no gaps."""

    series = models.CharField(max_length=20, primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.series} {self.last}"


class Invoice(models.Model):
    """A numbered document, frozen as it was issued: `snapshot` holds all that stands on it.

    A wrong invoice stays; a credit note and a new invoice name it as what they correct.
    """

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("Invoice")
        CREDIT_NOTE = "credit_note", _("Credit note")

    kind = models.CharField(max_length=12, choices=Kind.choices)
    series = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    order = models.ForeignKey("sales.Order", on_delete=models.PROTECT, related_name="invoices")
    refund = models.OneToOneField("sales.Refund", null=True, on_delete=models.PROTECT, related_name="credit_note")
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    issued_on = models.DateField()
    snapshot = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="invoice_numbers_are_unique"),
            models.UniqueConstraint(
                fields=["order"], condition=Q(kind="invoice", corrects=None), name="one_invoice_per_order"
            ),
            models.UniqueConstraint(fields=["corrects", "kind"], name="an_invoice_is_corrected_once"),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """`2026-0388`, and `C2026-0012` for a credit note."""
        return f"{self.series}-{self.number:04d}"

    @staticmethod
    def series_for(kind: str, on: date) -> str:
        return f"{'C' if kind == Invoice.Kind.CREDIT_NOTE else ''}{on.year}"
