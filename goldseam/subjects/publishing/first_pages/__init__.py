"""The pages an association begins with, so that nobody starts in front of an empty site."""

from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from goldseam.core.people.models import Association
from goldseam.foundation import pagecache
from goldseam.subjects.publishing.actions import keep_hub_pages, put_out
from goldseam.subjects.publishing.manuscript import read
from goldseam.subjects.publishing.models import (
    TOP,
    BlogIndexPage,
    HomePage,
    HubIndexPage,
    NewsIndexPage,
    PublicPage,
    StandardPage,
)

TEXTS = Path(__file__).parent
PORTS = {"http": 80, "https": 443}


@transaction.atomic
def make_first_pages(*, at: datetime) -> HomePage:
    """Build the tree: first page, blog, news, hubs, and the texts every association needs. What is there stays."""
    home = _home(at)
    for page in _lists():
        _unless_there(home, page, at)
    for file in sorted(TEXTS.glob("*.md")):
        _unless_there(home, _text(file), at)
    _stand_at(home)
    keep_hub_pages(at=at)
    pagecache.drop()
    return home


def _home(at: datetime) -> HomePage:
    found: HomePage | None = HomePage.objects.first()
    if found:
        return found
    # Wagtail's own migrations leave a page of welcome where ours belongs; its site goes with it.
    Page.objects.filter(depth=2, slug=TOP).delete()
    home = HomePage(
        title=Association.get().name,
        slug=TOP,
        opening=_("We learn from each other, and we mend what breaks."),
        standfirst=_("An association of people who do the same work and want to do it better, together and near home."),
        what=[("part", {"heading": str(heading), "words": str(words)}) for heading, words in _what()],
    )
    put_out(page=home, below=Page.get_first_root_node(), at=at)
    return home


def _what() -> list[tuple[str, str]]:
    return [
        (_("Learning"), _("Short factsheets, written by people who do the work and checked against what is known.")),
        (_("Near home"), _("Local hubs where you meet the others who do what you do, in the room or on a screen.")),
        (
            _("A record that is yours"),
            _("What you read and learn with us is noted for you, and you can take it with you."),
        ),
        (
            _("Mending"),
            _("When something breaks between us we look for it ourselves, put it right, and show you the mend."),
        ),
    ]


def _lists() -> list[PublicPage]:
    return [
        BlogIndexPage(
            title=_("Blog"), slug="blog", standfirst=_("Longer thoughts, by people who put their name to them.")
        ),
        NewsIndexPage(title=_("News"), slug="news", standfirst=_("What is new, and how it stands now.")),
        HubIndexPage(
            title=_("Hubs"), slug="hubs", standfirst=_("Every member belongs to the association and to a local hub.")
        ),
    ]


def _text(file: Path) -> StandardPage:
    """A text of this folder; its name is its address after a number that keeps the order."""
    text = read(file)
    return StandardPage(
        slug=file.stem.partition("-")[2],
        title=text.head["title"],
        standfirst=text.head.get("standfirst", ""),
        place=text.head.get("place", ""),
        show_in_menus="menu" in text.head,
        body=text.body,
    )


def _unless_there(home: HomePage, page: PublicPage, at: datetime) -> None:
    if not Page.objects.child_of(home).filter(slug=page.slug).exists():
        put_out(page=page, below=home, at=at)


def _stand_at(home: HomePage) -> None:
    """Let Wagtail know under which address the tree stands."""
    address = urlsplit(settings.BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname or "localhost",
            "port": address.port or PORTS[address.scheme],
            "site_name": home.title,
            "root_page": home,
        },
    )
