from django.conf import settings
from django.db import models
from django.db.models import Q, Sum
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _


class ActivityQuerySet(models.QuerySet["Activity"]):
    def kept(self) -> "ActivityQuerySet":
        """The entries that were not removed."""
        return self.filter(removed_at=None)

    def in_year(self, year: int) -> "ActivityQuerySet":
        """The entries of a calendar year."""
        return self.filter(on__year=year)

    def minutes(self) -> int:
        """How long all of it took together, in minutes."""
        return int(self.aggregate(sum=Sum("minutes"))["sum"] or 0)

    def by_year(self) -> list[tuple[int, int]]:
        """Year and minutes of each year with an entry, newest first."""
        years = self.order_by().annotate(year=ExtractYear("on")).values("year").annotate(sum=Sum("minutes"))
        return [(row["year"], row["sum"]) for row in years.order_by("-year")]


class Activity(models.Model):
    """One entry of a record of continuing professional development (CPD). `source` names what made it by itself."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cpd")
    title = models.CharField(_("what you did"), max_length=200)
    on = models.DateField(_("when"))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    reflection = models.TextField(_("what you take from it"), blank=True)
    source = models.CharField(max_length=80, blank=True)
    removed_at = models.DateTimeField(null=True)

    objects = ActivityQuerySet.as_manager()

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
