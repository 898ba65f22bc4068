"""The pages editors write. A page's own date is when it went out by the association's clock (`first_published_at`)."""

import re
from datetime import date, datetime
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PageManager, PageQuerySet
from wagtail.search import index

from goldseam.core.people.models import Hub
from goldseam.subjects.publishing.blocks import LINE, Body, Parts

# The slug of the first page is fixed, so an address is found without asking which site it belongs to.
TOP = "home"
WORDS_A_MINUTE = 220
_MARKUP = re.compile(r"<[^>]*>")
RESERVED_SLUGS = {"authors", "feed", "tags"}


def address_of(url_path: str) -> str:
    """The path on the site of a page of the tree: `/home/blog/` → `/blog/`."""
    return "/" + url_path.split("/", 2)[2]


def _words(value: Any) -> int:
    """How many words stand in a stored text, whatever blocks it is made of."""
    if isinstance(value, str):
        return len(_MARKUP.sub(" ", value).split())
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(_words(part) for part in parts)


class PublicQuerySet(PageQuerySet):
    def visible(self, *, at: datetime) -> "PublicQuerySet":
        """The pages that anybody may see at that moment."""
        return self.live().filter(Q(expire_at=None) | Q(expire_at__gt=at))

    def with_joined(self) -> "PublicQuerySet":
        """With the rows that each page is shown with."""
        # Django takes an empty list of relations for all of them.
        return self.select_related(*self.model.joined) if self.model.joined else self

    def for_lists(self) -> "PublicQuerySet":
        """With the columns that a list shows: a page has fifty, and its text may be long."""
        return self.with_joined().only(*self.model.in_lists)

    def newest(self) -> "PublicQuerySet":
        return self.order_by("-first_published_at", "-pk")


class PublicPage(Page):
    """What all pages share. There are no private ones: what is for members only stands in the library."""

    private_page_options: ClassVar[list[str]] = []
    show_in_menus_default = False
    # The rows to fetch together with the page, and the columns that a list of such pages needs.
    joined: ClassVar[tuple[str, ...]] = ()
    in_lists: ClassVar[tuple[str, ...]] = ("title", "url_path", "search_description", "first_published_at")

    objects: ClassVar[Any] = PageManager.from_queryset(PublicQuerySet)()
    search_fields: ClassVar[list[Any]] = [*Page.search_fields, index.FilterField("expire_at")]

    class Meta:
        abstract = True

    @property
    def address(self) -> str:
        """The path of the page on the site, from its row alone."""
        return address_of(self.url_path)

    @property
    def summary(self) -> str:
        """One or two sentences for lists and search engines."""
        return self.search_description or getattr(self, "standfirst", "")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Wagtail asks the page to show itself, in previews too; showing is the business of the views.
        show = import_string("goldseam.subjects.publishing.views.show")
        response: HttpResponse = show(request, self)
        return response

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        response = self.serve(request)
        # The office shows the preview in a frame of its own.
        response._csp_replace = {"frame-ancestors": ["'self'"]}  # type: ignore[attr-defined]
        return response


class HomePage(PublicPage):
    """The first page."""

    opening = models.CharField(_("opening line"), max_length=160)
    standfirst = models.TextField(_("standfirst"), max_length=300)
    feature = models.ForeignKey(
        "publishing.BlogPost",
        verbose_name=_("post to feature"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("When empty, the newest one."),
    )
    what = StreamField(Parts(), verbose_name=_("what we do"), blank=True)

    template = "publishing/home.html"
    max_count = 1
    is_creatable = False
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("opening"),
        FieldPanel("standfirst"),
        FieldPanel("feature"),
        FieldPanel("what"),
    ]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("seo_title"), FieldPanel("search_description")]


class StandardPage(PublicPage):
    """A page that stays: who we are, the terms, privacy."""

    class Place(models.TextChoices):
        NOWHERE = "", _("Linked from other pages only")
        ASSOCIATION = "association", _("In the contents, under the association")
        FAMILIES = "families", _("In the contents, for families")
        LEGAL = "legal", _("At the very end of each page")

    standfirst = models.TextField(_("standfirst"), max_length=300, blank=True)
    body = StreamField(Body(), verbose_name=_("text"), blank=True)
    place = models.CharField(_("where it is linked"), max_length=12, choices=Place.choices, blank=True)

    template = "publishing/standard.html"
    in_lists = (*PublicPage.in_lists, "standfirst")
    parent_page_types: ClassVar[list[str]] = ["publishing.HomePage", "publishing.StandardPage"]
    search_fields: ClassVar[list[Any]] = [
        *PublicPage.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body"),
        FieldPanel("place"),
    ]


class IndexPage(PublicPage):
    """A page that lists the pages below it. It is made once, and its address is promised: /blog/, /news/, /hubs/."""

    standfirst = models.TextField(_("standfirst"), max_length=300, blank=True)

    max_count = 1
    is_creatable = False
    parent_page_types: ClassVar[list[str]] = ["publishing.HomePage"]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("standfirst")]
    promote_panels: ClassVar[list[Any]] = [FieldPanel("seo_title"), FieldPanel("search_description")]

    class Meta:
        abstract = True


class BlogIndexPage(IndexPage):
    """The blog."""

    template = "publishing/blog.html"
    subpage_types: ClassVar[list[str]] = ["publishing.BlogPost"]


class NewsIndexPage(IndexPage):
    """The news."""

    template = "publishing/news.html"
    subpage_types: ClassVar[list[str]] = ["publishing.NewsItem"]


