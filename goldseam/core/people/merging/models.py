from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """That two records of one person were put together: `kept` goes on, `merged` is read through it.

    `was` holds, for each detail of the kept record that was changed by it, what stood before and what stands since.
    Undone by an entry of its own, never deleted.
    """

    kept = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges_away")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=300, blank=True)
    was = models.JSONField(default=dict)
    unmerged_at = models.DateTimeField(null=True)
    unmerged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    why_unmerged = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("merging of two records")
        verbose_name_plural = _("mergings of two records")
        ordering = ("-id",)
        constraints = [
            models.UniqueConstraint(fields=["merged"], condition=Q(unmerged_at=None), name="merged_once_at_a_time"),
            models.CheckConstraint(condition=~Q(kept=F("merged")), name="nobody_is_merged_into_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.merged_id} → {self.kept_id}"


class Move(models.Model):
    """Which rows of one table a merging changed, by their keys, and the column in which it did."""

    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="moves")
    table = models.CharField(max_length=60)
    column = models.CharField(max_length=40)
    # What the column led to before and leads to since: the record itself, or the row of it that stands between.
    led_to = models.BigIntegerField(null=True)
    leads_to = models.BigIntegerField(null=True)
    rows = ArrayField(models.BigIntegerField())

    class Meta:
        verbose_name = _("move of rows")
        verbose_name_plural = _("moves of rows")
        constraints = [models.UniqueConstraint(fields=["merge", "table", "column"], name="a_table_moves_once")]

    def __str__(self) -> str:
        return f"{self.table}.{self.column}"


class ToldApart(models.Model):
    """That the office looked at two records and said that they are two people. `one` is the one we met first."""

    one = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="told_apart")
    other = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("pair of records told apart")
        verbose_name_plural = _("pairs of records told apart")
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="a_pair_is_told_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="of_a_pair_the_first_comes_first"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"
