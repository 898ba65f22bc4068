"""Bringing articles in: authors, pictures, pages and their old addresses, in one transaction."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.core.files.base import File
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.models import Image
from wagtail.models import Page

from goldseam.core.people.models import Association, Person
from goldseam.faces.importers.articles.placing import NEWS, for_the_news
from goldseam.faces.importers.articles.source import DRAFT, moment
from goldseam.faces.importers.models import Import, ImportedArticle
from goldseam.foundation.work.runs import CannotRun, Tell
from goldseam.subjects.publishing.actions import keep_draft, put_by, put_out
from goldseam.subjects.publishing.models import (
    RESERVED_SLUGS,
    Author,
    BlogIndexPage,
    BlogPost,
    NewsIndexPage,
    NewsItem,
    PublicPage,
    address_of,
)

BATCH = 100
_HREF = re.compile(r'href="([^"]*)"')


def bring_in(upload: Import, *, by: int | None, at: datetime, tell: Tell) -> int:
    """Make the pages, in the caller's transaction; how many. Raises CannotRun, and Stopped from `tell`."""
    arrival = _Arrival(upload, Person.objects.filter(pk=by).first(), at)
    try:
        return arrival.everything(tell)
    except BaseException:
        # The rows go with the transaction, whatever ended it; the pictures' files would stay behind.
        arrival.take_files_away()
        raise


