"""Writing a letter: one plain text with at most one link that acts; the HTML is made from it, so both always agree.

Form of a letter: the first line is `Subject: …`; paragraphs are divided by blank lines, the first greets and the second
says what happened; a paragraph that is only `[Label](address)` is the one thing to do.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import mrml
from django.conf import settings
from django.template import Context, Template
from django.template.loader import get_template
from django.utils.html import escape, format_html, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language, ngettext

from goldseam.core.people import kept
from goldseam.core.people.models import Association
from goldseam.foundation.rows import Pieces

# Mail programs ignore style sheets: what a button looks like must stand on it.
BUTTON = (
    "display:inline-block;padding:13px 24px;background:#0e4a4d;color:#fbf8f1;font-family:Helvetica,Arial,sans-serif;"
    "font-weight:600;text-decoration:none;border-radius:2px"
)
# Two letters of the private use area: nobody's name has them, and nothing escapes them.
BEGINS, ENDS = "\ue000", "\ue001"
GAP = re.compile(f"{BEGINS}([a-z_.]+){ENDS}")
# A letter that is told in another one: its template and context.
Also = tuple[str, Mapping[str, Any]]
ACTION = re.compile(r"^\[(?P<label>[^\]]+)\]\((?P<url>[^)\s]+)\)$")


@dataclass(frozen=True)
class Letter:
    """A written letter."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True)
class Foot:
    """What stands below a letter that nobody has to get: why it came, and the link that ends it."""

    words: str
    label: str
    url: str


def absolute(path: str) -> str:
    """The address of a page of this site as it stands in a letter."""
    return path if path.startswith("http") else f"{settings.BASE_URL}{path}"


@cache
def _layout() -> Template:
    """The one MJML layout, compiled once per process."""
    source = (Path(__file__).parent / "templates" / "mail" / "layout.mjml").read_text()
    return Template(mrml.to_html(source).content)


def write(template: str, context: Mapping[str, Any], also: Sequence[Also] = ()) -> Letter:
    """Fill `<app>/mail/<name>.txt` (named `<app>/<name>`) and make both parts; what is told `also` follows, a paragraph
    each. Raises TemplateDoesNotExist.
    """
    association = context.get("association") or kept.association()
    subject, body = _filled(template, {**context, "association": association})
    others = [_filled(name, {**context, **told, "association": association})[1] for name, told in also]
    return compose(subject, _together(body, others), association)


def _filled(template: str, context: Mapping[str, Any]) -> tuple[str, str]:
    """Subject and plain text."""
    app, name = template.split("/")
    # Letters are plain text first: nothing in them is HTML, so nothing is escaped until the HTML part is made.
    source: Any = get_template(f"{app}/mail/{name}.txt")
    filled = source.template.render(Context({**context, "base_url": settings.BASE_URL}, autoescape=False))
    head, _, body = filled.strip().partition("\n")
    return head.removeprefix("Subject:"), body


def _together(body: str, others: Sequence[str]) -> str:
    """One letter that tells what others would: of each what happened, and its one link, unless that stands there."""
    if not others:
        return body
    parts = [body, _one_more_thing(len(others))]
    for other in others:
        # The first paragraph greets, the second says what happened.
        paragraphs = _paragraphs(other)
        happened, action = paragraphs[1], next(filter(ACTION.match, paragraphs), "")
        parts.append(capfirst(happened))
        link = ACTION.match(action)
        if link and not any(f"({link['url']})" in part for part in parts):
            parts.append(action)
    return "\n\n".join(parts)


def _one_more_thing(count: int) -> str:
    return ngettext(
        "There is one more thing, and we would rather not write twice.",
        "There are other things too, and we would rather not write for each of them.",
        count,
    )


def _paragraphs(body: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", body.strip()) if part.strip()]


class Form:
    """A letter to many, written once. `own` names what differs from one to the next, as the template does
    (`person.given_name`): a gap, which is a word in the letter and never a condition. One whose name ends in `_url` is
    the path of a page of ours. The parts are put together where they are stored: what is the same goes there once.
    """

    def __init__(
        self, template: str, context: Mapping[str, Any], own: Iterable[str], also: Sequence[Also] = ()
    ) -> None:
        letter = write(template, {**context, **_gaps(own)}, also)
        self._subject = GAP.split(letter.subject)
        self.text, self.html = (_pieces(kind, words) for kind, words in (("text", letter.text), ("html", letter.html)))

    def words(self, own: Mapping[str, str]) -> dict[str, str]:
        """What one letter is told: its subject, and their own words for the gaps of both parts."""
        words = {name: word[1:] if name.endswith("_url") else word for name, word in own.items()}
        told = {f"text {name}": word for name, word in words.items()}
        told |= {f"html {name}": escape(word) for name, word in words.items()}
        # Constant words stand at even places, names of gaps at odd ones.
        parts = (words[part] if place % 2 else part for place, part in enumerate(self._subject))
        return told | {"subject": " ".join("".join(parts).split())[:200]}


def _pieces(kind: str, words: str) -> Pieces:
    parts = GAP.split(words)
    return Pieces(parts[::2], [f"{kind} {name}" for name in parts[1::2]])


def _gaps(names: Iterable[str]) -> dict[str, Any]:
    gaps: dict[str, Any] = {}
    for name in names:
        first, _, rest = name.partition(".")
        gap = f"{'/' if name.endswith('_url') else ''}{BEGINS}{name}{ENDS}"
        if rest:
            gaps.setdefault(first, {})[rest] = gap
        else:
            gaps[first] = gap
    return gaps


def compose(subject: str, body: str, association: Association, foot: Foot | None = None) -> Letter:
    """Make both parts of a letter from its subject and plain text."""
    subject = " ".join(subject.split())[:200]
    paragraphs = _paragraphs(body)
    told = {"language": get_language(), "subject": subject, "body": _html(paragraphs), "association": association}
    html = _layout().render(Context({**told, "foot": foot}))
    return Letter(subject, _text(paragraphs, association, foot), html)


def _text(paragraphs: list[str], association: Association, foot: Foot | None) -> str:
    lines = [ACTION.sub(lambda m: f"{m['label']}:\n{absolute(m['url'])}", part) for part in paragraphs]
    lines.append(f"{association.name}\n{association.address}".strip())
    if foot:
        lines.append(f"{foot.words}\n{foot.label}:\n{foot.url}")
    return "\n\n".join(lines) + "\n"


def _html(paragraphs: list[str]) -> SafeString:
    return mark_safe("".join(_paragraph(part) for part in paragraphs))  # noqa: S308 - each part is escaped below


def _paragraph(part: str) -> str:
    action = ACTION.match(part)
    # A button leads to our own pages only, whatever somebody managed to type into a name.
    if action and absolute(action["url"]).startswith(f"{settings.BASE_URL}/"):
        return format_html(
            '<p style="margin:28px 0"><a href="{}" style="{}">{}</a></p>',
            absolute(action["url"]),
            BUTTON,
            action["label"],
        )
    return f'<p style="margin:0 0 18px">{urlize(escape(part), autoescape=False).replace(chr(10), "<br>")}</p>'
