from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable


class Country(ClusterableModel):
    """Where parents of one country find help beside the practice. The first country stands open on the page."""

    name = models.CharField(_("country"), max_length=60, unique=True)
    emergency = models.CharField(
        _("in danger now"), max_length=200, help_text=_("Such as: If someone is in danger now, call 999.")
    )
    checked_on = models.DateField(
        _("checked on"), null=True, blank=True, help_text=_("When somebody last called or read each of them.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [
        FieldPanel("name"),
        FieldPanel("emergency"),
        InlinePanel("signposts", label=_("Who helps")),
        FieldPanel("checked_on"),
        FieldPanel("position"),
    ]

    class Meta:
        ordering = ("position", "name")
        verbose_name = _("help in a country")
        verbose_name_plural = _("help for families")

    def __str__(self) -> str:
        return self.name


class Signpost(Orderable):
    """One place that helps: who they are, what for, and how to reach them."""

    country = ParentalKey(Country, on_delete=models.CASCADE, related_name="signposts")
    name = models.CharField(_("name"), max_length=80)
    what_for = models.CharField(_("what for"), max_length=160)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    url = models.URLField(_("address on the web"), blank=True)

    panels = [FieldPanel("name"), FieldPanel("what_for"), FieldPanel("phone"), FieldPanel("url")]

    class Meta(Orderable.Meta):
        verbose_name = _("signpost")
        verbose_name_plural = _("signposts")

    def __str__(self) -> str:
        return self.name

    @property
    def dial(self) -> str:
        """The number as telephones take it (RFC 3966), without spaces; the country is the caller's own."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
