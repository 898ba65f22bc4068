from datetime import datetime

from django.db import models


class SentForm(models.Model):
    """A form of the office that was sent and acted on: pressing twice, or sending it again later, acts once."""

    key = models.CharField(max_length=43, primary_key=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key

    @classmethod
    def claim(cls, key: str, *, at: datetime) -> bool:
        """Whether this sending is the first; commits at once, so that two at the same moment cannot both be."""
        return cls.objects.get_or_create(key=key, defaults={"at": at})[1]