class HubIndexPage(IndexPage):
    """All hubs, on a map and in a list."""

    template = "publishing/hubs.html"
    subpage_types: ClassVar[list[str]] = ["publishing.HubPage"]


class Author(models.Model):
    """Somebody who writes for the blog. `person` says whose name it is, where we know them."""

    name = models.CharField(_("name"), max_length=120)
    slug = models.SlugField(_("address"), unique=True)
    role = models.CharField(_("role"), max_length=160, blank=True)
    biography = models.TextField(_("biography"), max_length=1200, blank=True)
    portrait = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("portrait"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="writes_as"
    )

    class Meta:
        ordering = ("name",)
        verbose_name = _("author")
        verbose_name_plural = _("authors")

    def __str__(self) -> str:
        return self.name

    @property
    def portrait_file(self) -> Any:
        """The picture itself; nothing without one."""
        return self.portrait.file if self.portrait else None

    @property
    def initials(self) -> str:
        """First and last initial of the name, without a title: Dr Maren Oakshott → MO."""
        names = [name for name in self.name.split() if not re.fullmatch(r"(Dr|Prof|Professor|Mrs?|Ms|Mx)\.?", name)]
        return "".join(name[0] for name in [*names[:1], *names[1:][-1:]]).upper()


class PostTag(TaggedItemBase):
    content_object = ParentalKey("publishing.BlogPost", on_delete=models.CASCADE, related_name="tagged_items")


class BelowAnIndex(PublicPage):
    """A page whose address must not be that of a list beside it: /blog/tags/, /news/2026/."""

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.slug in RESERVED_SLUGS or self.slug.isdigit():
            raise ValidationError({"slug": _("This address belongs to a list. Please choose another.")})


class BlogPost(BelowAnIndex):
    """A post by a named author."""

    author = models.ForeignKey(Author, verbose_name=_("author"), on_delete=models.PROTECT, related_name="+")
    standfirst = models.TextField(_("standfirst"), max_length=300)
    body = StreamField(Body(), verbose_name=_("text"))
    tags = ClusterTaggableManager(verbose_name=_("tags"), through=PostTag, blank=True)
    checked_by = models.CharField(_("checked by"), max_length=120, blank=True)

    template = "publishing/post.html"
    joined = ("author",)
    in_lists = (*PublicPage.in_lists, "standfirst", "author__name", "author__role", "author__slug")
    parent_page_types: ClassVar[list[str]] = ["publishing.BlogIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *PublicPage.search_fields,
        index.SearchField("standfirst", boost=1.5),
        index.SearchField("body"),
        index.RelatedFields("author", [index.SearchField("name")]),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("author"),
        FieldPanel("standfirst"),
        FieldPanel("body"),
        FieldPanel("tags"),
        FieldPanel("checked_by"),
    ]

    class Meta:
        verbose_name = _("blog post")
        verbose_name_plural = _("blog posts")

    @property
    def minutes(self) -> int:
        """Reading time in whole minutes, at least one."""
        return max(1, round(_words([block["value"] for block in self.body.raw_data]) / WORDS_A_MINUTE))


class NewsItem(BelowAnIndex):
    """A short announcement. `points_to` names a real thing (`kind:key` of the Teaser contract) whose state it shows."""

    standfirst = models.TextField(_("in short"), max_length=300)
    body = RichTextField(_("text"), features=[*LINE, "ol", "ul"], blank=True)
    points_to = models.CharField(_("points to"), max_length=120, blank=True)
    hub = models.ForeignKey(
        Hub, verbose_name=_("hub"), null=True, blank=True, on_delete=models.SET_NULL, related_name="news"
    )
    expires_on = models.DateField(
        _("last day on the first page"), null=True, blank=True, help_text=_("It stays in the archive.")
    )

    template = "publishing/news_item.html"
    in_lists = (*PublicPage.in_lists, "standfirst", "points_to", "expires_on")
    parent_page_types: ClassVar[list[str]] = ["publishing.NewsIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *PublicPage.search_fields,
        index.SearchField("standfirst"),
        index.SearchField("body"),
    ]
    content_panels: ClassVar[list[Any]] = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body"),
        FieldPanel("points_to"),
        FieldPanel("hub"),
        FieldPanel("expires_on"),
    ]

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news items")

    def has_expired(self, *, on: date) -> bool:
        return bool(self.expires_on and self.expires_on < on)


class HubPage(PublicPage):
    """A hub's own page; its introduction and its lead come from the hub."""

    hub = models.OneToOneField(Hub, verbose_name=_("hub"), on_delete=models.PROTECT, related_name="page")
    body = StreamField(Body(), verbose_name=_("text"), blank=True)

    template = "publishing/hub.html"
    joined = ("hub",)
    in_lists = (*PublicPage.in_lists, "hub__introduction")
    parent_page_types: ClassVar[list[str]] = ["publishing.HubIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    search_fields: ClassVar[list[Any]] = [
        *PublicPage.search_fields,
        index.SearchField("body"),
        index.RelatedFields("hub", [index.SearchField("introduction")]),
    ]
    content_panels: ClassVar[list[Any]] = [*Page.content_panels, FieldPanel("hub"), FieldPanel("body")]

    class Meta:
        verbose_name = _("hub page")
        verbose_name_plural = _("hub pages")

    @property
    def summary(self) -> str:
        return self.search_description or self.hub.introduction
