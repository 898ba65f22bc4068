"""Undoing an import of articles as a whole, until an editor has changed one of its pages."""

from datetime import datetime

from django.db.models import F, Q
from django.utils.translation import gettext as _
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.models import Image
from wagtail.models import Page, ReferenceIndex

from goldseam.core.people.models import Person
from goldseam.faces.importers.models import Import
from goldseam.foundation import pagecache
from goldseam.subjects.publishing.models import Author, BlogPost


def why_not_undo(upload: Import) -> str:
    """Which page was changed or deleted since; '' when all are as they came."""
    came = upload.articles.exclude(revision=0)
    gone = came.filter(page=None).first()
    if gone:
        return _("“%(title)s” has been deleted since, so that the import can no longer be undone as a whole.") % {
            "title": gone.title
        }
    # A page that was put by has gone out by itself: that is no change by an editor.
    changed = came.exclude(Q(page__latest_revision=F("revision"))).first()
    if changed:
        return _("“%(title)s” has been changed since, so that the import can no longer be undone as a whole.") % {
            "title": changed.title
        }
    return ""


def take_back(upload: Import, *, by: int | None, at: datetime) -> None:
    """Delete the pages with what came for them alone, in the caller's transaction."""
    person = Person.objects.filter(pk=by).first()
    for page in Page.objects.filter(pk__in=upload.articles.exclude(page=None).values("page")).specific():
        page.delete(user=person)
    Redirect.objects.filter(pk__in=upload.made.get("redirects", ())).delete()
    for image in Image.objects.filter(pk__in=upload.made.get("images", ())):
        if not ReferenceIndex.get_references_to(image).exists():
            image.delete()
    used = BlogPost.objects.values("author")
    Author.objects.filter(pk__in=upload.made.get("authors", ())).exclude(pk__in=used).delete()
    pagecache.drop()
