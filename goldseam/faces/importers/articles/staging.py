"""From the file into rows of ours, made ready and checked: no page is touched."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldseam.faces.importers.articles.cleaning import Cleaned, clean
from goldseam.faces.importers.articles.opening import open_export
from goldseam.faces.importers.articles.pictures import Gathering, polite
from goldseam.faces.importers.articles.placing import guess, place_all, standfirst
from goldseam.faces.importers.articles.sifting import TooDeep, without_data
from goldseam.faces.importers.articles.source import LATER, LIVE, LONGEST_TEXT, Article, Export
from goldseam.faces.importers.models import Import, ImportedArticle
from goldseam.foundation.tables import Unreadable
from goldseam.foundation.work.runs import Tell

BATCH = 50


def read_file(upload: Import, tell: Tell) -> None:
    """Read the file anew from its beginning. What cannot be read at all is noted as `trouble`.

    Pictures that are here stay: a run that was stopped goes on where it was.
    """
    upload.articles.all().delete()
    try:
        export = open_export(Path(upload.file.path), site=upload.choices.get("site", ""))
        words = _stage(upload, export, tell)
    except Unreadable as error:
        upload.articles.all().delete()
        upload.trouble, upload.counts = str(error)[:300], {}
        return
    with transaction.atomic():
        _leave_out_what_is_here(upload)
        _count(upload, export, words)


def _stage(upload: Import, export: Export, tell: Tell) -> Counter[str]:
    folder = upload.choices.get("folder")
    fetcher = polite() if upload.choices.get("fetches") else None
    gathering = Gathering(upload, folder=Path(folder) if folder else None, fetcher=fetcher)
    words: Counter[str] = Counter()
    seen: set[str] = set()
    articles = export.articles()
    while batch := list(islice(articles, BATCH)):
        rows = []
        for article in batch:
            tell(article.number - 1, export.total)
            row, cleaned = _made_ready(upload, article, export.site, seen)
            if cleaned:
                addresses = [address for address in cleaned.pictures if len(address) <= 500]
                gathering.gather(addresses)
            words.update(article.words or [""])
            rows.append(row)
        ImportedArticle.objects.bulk_create(rows)
    tell(export.total, export.total)
    return words


def _made_ready(upload: Import, article: Article, site: str, seen: set[str]) -> tuple[ImportedArticle, Cleaned | None]:
    row = ImportedArticle(upload=upload, number=article.number, key=article.key, title=article.title or _("No title"))
    html, cleaned = without_data(article.html), None
    if not article.left_out and len(html) > LONGEST_TEXT:
        article.left_out = _("Its text is longer than 300,000 characters, markup included.")
    if not article.left_out:
        try:
            cleaned = clean(html, title=article.title, base=article.address or site)
        except TooDeep:
            article.left_out = _("Its text is nested as no text is.")
    if cleaned:
        _lead_with(article, cleaned)
    row.left_out = article.left_out or _why_not(article, cleaned, seen)
    seen.add(article.key)
    if row.left_out or not cleaned:
        return row, None
    row.notes = [note[:300] for note in [*article.notes, *cleaned.notes, *_noted(article)]]
    row.told = _told(article, cleaned)
    return row, cleaned


def _why_not(article: Article, cleaned: Cleaned | None, seen: set[str]) -> str:
    if article.key in seen:
        return _("It stands in the file twice.")
    if cleaned is not None and not cleaned.blocks:
        return _("It has no text.")
    if not article.title:
        return _("It has no title.")
    if article.state in (LIVE, LATER) and article.at is None:
        return _("Nothing says when it was published.")
    return ""


def _noted(article: Article) -> Iterator[str]:
    if len(article.writers) > 1:
        names = ", ".join(writer.name for writer in article.writers[1:4])
        yield _("Written together with %(names)s; a post has one author here.") % {"names": names}
    if article.address and "?" in article.address:
        yield _("Its old address cannot be kept: it has a question mark in it.")


def _lead_with(article: Article, cleaned: Cleaned) -> None:
    """The picture above an article comes first, unless the text shows it anyway."""
    address = article.lead_picture
    if address and address not in cleaned.pictures:
        value = {"address": address, "alt": article.lead_alt, "caption": ""}
        cleaned.blocks.insert(0, {"type": "picture", "value": value})


def _told(article: Article, cleaned: Cleaned) -> dict[str, Any]:
    writer = article.writers[0] if article.writers else None
    return {
        "blocks": cleaned.blocks,
        "standfirst": standfirst(article.excerpt, cleaned.blocks) or article.title,
        "author": writer.name if writer else "",
        "biography": writer.biography if writer else "",
        "words": article.words,
        "tags": article.tags[:30],
        "state": article.state,
        "at": article.at.isoformat() if article.at else "",
        "address": article.address,
        "slug": article.slug[:200],
    }


def still_fits(upload: Import) -> bool:
    """Look again, just before it is brought in: what has come with another file meanwhile does not come twice."""
    _leave_out_what_is_here(upload)
    place_all(upload)
    return True


def _leave_out_what_is_here(upload: Import) -> None:
    """An article that came with an earlier file and still has its page does not come again."""
    keys = set(upload.articles.filter(left_out="").values_list("key", flat=True))
    here = ImportedArticle.objects.filter(upload__applied_at__isnull=False, upload__undone_at=None, page__isnull=False)
    known = set(here.filter(key__in=keys).values_list("key", flat=True))
    upload.articles.filter(key__in=known, left_out="").update(left_out=_("It is here already, from an earlier file."))


def _count(upload: Import, export: Export, words: Counter[str]) -> None:
    upload.source, upload.trouble = export.source, ""
    rule = upload.choices.get("rule") or guess(words)
    upload.choices = upload.choices | {"rule": rule}
    pictures = upload.picture_rows.all()
    upload.counts = {
        "articles": export.total,
        "people": export.total,
        "left_out": upload.articles.exclude(left_out="").count(),
        "drafts": upload.articles.filter(left_out="", told__state="draft").count(),
        "pictures": pictures.filter(trouble="").count(),
        "lost_pictures": pictures.exclude(trouble="").count(),
        "words": dict(words.most_common(len(rule))),
        "others": dict(export.others.most_common(10)),
        "undecided": 0 if upload.choices.get("confirmed") else len(rule),
    }
    place_all(upload)
    coming = upload.counts["articles"] - upload.counts["left_out"]
    if not coming:
        upload.trouble = _("Nothing of this file can come; below is said why.")
