"""What the office can change: who helps families, country by country."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.roles import PAGES
from goldseam.foundation import pagecache
from goldseam.subjects.practice.models import Country

register_permission_policy(
    Country, DeskPolicy(Country, dict.fromkeys(("view", "add", "change", "delete"), PAGES), is_for_readers=False)
)


class CountryViewSet(SnippetViewSet):
    model = Country
    icon = "help"
    menu_label = _("Signposts for families")
    add_to_admin_menu = True
    menu_order = 260
    list_display = ("name", "emergency", "checked_on")


register_snippet(CountryViewSet)


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def forget_pages(request: Any, instance: Any) -> None:
    if isinstance(instance, Country):
        pagecache.drop()


@hooks.register("after_delete_snippet")
def forget_pages_of_deleted(request: Any, instances: Any) -> None:
    if any(isinstance(instance, Country) for instance in instances):
        pagecache.drop()
