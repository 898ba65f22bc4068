from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Rupture(models.Model):
    """Something between us and a person broke. Open until `closed_at`; one open rupture per kind and subject."""

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="ruptures")
    since = models.DateTimeField()
    noticed_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    detail = models.JSONField(default=dict)

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
