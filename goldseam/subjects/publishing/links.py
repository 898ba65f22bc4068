"""Links from running text to other pages."""

from html import escape
from typing import Any

from wagtail.models import Page
from wagtail.rich_text.pages import PageLinkHandler

from goldseam.subjects.publishing.models import address_of


class QuickPageLinks(PageLinkHandler):
    """One query for all links of a text; Wagtail's own asks for each whole page and for the addresses of its site.

    A page that is not public leaves its words and no link.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        wanted = [int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id", "")).isdecimal()]
        paths = dict(Page.objects.live().filter(pk__in=wanted).values_list("pk", "url_path"))
        addresses = {str(pk): address_of(url_path) for pk, url_path in paths.items()}
        return [
            f'<a href="{escape(addresses[attrs["id"]])}">' if attrs.get("id") in addresses else "<a>"
            for attrs in attrs_list
        ]
