"""What the office's page editor knows of ours."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.permissions import register_permission_policy
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.roles import PAGES
from goldseam.subjects.publishing.forms import NewsForm
from goldseam.subjects.publishing.links import QuickPageLinks
from goldseam.subjects.publishing.models import Author, NewsItem

NewsItem.base_form_class = NewsForm


@hooks.register("register_rich_text_features", order=10)
def links(features: FeatureRegistry) -> None:
    features.register_link_type(QuickPageLinks)


class AuthorViewSet(SnippetViewSet):
    model = Author
    icon = "user"
    menu_label = _("Authors")
    add_to_admin_menu = True
    menu_order = 250
    list_display = ("name", "role")
    search_fields = ("name", "role")
    panels = (
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("role"),
        FieldPanel("biography"),
        FieldPanel("portrait"),
    )


register_permission_policy(
    Author, DeskPolicy(Author, dict.fromkeys(("view", "add", "change", "delete"), PAGES), is_for_readers=False)
)
register_snippet(AuthorViewSet)
