from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from goldseam.foundation.files.storage import PrivateFile


class FactsheetQuerySet(models.QuerySet["Factsheet"]):
    def published(self, *, on: date) -> "FactsheetQuerySet":
        """Factsheets with at least one version out on that day."""
        return self.filter(versions__published_on__lte=on).distinct()


class Factsheet(models.Model):
    """A best-practice factsheet: its title and summary are for everyone, its versions for members."""

    slug = models.SlugField(unique=True)
    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary for everyone"))
    minutes = models.PositiveSmallIntegerField(_("minutes of learning"), default=30)

    objects = FactsheetQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        verbose_name = _("factsheet")
        verbose_name_plural = _("factsheets")

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """One version of a factsheet; the one published last is the current one, the others say that they are superseded."""

    factsheet = models.ForeignKey(Factsheet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    published_on = models.DateField(_("published on"))
    review_by = models.DateField(_("to be reviewed by"), null=True, blank=True)
    authors = ArrayField(models.CharField(max_length=160), default=list, verbose_name=_("written by"))
    read_by = models.CharField(_("read by"), max_length=160, blank=True)
    what_changed = models.CharField(_("what changed"), max_length=200, blank=True)
    body = RichTextField(_("text"))
    file = models.FileField(_("PDF, if you have one"), upload_to="factsheets", storage=PrivateFile(), blank=True)

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["factsheet", "number"], name="versions_are_numbered_once")]

    def __str__(self) -> str:
        return f"{self.factsheet} {self.number}"
