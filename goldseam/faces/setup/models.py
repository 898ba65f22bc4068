from django.conf import settings
from django.db import models
from django.db.models import Q


class SetUp(models.Model):
    """That this association is being, or was, set up here: one row, which only an installation begun empty has.

    `link_hash` is the SHA-256 of the secret in the link that the terminal printed last; the secret itself is kept
    nowhere. `account` is whoever came in by it. Until `opened_at` the public sees that the site is being prepared.
    """

    link_hash = models.CharField(max_length=64, blank=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="setup_one_row")]

    def __str__(self) -> str:
        return str(self.opened_at or self.begun_at)
