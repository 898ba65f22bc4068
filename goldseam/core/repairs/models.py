from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Lower

from goldseam.core.mail.models import Suppression
from goldseam.core.mail.restraint import count_letters_about, room_from
from goldseam.core.people.models import Hold
from goldseam.foundation.privacy.models import Closing


class RuptureQuerySet(models.QuerySet["Rupture"]):
    def with_what_keeps_back(self, *, at: datetime) -> "RuptureQuerySet":
        """Annotate what keeps us from writing to the person now; `waiting.keeps_back` judges by it."""
        email = Lower(OuterRef("person__email"))
        held = Hold.on(OuterRef("person"), at=at).order_by(F("ended_at").desc(nulls_first=True))
        going = Closing.objects.filter(person=OuterRef("person"), taken_back_at=None, done_at=None)
        stopped = Suppression.objects.annotate(low=Lower("address")).filter(low=email, ended_at=None)
        return self.annotate(
            hold=Subquery(held.values("reason")[:1]),
            is_leaving=Exists(going),
            is_suppressed=Exists(stopped),
            room_from=Subquery(room_from(OuterRef("person"))),
        )


class Rupture(models.Model):
    """Something between us and a person broke. Open until `closed_at`; one open rupture per kind and subject."""

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="ruptures")
    since = models.DateTimeField()
    noticed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    detail = models.JSONField(default=dict)

    objects = RuptureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], condition=Q(closed_at=None), name="one_open_rupture")
        ]
        indexes = [
            models.Index(fields=["person", "-since"], name="rupture_of_person"),
            models.Index(fields=["noticed_at"], name="rupture_open", condition=Q(closed_at=None)),
            models.Index(F("closed_at").desc(nulls_first=True), "since", "id", name="rupture_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


# Said here, so that every process knows it: the office's screens count as the engine does.
count_letters_about(Rupture._meta.label_lower)


class StepTaken(models.Model):
    """A step of a playbook that was run for a rupture: each runs once, whatever crashes."""

    rupture = models.ForeignKey(Rupture, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=40)
    at = models.DateTimeField()
    message = models.ForeignKey("mail.Message", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rupture", "step"], name="each_step_runs_once")]

    def __str__(self) -> str:
        return self.step


class Repair(models.Model):
    """What mended a rupture: the seam. `cost_pence` is what the association gave for it."""

    rupture = models.OneToOneField(Rupture, on_delete=models.PROTECT, related_name="repair")
    at = models.DateTimeField()
    mended_by = models.CharField(max_length=40)
    cost_pence = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.mended_by
