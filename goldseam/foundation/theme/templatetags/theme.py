"""The components of every page. Each is shown on the components page."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Any

import segno
from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.widgets import Select, SelectMultiple
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.encoding import escape_uri_path
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from goldseam.foundation.discreet import path_of
from goldseam.foundation.theme import colours
from goldseam.foundation.theme.addresses import one_address

register = template.Library()

NOTICES: dict[str, Promise] = {
    "note": gettext_lazy("Please note"),
    "done": gettext_lazy("Done"),
    "warn": gettext_lazy("Soon"),
    "error": gettext_lazy("Not done"),
    "mended": gettext_lazy("Mended"),
}
MESSAGE_LEVELS = {"debug": "note", "info": "note", "success": "done", "warning": "warn"}
NUMBERS: list[Promise] = [
    gettext_lazy("Two"),
    gettext_lazy("Three"),
    gettext_lazy("Four"),
    gettext_lazy("Five"),
    gettext_lazy("Six"),
    gettext_lazy("Seven"),
    gettext_lazy("Eight"),
    gettext_lazy("Nine"),
]


@register.simple_tag
def language_tag() -> str:
    """The page's language as browsers write it: en-GB."""
    language, _dash, region = (get_language() or "en-gb").partition("-")
    return f"{language}-{region.upper()}" if region else language


@register.simple_tag(takes_context=True)
def association_name(context: Context, markup: bool = False) -> str:
    """The association's name; with `markup` what stands in brackets at its end is set small."""
    name = getattr(context.get("association"), "name", "") or _("Our association")
    head, bracket, tail = name.partition(" (")
    if not (markup and bracket):
        return name
    return format_html("{} <small>({}</small>", head, tail)


@register.simple_tag(takes_context=True)
def theme_colours(context: Context) -> str:
    """The address of the association's own colours, or nothing when it keeps the theme's."""
    association = context.get("association")
    sea = (getattr(association, "sea", "") or colours.SEA).lower()
    pot = (getattr(association, "pot", "") or colours.POT).lower()
    if (sea, pot) == (colours.SEA, colours.POT):
        return ""
    return f"{reverse('theme:colours')}?sea={sea.lstrip('#')}&pot={pot.lstrip('#')}"


@register.simple_tag(takes_context=True)
def here(context: Context) -> str:
    """The one address of a place whose path is built."""
    return one_address(escape_uri_path(context["request"].path), context.get("page"))


@register.simple_tag(takes_context=True)
def shared_picture(context: Context) -> dict[str, str]:
    """What stands beside a link that is passed on: the page's own picture, the association's mark, or our bowl."""
    if own := context.get("image_url"):
        return {"url": f"{settings.BASE_URL}{own}", "alt": str(context.get("image_alt", ""))}
    if mark := getattr(context.get("association"), "mark_url", ""):
        return {"url": f"{settings.BASE_URL}{mark}", "alt": association_name(context)}
    return {"url": f"{settings.BASE_URL}{static('theme/share.jpg')}", "alt": _("A clay bowl, mended with gold")}


@register.simple_tag(takes_context=True)
def running_places(context: Context) -> list[dict[str, str]]:
    """The places of the bar, the current one marked: by `current` if the page set it, else by its address."""
    places = getattr(context.get("navigation"), "running", None) or []
    request = context.get("request")
    path = getattr(request, "path", "")
    key = context.get("current") or _nearest(places, path)
    return [{"label": place.label, "url": place.url, "current": _current(place, key, path)} for place in places]


def _nearest(places: Sequence[Any], path: str) -> str:
    above = [place for place in places if path.startswith(place.url) and place.url != "/"]
    return max(above, key=lambda place: len(place.url)).url if above else ""


def _current(place: Any, key: str, path: str) -> str:
    if not key or key not in (place.key, place.url):
        return ""
    return "page" if path == place.url else "true"


@register.simple_block_tag
def notice(content: SafeString, kind: str = "note", word: str = "") -> str:
    """A rule, the word for it, what happened, what you can do. `kind` may be the tags of one of Django's messages."""
    kinds = [MESSAGE_LEVELS.get(tag, tag) for tag in kind.split()]
    kind = next((known for known in kinds if known in NOTICES), "note")
    body = content if "<p" in content else format_html("<p>{}</p>", content)
    role = mark_safe(' role="status"') if kind == "done" else ""
    return format_html('<div class="notice {}"{}><p>{}</p><div>{}</div></div>', kind, role, word or NOTICES[kind], body)


@register.filter
def discreet(text: str) -> str:
    """An address without what opens it."""
    return path_of(text)


