from django.conf import settings
from django.db import models


class Erasure(models.Model):
    """That a person's details were erased, when and by whom; also written to a file that outlives a restore."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="erasure")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.person_id} {self.at}"
