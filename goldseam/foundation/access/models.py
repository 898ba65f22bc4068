from django.db import models


class Attempts(models.Model):
    """How often a door was knocked at in one stretch of real time; in the database, so that all web workers are one."""

    key = models.CharField(max_length=64, primary_key=True)
    count = models.PositiveIntegerField(default=1)
    ends_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.count} until {self.ends_at}"
