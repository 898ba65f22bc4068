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

from goldseam.foundation.contracts import NothingPersonal, PersonalData, declare

PAGES = _("Who published what in the association's name.")

for model, person, fields in [
    (pages.Page, "owner", ["title", "first_published_at", "last_published_at"]),
    (pages.Revision, "user", ["object_str", "created_at"]),
    (pages.PageLogEntry, "user", ["label", "action", "timestamp"]),
    (pages.ModelLogEntry, "user", ["label", "action", "timestamp"]),
    (pages.Comment, "user", ["text", "created_at"]),
    (pages.CommentReply, "user", ["text", "created_at"]),
    (pages.WorkflowState, "requested_by", ["status", "created_at"]),
    (pages.TaskState, "finished_by", ["status", "comment", "started_at", "finished_at"]),
    (pages.UploadedFile, "uploaded_by_user", ["file"]),
    (Image, "uploaded_by_user", ["title", "created_at"]),
    (Document, "uploaded_by_user", ["title", "created_at"]),
]:
    declare(model, PersonalData(person=person, fields=fields, kept_because=PAGES))

for model, fields in [
    (pages.APIToken, ["name", "created", "last_used_at", "revoked_at"]),
    (pages.PageSubscription, ["page__title", "comment_notifications"]),
    (EditingSession, ["last_seen_at"]),
    (FormState, ["last_updated_at"]),
    (UserProfile, ["preferred_language", "current_time_zone", "theme", "contrast", "density", "avatar"]),
]:
    declare(model, PersonalData(person="user", fields=fields, deleted=True))

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
