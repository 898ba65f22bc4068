from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Activity(models.Model):
    """One entry of a person's record of continuing professional development (CPD). `source` names what made it by itself."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cpd")
    title = models.CharField(_("what you did"), max_length=200)
    on = models.DateField(_("when"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    reflection = models.TextField(_("what you take from it"), blank=True)
    source = models.CharField(max_length=80, blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "source"], condition=~Q(source=""), name="one_activity_per_source"
            )
        ]
        indexes = [models.Index(fields=["person", "-on"], name="cpd_of_person")]

    def __str__(self) -> str:
        return self.title
