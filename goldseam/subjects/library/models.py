from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.fields import RichTextField

from goldseam.foundation.files import PrivateFile, check_pdf
from goldseam.foundation.search import Folded, prefix_query


class FactsheetQuerySet(models.QuerySet["Factsheet"]):
    def published(self, *, on: date) -> "FactsheetQuerySet":
        """Factsheets with at least one version out on that day."""
        return self.filter(Q(pk__in=Version.objects.out(on=on).values("factsheet")))

    def with_current(self, *, on: date) -> "FactsheetQuerySet":
        """Annotate `current_number` and `current_on`: the version in force on that day and when it came out."""
        newest = Version.objects.out(on=on).filter(factsheet=OuterRef("pk")).order_by("-number")
        return self.annotate(
            current_number=Subquery(newest.values("number")[:1]),
            current_on=Subquery(newest.values("published_on")[:1]),
        )

    def search(self, text: str) -> "FactsheetQuerySet":
        """Factsheets with a word in title or summary that begins with each word of `text`; all when it has none."""
        query = prefix_query(text)
        return self.alias(words=Folded("title", "summary")).filter(words=query) if query else self


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

    def get_absolute_url(self) -> str:
        return f"/library/{self.slug}/"


class VersionQuerySet(models.QuerySet["Version"]):
    def out(self, *, on: date) -> "VersionQuerySet":
        """The versions published by that day."""
        return self.filter(published_on__lte=on)


class Version(models.Model):
    """One version of a factsheet: the highest one that is out is current, the others say that they are superseded."""

    factsheet = models.ForeignKey(Factsheet, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    published_on = models.DateField(_("published on"))
    review_by = models.DateField(_("to be reviewed by"), null=True, blank=True)
    authors = ArrayField(models.CharField(max_length=160), default=list, verbose_name=_("written by"))
    read_by = models.CharField(_("read by"), max_length=160, blank=True)
    what_changed = models.CharField(_("what changed"), max_length=200, blank=True)
    body = RichTextField(_("text"))
    file = models.FileField(
        _("PDF, if you have one"), upload_to="factsheets", storage=PrivateFile(), blank=True, validators=[check_pdf]
    )

    objects = VersionQuerySet.as_manager()

    class Meta:
        ordering = ("-number",)
        constraints = [models.UniqueConstraint(fields=["factsheet", "number"], name="versions_are_numbered_once")]

    def __str__(self) -> str:
        return f"{self.factsheet} {self.number}"

    @cached_property
    def author_names(self) -> str:
        """The authors in one line, as they put their names on it."""
        return "; ".join(self.authors)
