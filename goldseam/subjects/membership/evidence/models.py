from datetime import date
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldseam.foundation.files import PrivateFile


def _nameless(evidence: "Evidence", filename: str) -> str:
    """A name that nobody chose: what people call their files never becomes a path."""
    return f"evidence/{uuid4().hex}"


class EvidenceQuerySet(models.QuerySet["Evidence"]):
    def waiting(self) -> "EvidenceQuerySet":
        """What was handed in and nobody has looked at yet."""
        return self.filter(decided_at=None)

    def good(self, *, on: date) -> "EvidenceQuerySet":
        """What was accepted and still counts on that day."""
        return self.filter(valid_until__gte=on)


class Evidence(models.Model):
    """What a person showed to be a student: an address of a university, confirmed, or a paper that the office reads.

    Accepted with a day until which it counts, or asked for again with a reason. The paper goes with the decision.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="evidence")
    address = models.EmailField(blank=True)
    name = models.CharField(max_length=120, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    file = models.FileField(storage=PrivateFile(), upload_to=_nameless, blank=True)
    studies_end_on = models.DateField()
    shown_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    valid_until = models.DateField(null=True)
    reason = models.CharField(max_length=400, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ("shown_at", "pk")
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        indexes = [models.Index(fields=["person", "-valid_until"], name="evidence_of_person")]
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(decided_at=None), name="one_waiting_evidence"),
            models.UniqueConstraint(
                fields=["person", "shown_at"], condition=~Q(address=""), name="each_letter_confirms_once"
            ),
            models.CheckConstraint(
                condition=Q(valid_until=None) | Q(decided_at__isnull=False), name="what_counts_was_decided"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.address
