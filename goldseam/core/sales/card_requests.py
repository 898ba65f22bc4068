from django.conf import settings
from django.db import models


class CardRequest(models.Model):
    """A person's wish to let us keep a card without paying now, in the words they ticked; open until `ended_at`."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="card_requests")
    gateway = models.CharField(max_length=20)
    key = models.CharField(max_length=80, unique=True)
    reference = models.CharField(max_length=80, null=True, unique=True)
    agreed_words = models.CharField(max_length=400)
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.key
