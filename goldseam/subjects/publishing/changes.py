"""When what the public sees has changed: Wagtail's and Django's hooks, each answered by forgetting the kept pages."""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from goldseam.foundation import clock, pagecache
from goldseam.subjects.publishing import actions

# Shown on cached pages and changed by screens of several apps: the news show the figures of plans and factsheets.
SHOWN = (
    "publishing.Author",
    "people.Association",
    "people.Hub",
    "membership.Plan",
    "membership.Price",
    "library.Factsheet",
    "library.Version",
)


def connect() -> None:
    """Listen; called once, when the applications are ready."""
    for signal in (page_unpublished, page_slug_changed, post_page_move):
        signal.connect(_forget, dispatch_uid="forget kept pages")
    page_published.connect(_published, dispatch_uid="forget kept pages")
    post_delete.connect(_forget, sender=Page, dispatch_uid="forget kept pages")
    # Whoever asks for a picture of theirs to go must not meet the pages that still name it.
    post_save.connect(_redrawn, sender="wagtailimages.Image", dispatch_uid="forget kept pages")
    post_delete.connect(_forget, sender="wagtailimages.Image", dispatch_uid="forget kept pages")
    post_save.connect(_renamed, sender="people.Person", dispatch_uid="forget kept pages")
    for model in SHOWN:
        post_save.connect(_forget, sender=model, dispatch_uid="forget kept pages")
        post_delete.connect(_forget, sender=model, dispatch_uid="forget kept pages")


def _forget(**_told: Any) -> None:
    pagecache.drop()


def _redrawn(created: bool, **_told: Any) -> None:
    """No page shows a picture that has just been brought in."""
    if not created:
        pagecache.drop()


def _renamed(instance: Any, update_fields: Iterable[str] | None = None, **_told: Any) -> None:
    """Of all people, pages show the names of those who lead a hub."""
    if {"given_name", "family_name"}.intersection(update_fields or ()) and instance.leads.exists():
        pagecache.drop()


def _published(instance: Page, **_told: Any) -> None:
    """Wagtail dates a page by the machine's clock; what readers see goes by the association's."""
    # A page put by for later sends the same signal, without going out.
    if instance.live:
        actions.date_by_the_clock(page=instance, at=clock.now())
    pagecache.drop()
