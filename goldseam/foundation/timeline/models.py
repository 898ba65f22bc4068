from django.conf import settings
from django.db import models


class Fact(models.Model):
    """What happened, to whom, when, by whom. Append-only: a correction is a fact that names what it corrects.

    `data` holds keys, amounts and dates only; words that a person wrote or that describe a person stand in `FactText`,
    which can be erased.
    """

    kind = models.CharField(max_length=60)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="facts", db_index=False
    )
    subject = models.CharField(max_length=80, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    data = models.JSONField(default=dict)
    corrects = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at", "-id"], name="fact_of_person"),
            models.Index(fields=["subject", "kind"], name="fact_of_subject"),
            models.Index(fields=["by"], name="fact_by", condition=models.Q(by__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}".strip()


class FactText(models.Model):
    """Words that belong to a fact and may have to be erased."""

    fact = models.OneToOneField(Fact, on_delete=models.PROTECT, related_name="text", primary_key=True)
    text = models.TextField()

    def __str__(self) -> str:
        return self.text[:80]
