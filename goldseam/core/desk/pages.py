"""A page of the office, and the file of one record."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin

from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.models import Person


class DeskPage(PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView):
    """Something to read or do, with its place in the office above it."""

    policy: ClassVar[DeskPolicy]
    permission_required: str | None = "view"

    @property
    def permission_policy(self) -> DeskPolicy:
        return self.policy

    @property
    def viewer(self) -> Person:
        """The member of staff who came in; the gate let nobody else through."""
        person = self.request.user
        if not isinstance(person, Person):
            raise PermissionDenied
        return person

    @property
    def may(self) -> dict[str, bool]:
        """What the visitor may do here: templates ask before they offer it."""
        return self.policy.allowed(self.request.user)

    def path(self) -> Sequence[tuple[Any, str]]:
        """Label and address of what stands above this page."""
        return ()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back. The page itself is not part of it: its heading stands below."""
        home = {"label": _("Today"), "url": reverse("wagtailadmin_home")}
        return [home, *({"label": str(label), "url": url} for label, url in self.path())]


class DeskRecord(DeskPage):
    """The file of one record among the rows that the policy shows this person; 404 for any other."""

    list_url_name: ClassVar[str] = ""
    file_url_name: ClassVar[str] = ""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.record = self.find()

    def rows(self) -> models.QuerySet[Any]:
        """The rows to look among, with what the page needs of each."""
        return self.policy.rows(self.request.user)

    def find(self) -> Any:
        found = self.rows().filter(pk=self.kwargs["pk"]).first()
        if found is None:
            raise Http404
        return found

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(str(self.policy.model._meta.verbose_name_plural).capitalize(), reverse(self.list_url_name))]

    def get_page_title(self) -> str:
        return str(self.record)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"record": self.record}
