"""What the office's page editor knows of ours."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from goldseam.subjects.publishing.forms import NewsForm
from goldseam.subjects.publishing.models import Author, NewsItem

NewsItem.base_form_class = NewsForm


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


register_snippet(AuthorViewSet)
