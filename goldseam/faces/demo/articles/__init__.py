"""The demo association's blog and news: invented people, our own words, told backwards from today.

`{sunday +11}` in a news item is the Sunday in the eleventh week after the item went out, so that weekdays stay true
when the story is told in another year.
"""

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.text import slugify

from goldseam.core.people.models import Hub
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import teasers
from goldseam.subjects.publishing.actions import put_by, put_out
from goldseam.subjects.publishing.first_pages import make_first_pages
from goldseam.subjects.publishing.manuscript import Manuscript, parse, read
from goldseam.subjects.publishing.models import Author, BlogIndexPage, BlogPost, HomePage, NewsIndexPage, NewsItem

TEXTS = Path(__file__).parent
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
BEGAN = timedelta(weeks=160)
MORNING = time(9, 30)
_DAY = re.compile(r"\{(\w+) \+(\d+)\}")
_COMING = re.compile(r"in (\d+) days")


@transaction.atomic
def write_articles(at: datetime) -> None:
    """Fill blog, news and first page as they would stand at that moment. Hubs, plans and factsheets come before."""
    home = make_first_pages(at=at - BEGAN)
    _open(home)
    for file in sorted(TEXTS.glob("*.md")):
        _post(read(file), file.stem, at)
    for file in sorted(TEXTS.glob("news-*.txt")):
        for text in file.read_text(encoding="utf-8").split("\n====\n"):
            _news(text, at)


def _open(home: HomePage) -> None:
    """What this association says of itself on its first page."""
    home.opening = "Babies cannot say what they need. We help the people around them to notice."
    home.standfirst = (
        "We are health visitors, psychologists, midwives, nursery staff, social workers and students, learning "
        "together so that every baby has someone who pays attention."
    )
    home.save(update_fields=["opening", "standfirst"])


def _post(text: Manuscript, slug: str, at: datetime) -> None:
    post = BlogPost(
        title=text.head["title"],
        slug=slug,
        author=_author(text.head["author"]),
        standfirst=text.head["standfirst"],
        body=text.body,
        checked_by=text.head["checked by"],
    )
    post.tags.add(*text.head["tags"].split(", "))
    put_out(page=post, below=BlogIndexPage.objects.get(), at=moment(text.head["published"], at))


def _author(name: str) -> Author:
    about = (TEXTS / "authors.txt").read_text(encoding="utf-8").split("\n\n")
    role, biography = next(text.splitlines()[1:] for text in about if text.startswith(f"{name}\n"))
    known = {"name": name, "role": role, "biography": biography}
    return Author.objects.get_or_create(slug=slugify(name), defaults=known)[0]


def _news(text: str, at: datetime) -> None:
    published_at = moment(parse(text).head["published"], at)
    news = parse(_dated(text, published_at))
    page = NewsItem(
        title=news.head["title"],
        slug=slugify(news.head["title"])[:60].strip("-"),
        standfirst=news.head["standfirst"],
        body="".join(str(prose.source) for _, prose in news.body),
        points_to=_thing(news.head.get("thing", ""), at),
        hub=Hub.objects.filter(name=news.head.get("hub", "")).first(),
    )
    index = NewsIndexPage.objects.get()
    if published_at > at:
        put_by(page=page, below=index, until=published_at)
    else:
        put_out(page=page, below=index, at=published_at)


def _thing(named: str, at: datetime) -> str:
    """`library.factsheet sleep` → the reference of the first factsheet with that word in its title, if there is one."""
    kind, _, word = named.partition(" ")
    choices = teasers[kind].choices(at=at) if kind in teasers else ()
    return next((f"{kind}:{key}" for key, title in choices if word in str(title).lower()), "")


def moment(published: str, at: datetime) -> datetime:
    """Half past nine on a day: `friday 2` is the last Friday before today, less two weeks; `in 3 days` counts ahead."""
    today = local_date(at)
    coming = _COMING.fullmatch(published)
    if coming:
        return _morning(today + timedelta(days=int(coming[1])))
    weekday, weeks = published.split()
    back = (today.weekday() - WEEKDAYS.index(weekday)) % 7 or 7
    return _morning(today - timedelta(days=back, weeks=int(weeks)))


def _morning(day: date) -> datetime:
    return datetime.combine(day, MORNING, tzinfo=ZoneInfo(settings.TIME_ZONE))


def _dated(text: str, published_at: datetime) -> str:
    monday = published_at.date() - timedelta(days=published_at.weekday())

    def day(match: re.Match[str]) -> str:
        return date_format(monday + timedelta(days=WEEKDAYS.index(match[1]), weeks=int(match[2])), "l j F")

    return _DAY.sub(day, text)
