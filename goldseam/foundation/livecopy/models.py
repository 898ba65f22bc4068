import uuid

from django.db import models


class LiveCopy(models.Model):
    """Which installation was declared the live one of these data. One row, which a copy of the database carries along.

    `lineage` names the data themselves, the same in all their copies. `identity` is that of the live installation,
    empty when nobody has been declared since a restore; `is_new` until the first installation uses the database.
    """

    lineage = models.UUIDField(default=uuid.uuid4)
    identity = models.CharField(max_length=400, blank=True)
    is_new = models.BooleanField(default=True)
    declared_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="livecopy_one_row")]

    def __str__(self) -> str:
        return self.identity