@dataclass
class _Arrival:
    upload: Import
    by: Person | None
    at: datetime
    images: dict[str, Image] = field(default_factory=dict)
    authors: dict[str, Author] = field(default_factory=dict)
    new_addresses: dict[str, str] = field(default_factory=dict)
    slugs: dict[str, set[str]] = field(default_factory=dict)
    made: dict[str, list[int]] = field(default_factory=lambda: {"authors": [], "images": [], "redirects": []})

    def everything(self, tell: Tell) -> int:
        self.indexes: Mapping[str, Page] = {"blog": _index(BlogIndexPage), "news": _index(NewsIndexPage)}
        self.slugs = {
            place: set(Page.objects.child_of(index).values_list("slug", flat=True))
            for place, index in self.indexes.items()
        }
        coming = self.upload.articles.exclude(place="")
        total = coming.count()
        self._name_addresses(coming)
        for done, article in enumerate(coming.iterator(chunk_size=BATCH)):
            tell(done, total)
            self._bring(article)
        self._redirect(coming)
        ImportedArticle.objects.filter(upload=self.upload).update(told={})
        self.upload.made = self.made
        self.upload.counts = self.upload.counts | {"people": total}
        return total

    def _name_addresses(self, coming: Any) -> None:
        """Say beforehand where each article will stand, so that those that name each other lead to the new place."""
        self.named: dict[int, str] = {}
        for key, title, place, told in coming.values_list("pk", "title", "place", "told").iterator(chunk_size=BATCH):
            slug = self._free_slug(place, told["slug"] or title)
            self.named[key] = slug
            if told["address"]:
                self.new_addresses[_bare(told["address"])] = f"{address_of(self.indexes[place].url_path)}{slug}/"

    def _free_slug(self, place: str, wanted: str) -> str:
        taken = self.slugs[place]
        base = slugify(wanted)[:80].strip("-_") or "article"
        base = f"{base}-article" if base in RESERVED_SLUGS or base.isdigit() else base
        number, slug = 2, base
        while slug in taken:
            slug, number = f"{base}-{number}", number + 1
        taken.add(slug)
        return slug

    def _bring(self, article: ImportedArticle) -> None:
        told = article.told
        blocks = self._with_new_addresses(told["blocks"])
        page = self._news(article, told, blocks) if article.place == NEWS else self._post(article, told, blocks)
        page.owner = self.by
        below, published_at = self.indexes[article.place], moment(told["at"])
        if told["state"] == DRAFT or published_at is None:
            keep_draft(page=page, below=below, by=self.by)
        elif published_at > self.at:
            put_by(page=page, below=below, until=published_at, by=self.by)
        else:
            put_out(page=page, below=below, at=published_at, by=self.by)
        article.page_id = page.pk
        article.revision = Page.objects.values_list("latest_revision_id", flat=True).get(pk=page.pk) or 0
        article.save(update_fields=["page", "revision"])

    def _post(self, article: ImportedArticle, told: dict[str, Any], blocks: list[dict[str, Any]]) -> BlogPost:
        stored = [self._stored(block) for block in blocks]
        post = BlogPost(
            title=article.title,
            slug=self.named[article.pk],
            author=self._author(told),
            standfirst=told["standfirst"],
            body=json.dumps([block for block in stored if block]),
        )
        post.tags.add(*told["tags"])
        return post

    def _news(self, article: ImportedArticle, told: dict[str, Any], blocks: list[dict[str, Any]]) -> NewsItem:
        return NewsItem(
            title=article.title,
            slug=self.named[article.pk],
            standfirst=told["standfirst"],
            body=for_the_news(blocks),
        )

    def _author(self, told: dict[str, Any]) -> Author:
        """Somebody with that name who writes here already, or a new profile; the association for what nobody signed."""
        association = Association.objects.first()
        name = told["author"] or (association.name if association else _("The association"))
        known = self.authors.get(name) or Author.objects.filter(name__iexact=name).order_by("pk").first()
        if known is None:
            base, number = slugify(name)[:40] or "author", 2
            slug = base
            while Author.objects.filter(slug=slug).exists():
                slug, number = f"{base}-{number}", number + 1
            known = Author.objects.create(name=name[:120], slug=slug, biography=told["biography"])
            self.made["authors"].append(known.pk)
        self.authors[name] = known
        return known

    def _stored(self, block: dict[str, Any]) -> dict[str, Any] | None:
        """A block as Wagtail keeps it; None for a picture that is not here."""
        value = block["value"]
        if block["type"] == "picture":
            image = self._image(value["address"], value["alt"])
            if image is None:
                return None
            shown = {"image": image.pk, "alt_text": value["alt"], "decorative": not value["alt"]}
            value = {"picture": shown, "caption": value["caption"]}
        elif block["type"] == "references":
            value = [{"type": "item", "value": work, "id": str(uuid4())} for work in value]
        return {"type": block["type"], "value": value, "id": str(uuid4())}

    def _image(self, address: str, alt: str) -> Image | None:
        if address in self.images:
            return self.images[address]
        row = self.upload.picture_rows.filter(address=address, trouble="").first()
        if row is None or not row.file:
            return None
        name = Path(urlsplit(address).path).stem
        with row.file.open("rb") as content:
            image = Image(title=(alt or name or _("Picture"))[:255], uploaded_by_user=self.by)
            # A name of ours: what somebody called their file never becomes a path, nor its ending a type.
            ending = Path(row.file.name or "").suffix
            image.file.save(f"{slugify(name)[:60] or 'picture'}{ending}", File(content), save=False)
        self.images[address] = image
        image._set_image_file_metadata()
        image.save()
        row.image = image
        row.save(update_fields=["image"])
        self.made["images"].append(image.pk)
        return image

    def _with_new_addresses(self, blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
        def one(found: re.Match[str]) -> str:
            new = self.new_addresses.get(_bare(unescape(found[1])))
            return f'href="{escape(new)}"' if new else found[0]

        for block in blocks:
            if block["type"] == "prose":
                block["value"] = _HREF.sub(one, block["value"])
            elif block["type"] == "references":
                block["value"] = [_HREF.sub(one, work) for work in block["value"]]
        return blocks

    def _redirect(self, coming: Any) -> None:
        """Let each old address lead to the page, where nothing else of ours stands there."""
        taken = {address_of(path) for path in Page.objects.filter(depth__gt=1).values_list("url_path", flat=True)}
        known = set(Redirect.objects.values_list("old_path", flat=True))
        for page, told in coming.values_list("page", "told"):
            path = urlsplit(told["address"]).path
            old = Redirect.normalise_path(path)
            is_free = old not in known and not {path, f"{old}/"} & taken and len(old) <= 255
            if page and is_free and old != "/" and "?" not in told["address"]:
                known.add(old)
                self.made["redirects"].append(Redirect.objects.create(old_path=old, redirect_page_id=page).pk)

    def take_files_away(self) -> None:
        """The database forgets by itself what was not committed; files do not."""
        for image in self.images.values():
            image.file.storage.delete(image.file.name)


def _index(model: type[PublicPage]) -> Page:
    page: Page | None = model.objects.first()
    if page is None:
        raise CannotRun(_("There is no blog or no news page yet. Please make the first pages first."))
    return page


def _bare(address: str) -> str:
    """An address without its scheme, `www.` and last slash: the same place, however it is written."""
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}{query}"
