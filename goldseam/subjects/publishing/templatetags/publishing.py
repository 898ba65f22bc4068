"""The body of a page, and what search engines read about the association."""

import re
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from wagtail.blocks.stream_block import StreamValue
from wagtail.rich_text import RichText

from goldseam.subjects.publishing import schema

register = template.Library()

_CITED = re.compile(r"\[(\d{1,2})\]")
_PARAGRAPH = re.compile(r"</?p\b[^>]*>")
# Whole tags are matched too, so that nothing inside one is taken for a citation.
_TAG_OR_CITED = re.compile(r"<[^>]*>|\[(\d{1,2})\]")


@register.simple_tag
def organisation(association: Any) -> SafeString:
    """The association, for search engines."""
    return schema.script([schema.organisation(association)])


@register.simple_tag
def body(stream: StreamValue) -> SafeString:
    """A page's text. `[1]` in it leads to the first reference, and back."""
    works = [_in_line(work) for block in stream if block.block_type == "references" for work in block.value]
    prose = " ".join(block.value.source for block in stream if block.block_type == "prose")
    cited = {int(number) for number in _CITED.findall(prose) if 0 < int(number) <= len(works)}
    numbered = [(number, work, number in cited) for number, work in enumerate(works, start=1)]
    shown = render_to_string("publishing/body.html", {"stream": stream, "works": numbered})
    return _linked(shown, cited)


def _in_line(text: RichText) -> SafeString:
    """A work is one line of a list: the editor's paragraphs become words."""
    return mark_safe(_PARAGRAPH.sub(" ", str(text)).strip())  # noqa: S308


def _linked(shown: str, cited: set[int]) -> SafeString:
    seen: set[int] = set()

    def link(match: re.Match[str]) -> str:
        number = int(match[1] or 0)
        if number not in cited:
            return match[0]
        place = "" if number in seen else format_html(' id="cited-{}"', number)
        seen.add(number)
        words = _("Reference %(number)d") % {"number": number}
        return format_html('<sup><a href="#work-{}"{} aria-label="{}">{}</a></sup>', number, place, words, number)

    return mark_safe(_TAG_OR_CITED.sub(link, shown))  # noqa: S308
