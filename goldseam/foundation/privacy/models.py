from datetime import datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldseam.foundation.files import PrivateFile


def _nameless(request: "Request", filename: str) -> str:
    return f"copies/{uuid4().hex}"


class Erasure(models.Model):
    """That a person's details were erased, when and by whom; also written to a file that outlives a restore."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasure")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.person_id} {self.at}"


class Request(models.Model):
    """What a person asked of us under data protection law, and by when it has to be answered.

    `file` is the copy made for an access request; it is forgotten after `COPY_KEPT`.
    """

    class Kind(models.TextChoices):
        ACCESS = "access", _("A copy of everything held")
        COMPLAINT = "complaint", _("A complaint")

    COPY_KEPT = timedelta(days=7)

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="privacy_requests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    received_on = models.DateField()
    due_on = models.DateField()
    file = models.FileField(storage=PrivateFile(), upload_to=_nameless, blank=True)
    made_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["person", "-id"], name="request_of_person"),
            models.Index(fields=["due_on"], name="request_open", condition=Q(answered_at=None)),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    def has_copy(self, *, at: datetime) -> bool:
        """Whether its copy can be downloaded at that moment."""
        return bool(self.file and self.made_at and at < self.made_at + self.COPY_KEPT)

    @property
    def copy_until(self) -> datetime | None:
        return self.made_at + self.COPY_KEPT if self.made_at else None


class Closing(models.Model):
    """That a person wants their account closed on a day that lies ahead; it can be taken back until then."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="closings")
    asked_at = models.DateTimeField()
    due_on = models.DateField()
    taken_back_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(taken_back_at=None, done_at=None), name="one_closing_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.due_on}"


class Review(models.Model):
    """That somebody looked at what one rule of retention lets go, and what they decided."""

    class Decision(models.TextChoices):
        LET_GO = "let_go", _("Let go")
        KEEP = "keep", _("Kept for another year")

    rule = models.CharField(max_length=40)
    decision = models.CharField(max_length=10, choices=Decision.choices)
    before = models.DateTimeField()
    found = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        indexes = [models.Index(fields=["rule", "-at"], name="review_of_rule")]

    def __str__(self) -> str:
        return self.rule
