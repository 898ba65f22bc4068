"""Putting pages out and taking them back, by the association's clock."""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q
from wagtail.models import Page, Revision

from goldseam.core.people.models import Hub, Person
from goldseam.foundation import pagecache
from goldseam.subjects.publishing.models import HubIndexPage, HubPage, PublicPage


@transaction.atomic
def put_out(*, page: PublicPage, below: Page, at: datetime, by: Person | None = None) -> None:
    """Add a page to the tree and publish it at that moment."""
    page.live, page.first_published_at, page.last_published_at = True, at, at
    _add(page, below)
    revision = page.save_revision(user=by, changed=False, clean=False)
    Page.objects.filter(pk=page.pk).update(live_revision=revision)
    pagecache.drop()


@transaction.atomic
def put_by(*, page: PublicPage, below: Page, until: datetime, by: Person | None = None) -> None:
    """Add a page to the tree that will be published at `until`."""
    page.live, page.go_live_at = False, until
    _add(page, below)
    page.save_revision(user=by, approved_go_live_at=until, clean=False)


@transaction.atomic
def keep_draft(*, page: PublicPage, below: Page, by: Person | None = None) -> None:
    """Add a page to the tree that nobody but editors sees."""
    page.live, page.has_unpublished_changes = False, True
    _add(page, below)
    page.save_revision(user=by, clean=False)


def _add(page: PublicPage, below: Page) -> None:
    # The tree counts children on the row, so a parent that was read earlier gives a place that is taken.
    Page.objects.select_for_update().get(pk=below.pk).add_child(instance=page)


def publish_due(*, at: datetime) -> None:
    """The sweep: take back what is over, publish what was put by until now or earlier, keep the pages of hubs."""
    over = Page.objects.filter(live=True, expire_at__lte=at)
    for pk in over.values_list("pk", flat=True):
        _take_back(pk)
    due = Revision.objects.filter(approved_go_live_at__lte=at).order_by("approved_go_live_at")
    for pk in due.values_list("pk", flat=True):
        _publish_revision(pk)
    keep_hub_pages(at=at)


@transaction.atomic
def _take_back(pk: int) -> None:
    page = Page.objects.select_for_update(skip_locked=True).filter(pk=pk, live=True).first()
    if page:
        page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")


@transaction.atomic
def _publish_revision(pk: int) -> None:
    revision = Revision.objects.select_for_update(skip_locked=True).filter(pk=pk).first()
    if revision is None or revision.approved_go_live_at is None:
        return
    went_out_at = revision.approved_go_live_at
    # Wagtail would ask the machine's clock whether this moment has passed, and put the page by once more.
    revision.content["go_live_at"] = None
    revision.save(update_fields=["content"])
    is_first = Q(pk=revision.object_id, first_published_at=None)
    was_new = Page.objects.filter(is_first).exists()
    revision.publish(log_action="wagtail.publish.scheduled")
    dates = {"last_published_at": went_out_at, **({"first_published_at": went_out_at} if was_new else {})}
    Page.objects.filter(pk=revision.object_id).update(**dates)


def date_by_the_clock(*, page: Page, at: datetime) -> None:
    """Replace the machine's time, by which Wagtail has just dated a published page, in the caller's transaction."""
    is_new = page.first_published_at == page.last_published_at
    dates = {"last_published_at": at, **({"first_published_at": at} if is_new else {})}
    Page.objects.filter(pk=page.pk).update(**dates)


@transaction.atomic
def keep_hub_pages(*, at: datetime) -> None:
    """Give each hub that has none a page of its own, and each page the name of its hub."""
    index = HubIndexPage.objects.first()
    for hub in Hub.objects.filter(page=None) if index else ():
        put_out(page=HubPage(title=hub.name, slug=hub.slug, hub=hub), below=index, at=at)
    for page in HubPage.objects.exclude(title=F("hub__name")).select_related("hub"):
        page.title = page.draft_title = page.hub.name
        page.last_published_at = at
        page.save(update_fields=["title", "draft_title", "last_published_at"])
        pagecache.drop()
