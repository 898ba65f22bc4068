from datetime import timedelta

from django.db import models
from django.db.models import Q


class DemoClock(models.Model):
    """How far the association's clock is ahead of real time: one row, read by web and worker alike."""

    ahead = models.DurationField(default=timedelta)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="there_is_one_demo_clock")]

    def __str__(self) -> str:
        return str(self.ahead)
