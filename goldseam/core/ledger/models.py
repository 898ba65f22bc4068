from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Account(models.Model):
    """A ledger account. Debits are positive pence, credits negative."""

    class Kind(models.TextChoices):
        ASSET = "asset", _("Asset")
        LIABILITY = "liability", _("Liability")
        INCOME = "income", _("Income")
        EXPENSE = "expense", _("Expense")

    code = models.CharField(max_length=60, primary_key=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind.choices)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.name


class Entry(models.Model):
    """A journal entry. `key` makes posting idempotent; a mistake is corrected by an entry that `reverses` it."""

    key = models.CharField(max_length=100, unique=True)
    on = models.DateField()
    at = models.DateTimeField()
    memo = models.CharField(max_length=200)
    about = models.CharField(max_length=80, blank=True, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="reversed_by")

    class Meta:
        ordering = ("on", "id")

    def __str__(self) -> str:
        return self.memo


class Posting(models.Model):
    """One line of an entry. The database refuses an entry whose postings do not sum to zero in each currency."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    pence = models.BigIntegerField()
    currency = models.CharField(max_length=3, default="GBP")

    class Meta:
        constraints = [models.CheckConstraint(condition=~models.Q(pence=0), name="a_posting_is_not_nil")]

    def __str__(self) -> str:
        return f"{self.account_id} {self.pence}"