@register.filter
def minutes(seconds: int) -> int:
    """Whole minutes, rounded up."""
    return -(-seconds // 60)


@register.simple_tag
@cache
def styles() -> SafeString:
    """The style sheets of every page. Their names change with their content, that is with a new start."""
    return render_to_string("theme/styles.html")


@register.simple_tag
def seam() -> SafeString:
    """Mended or joined. If you cannot say which, leave it out."""
    return mark_safe('<div class="seam" aria-hidden="true"></div>')


@register.inclusion_tag("theme/crumbs.html", takes_context=True)
def crumbs(context: Context, *labels_and_urls: str) -> dict[str, Any]:
    """`{% crumbs "Library" "/library/" "Infant sleep" %}`: pairs of label and address, last the page itself."""
    pairs = list(zip(labels_and_urls[:-1:2], labels_and_urls[1::2], strict=True))
    home = getattr(context.get("navigation"), "home_url", "") or "/"
    return {"home_url": home, "pairs": pairs, "here": labels_and_urls[-1]}


@register.inclusion_tag("theme/pagination.html", takes_context=True)
def pagination(context: Context, page: Any, parameter: str = "page") -> dict[str, Any]:
    """Page numbers for a page of Django's paginator; the rest of the address's question is kept."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    question = context["request"].GET.copy() if "request" in context else QueryDict(mutable=True)

    def leading_to(number: int) -> str:
        question[parameter] = str(number)
        return question.urlencode()

    return {
        "page": page,
        "numbers": [(number, leading_to(number) if isinstance(number, int) else "") for number in numbers],
        "before": leading_to(page.number - 1),
        "after": leading_to(page.number + 1),
    }


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A field of a form: label above, hint, what is wrong, the box."""
    return bound.render(template_name="django/forms/field.html")


@register.simple_tag
def field_kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, (RadioSelect, CheckboxSelectMultiple)):
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "tick"
    if not bound.field.required and not isinstance(widget, (Select, SelectMultiple)):
        return "optional"
    return "box"


@register.simple_tag
def choice_rows(bound: BoundField) -> list[dict[str, Any]]:
    """Each choice with its own input, label and words of help (see widgets.RadioRows)."""
    hints = getattr(bound.field.widget, "hints", {})
    rows = []
    for choice in bound.subwidgets:
        hint = hints.get(str(choice.data["value"]), "")
        if hint:
            choice.data["attrs"]["aria-describedby"] = f"{choice.id_for_label}_hint"
        rows.append({"input": choice.tag(), "id": choice.id_for_label, "label": choice.choice_label, "hint": hint})
    return rows


@register.inclusion_tag("theme/form_errors.html")
def form_errors(*forms: BaseForm | None, focus: bool = True) -> dict[str, Any]:
    """What needs another look, at the top of the page, each a link to its field. With `focus` the page opens there."""
    found = [entry for form in forms if form is not None for entry in _entries(form)]
    return {"errors": found, "heading": _heading(len(found)), "focus": focus}


def _entries(form: BaseForm) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = [{"target": "", "label": "", "words": words} for words in form.non_field_errors()]
    for bound in form:
        if not bound.errors:
            continue
        # What stands beside a box to tick may be a paragraph; here its beginning is enough to know it by.
        label = Truncator(str(bound.label)).chars(60)
        entries += [{"target": _first_id(bound), "label": label, "words": words} for words in bound.errors]
    return entries


def _first_id(bound: BoundField) -> str:
    return f"{bound.auto_id}_0" if field_kind(bound) == "choices" else bound.id_for_label or bound.auto_id


def _heading(count: int) -> str:
    number = NUMBERS[count - 2] if 2 <= count <= 9 else count
    return ngettext("One thing needs another look", "%(number)s things need another look", count) % {"number": number}


@register.simple_block_tag
def empty(content: SafeString, heading: str) -> str:
    """An empty place says why, and what would fill it."""
    return format_html('<div class="empty"><h3>{}</h3>{}</div>', heading, content)


@register.simple_block_tag
def history_item(content: SafeString, when: str, heading: str, state: str = "", words: str = "") -> str:
    """One line of a history. `state` is "mended" or "broken"; `words` say it: "Mended in eight days"."""
    said = format_html(" <strong>{}</strong>", words) if words else ""
    return format_html(
        '<li{}><p class="meta">{}{}</p><h3>{}</h3>{}</li>',
        format_html(' class="{}"', state) if state in ("mended", "broken") else "",
        format_html("{}.", when) if words else when,
        said,
        heading,
        content if "<p" in content or not content.strip() else format_html("<p>{}</p>", content),
    )


@register.simple_tag
def qr(address: str, label: str) -> SafeString:
    """A QR code as a picture with words. Error correction M: read from a screen with a thumb on it."""
    code = segno.make(address, error="m", micro=False)
    return format_html(
        '<div class="qr" role="img" aria-label="{}"><svg viewBox="0 0 {} {}" aria-hidden="true" focusable="false" '
        'shape-rendering="crispEdges"><path d="{}"/></svg></div>',
        label,
        *code.symbol_size(),
        "".join(_runs(code)),
    )


def _runs(code: segno.QRCode) -> Iterator[str]:
    for y, row in enumerate(code.matrix_iter()):
        x = 0
        for is_dark, run in groupby(row):
            length = len(list(run))
            if is_dark:
                yield f"M{x} {y}h{length}v1h-{length}z"
            x += length


@register.inclusion_tag("theme/hub_map.html")
def hub_map(hubs: Sequence[Any]) -> dict[str, Any]:
    """The map with numbered links, and the list beside it.

    A hub has name, url, lines (words under its name), and map_x and map_y in the map's own units: 340 wide, 536 high.
    """
    return {"numbered": [_numbered(number, hub) for number, hub in enumerate(hubs, start=1)]}


def _numbered(number: int, hub: Any) -> dict[str, Any]:
    x, y = hub.map_x, hub.map_y
    return {
        "number": number,
        "hub": hub,
        "is_on_map": bool(x or y),
        "dot": (x - 6, y - 6),
        "word": (x - 14, y + 11),
        "touch": (x - 44, y - 24),
    }
