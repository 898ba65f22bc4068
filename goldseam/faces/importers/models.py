from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldseam.foundation.files import PrivateFile


def _nameless(row: models.Model, filename: str) -> str:
    """A name that nobody chose: what people call their files never becomes a path."""
    return f"imports/{uuid4().hex}"


def _picture_place(row: models.Model, filename: str) -> str:
    """As nameless, with the ending that the picture's content gave it."""
    return f"imports/{uuid4().hex}{Path(filename).suffix}"


class Import(models.Model):
    """One file of people or articles: read, looked through, brought in as a whole, and undone as a whole.

    `columns` names the field of each column, '' for one that is not used. `counts` are what was found on reading.
    `choices` are what was said about a file of articles, `made` what came of it besides its pages.
    """

    class Kind(models.TextChoices):
        PEOPLE = "people", _("People")
        ARTICLES = "articles", _("Articles")

    class DayOrder(models.TextChoices):
        UNKNOWN = "", _("Not said")
        DAY = "day", _("The day comes first: 03/04/2025 is 3 April")
        MONTH = "month", _("The month comes first: 03/04/2025 is March 4")

    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PEOPLE)
    filename = models.CharField(max_length=200)
    file = models.FileField(storage=PrivateFile(), upload_to=_nameless, blank=True)
    pictures = models.FileField(storage=PrivateFile(), upload_to=_nameless, blank=True)
    choices = models.JSONField(default=dict)
    made = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=64, db_index=True)
    day_order = models.CharField(max_length=5, choices=DayOrder.choices, blank=True)
    source = models.CharField(max_length=40, blank=True)
    headers = ArrayField(models.CharField(max_length=200), default=list)
    columns = ArrayField(models.CharField(max_length=40, blank=True), default=list)
    counts = models.JSONField(default=dict)
    trouble = models.CharField(max_length=300, blank=True)
    brought_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    last_fact = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.filename

    @property
    def is_ready(self) -> bool:
        """Whether it can be brought in: read, without a fault, and every likeness decided."""
        waits = self.trouble or self.counts.get("faulty") or self.counts.get("undecided")
        return bool(self.read_at and not self.applied_at and not waits)


class ImportRow(models.Model):
    """One row of a file, checked. Once it is brought in, only its number and the person are left of it."""

    class Decision(models.TextChoices):
        NONE = "", _("Not decided")
        SAME = "same", _("The same person")
        NEW = "new", _("Somebody else")
        LEAVE = "leave", _("Leave the row out")

    upload = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    lead = models.PositiveIntegerField()
    told = models.JSONField(default=dict)
    faults = ArrayField(models.CharField(max_length=300), default=list)
    alike = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    is_sure = models.BooleanField(default=False)
    decision = models.CharField(max_length=5, choices=Decision.choices, blank=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="import_rows"
    )
    is_new = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="one_row_per_number")]
        indexes = [
            models.Index(fields=["upload", "number"], name="row_with_fault", condition=~Q(faults=[])),
            models.Index(fields=["upload", "number"], name="row_alike", condition=Q(alike__isnull=False)),
        ]

    def __str__(self) -> str:
        return str(self.number)


class ImportedArticle(models.Model):
    """One article of a file, made ready for our pages. Once it is brought in, only its key and its page are left."""

    class Place(models.TextChoices):
        NONE = "", _("Left out")
        BLOG = "blog", _("Blog")
        NEWS = "news", _("News")

    upload = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="articles")
    number = models.PositiveIntegerField()
    key = models.CharField(max_length=200)
    title = models.CharField(max_length=255)
    told = models.JSONField(default=dict)
    notes = ArrayField(models.CharField(max_length=300), default=list)
    left_out = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=4, choices=Place.choices, blank=True)
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = _("article of an import")
        verbose_name_plural = _("articles of imports")
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="one_article_per_number")]
        indexes = [models.Index(fields=["key"], name="article_by_key")]

    def __str__(self) -> str:
        return self.title


class ImportedPicture(models.Model):
    """A picture that an article shows: found in what was handed in or fetched, checked, and kept until it is needed."""

    upload = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="picture_rows")
    address = models.CharField(max_length=500)
    file = models.FileField(storage=PrivateFile(), upload_to=_picture_place, blank=True)
    trouble = models.CharField(max_length=300, blank=True)
    image = models.ForeignKey("wagtailimages.Image", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("picture of an import")
        verbose_name_plural = _("pictures of imports")
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=["upload", "address"], name="one_picture_per_address")]

    def __str__(self) -> str:
        return self.address
