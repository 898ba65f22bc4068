"""What the libraries beneath the office and the pages hold on people: who wrote, uploaded or changed what."""

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django.models import (
    ProcrastinateEvent,
    ProcrastinateJob,
    ProcrastinatePeriodicDefer,
    ProcrastinateWorker,
)
from taggit.models import Tag, TaggedItem
from wagtail import models as pages
from wagtail.admin.models import Admin, EditingSession, FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.embeds.models import Embed
from wagtail.images.models import Image, Rendition
from wagtail.search.models import IndexEntry
from wagtail.users.models import UserProfile

from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, declare

PAGES = _("Who published what in the association's name.")
# What the libraries keep beside the words of people: addresses, keys, positions, and the published texts themselves.
TECHNICAL = (
    "action", "content", "contentpath", "current_time_zone", "data", "density", "contrast", "theme", "description",
    "dismissibles", "draft_title", "file", "file_hash", "key_hash", "object_id", "parent_object_id", "path", "position",
    "preferred_language", "prefix", "search_description", "seo_title", "slug", "status", "url_path",
)  # fmt: skip
WORDS = {
    "object_str": _("Of what"),
    "revoked_at": _("Taken back"),
    "comment_notifications": _("Told of comments"),
    "preferred_language": _("Language"),
    "current_time_zone": _("Time zone"),
    "contrast": _("Contrast"),
    "density": _("Density"),
}

for model, person, fields, title in [
    (pages.Page, "owner", ["title", "first_published_at", "last_published_at"], _("Pages you made")),
    (pages.Revision, "user", ["object_str", "created_at"], _("Changes you made to pages")),
    (pages.PageLogEntry, "user", ["label", "action", "timestamp"], _("What you did with pages")),
    (pages.ModelLogEntry, "user", ["label", "action", "timestamp"], _("What you did with other things of the site")),
    (pages.Comment, "user", ["text", "created_at"], _("Comments you made on pages")),
    (pages.CommentReply, "user", ["text", "created_at"], _("Your answers to comments on pages")),
    (pages.WorkflowState, "requested_by", ["status", "created_at"], _("Approvals you asked for")),
    (pages.TaskState, "finished_by", ["status", "comment", "started_at", "finished_at"], _("Approvals you gave")),
    (pages.UploadedFile, "uploaded_by_user", ["file"], _("Files you were uploading")),
    (Image, "uploaded_by_user", ["title", "created_at"], _("Pictures you uploaded")),
    (Document, "uploaded_by_user", ["title", "created_at"], _("Documents you uploaded")),
]:
    declare(
        model,
        PersonalData(
            person=person,
            merging=Merging.STAYS,
            fields=fields,
            kept_because=PAGES,
            title=title,
            words=WORDS,
            technical=TECHNICAL,
        ),
    )

for model, fields, title in [
    (pages.APIToken, ["name", "created", "last_used_at", "revoked_at"], _("Keys for programs of yours")),
    (pages.PageSubscription, ["page__title", "comment_notifications"], _("Pages you follow")),
    (EditingSession, ["last_seen_at"], _("Pages you have open")),
    (FormState, ["last_updated_at"], _("Forms you were filling in")),
    (
        UserProfile,
        ["preferred_language", "current_time_zone", "theme", "contrast", "density", "avatar"],
        _("How you like your desk"),
    ),
]:
    declare(
        model,
        PersonalData(
            person="user",
            merging=Merging.STAYS,
            fields=fields,
            deleted=True,
            title=title,
            words=WORDS,
            technical=TECHNICAL,
            files=["avatar"] if "avatar" in fields else (),
        ),
    )

for model, because in [
    (Admin, "Only permissions hang on it."),
    (ContentType, "The names of tables."),
    (Embed, "A film or picture that somebody else published."),
    (IndexEntry, "The words of published pages."),
    (Redirect, "From which old address a page is reached."),
    (Rendition, "Sizes of a picture."),
    (Tag, "A word."),
    (TaggedItem, "Which page has which word."),
    (ProcrastinateEvent, "When a job began and ended."),
    (ProcrastinateJob, "Names of tasks; none of ours is told about a person."),
    (ProcrastinatePeriodicDefer, "When recurring work was asked for."),
    (ProcrastinateWorker, "Which worker is alive."),
    (pages.Collection, "A folder of pictures."),
    (pages.CollectionViewRestriction, "Who may see a folder, by role."),
    (pages.GroupApprovalTask, "A step of approval, by role."),
    (pages.GroupCollectionPermission, "What a role may do."),
    (pages.GroupPagePermission, "What a role may do."),
    (pages.GroupSitePermission, "What a role may do."),
    (pages.Locale, "A language."),
    (pages.PageViewRestriction, "Who may see a page, by role."),
    (pages.ReferenceIndex, "Which page uses which picture."),
    (pages.Site, "The site's address."),
    (pages.Task, "A step of approval."),
    (pages.Workflow, "A way of approval."),
    (pages.WorkflowContentType, "What a way of approval is for."),
    (pages.WorkflowPage, "Which pages a way of approval is for."),
    (pages.WorkflowTask, "Which steps a way of approval has."),
]:
    declare(model, NothingPersonal(because))
