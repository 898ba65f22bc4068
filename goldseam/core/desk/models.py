from datetime import datetime
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from goldseam.foundation.files import PrivateFile


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


class KeptSearch(models.Model):
    """A question to a list that somebody keeps under a name. It names rows; whoever follows it sees their own."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    list_name = models.CharField(max_length=81)
    name = models.CharField(_("name"), max_length=60)
    question = models.TextField()
    is_shared = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "id")
        constraints = [models.UniqueConstraint(fields=["list_name", "owner", "name"], name="one_kept_search_of_a_name")]

    def __str__(self) -> str:
        return self.name


class ChosenColumns(models.Model):
    """The columns in which somebody likes to see a list."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    list_name = models.CharField(max_length=81)
    columns = ArrayField(models.CharField(max_length=60))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "list_name"], name="one_choice_of_columns_per_list")]

    def __str__(self) -> str:
        return self.list_name


def _nameless(export: "Export", filename: str) -> str:
    return f"exports/{uuid4().hex}"


class Export(models.Model):
    """Rows of a list as a file for the one who asked. `selection` is a Selection's text; the file is kept for days."""

    class Form(models.TextChoices):
        XLSX = "xlsx", _("XLSX, for a spreadsheet")
        CSV = "csv", _("CSV, for other programs")

    selection = models.TextField()
    list_name = models.CharField(max_length=81)
    title = models.CharField(max_length=200)
    columns = ArrayField(models.CharField(max_length=60))
    form = models.CharField(max_length=4, choices=Form.choices)
    file = models.FileField(storage=PrivateFile(), upload_to=_nameless, blank=True)
    rows = models.PositiveIntegerField(default=0)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(db_index=True)
    written_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("export")
        verbose_name_plural = _("exports")

    def __str__(self) -> str:
        return self.title
