"""What WordPress keeps in its texts besides HTML: shortcodes, blocks' comments, and paragraphs that are empty lines."""

import re
from collections.abc import Mapping
from html import escape, unescape

from django.utils.translation import gettext as _

# Every repetition has an end: without one, a text of many beginnings takes time with the square of its length.
_CAPTION = re.compile(r"\[(?:wp_)?caption\b[^\]]{0,500}\](.{0,3000}?)\[/(?:wp_)?caption\]", re.DOTALL)
_IMAGE = re.compile(r"(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?")
_EMBED = re.compile(r"\[(embed|youtube|vimeo)\b[^\]=]{0,80}(?:=\"?)?([^\]\"]{0,300})\]")
_EMBED_TEXT = re.compile(r"\[embed\b[^\]]{0,200}\](.{0,500}?)\[/embed\]", re.DOTALL)
_GALLERY = re.compile(r"\[gallery\b[^\]]{0,300}?\bids=[\"”]?([\d,\s]{1,3000})[^\]]{0,300}\]")
# `[sic]` and `[1]` are words of the author; a shortcode has values, or an end.
_WITH_VALUES = re.compile(r"\[/?([a-z][\w-]{1,40})\s+[^\[\]]{0,300}?=[^\[\]]{0,2000}\]")
_END = re.compile(r"\[/([a-z][\w-]{1,40})\]")
_EMPTY_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LINE_ENDS = re.compile(r"(?<![>\s])[ \t]*\n(?!\s*</?(?:p|ul|ol|li|h[1-6]|blockquote|figure|table|tr|td|th|div|pre)\b)")
MOST_NAMED = 5


def from_wordpress(text: str, pictures: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text as HTML, and notes on what could not be kept. `pictures` are the attachments by their number."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    has_blocks = "<!-- wp:" in text
    text = _CAPTION.sub(_figure, text)
    text = _EMBED_TEXT.sub(lambda found: f"\n\n{found[1].strip()}\n\n", text)
    text = _EMBED.sub(lambda found: f"\n\n{unescape(found[2]).strip()}\n\n", text)
    text = _GALLERY.sub(lambda found: _pictures(found[1], pictures), text)
    text, dropped = _without_shortcodes(text)
    notes = []
    if dropped:
        names = ", ".join(f"[{name}]" for name in sorted(dropped)[:MOST_NAMED])
        notes.append(_("Left out, for it is no text: %(names)s") % {"names": names})
    return (text if has_blocks else _paragraphs(text)), notes


def _figure(found: re.Match[str]) -> str:
    image = _IMAGE.search(found[1])
    if not image:
        return found[1]
    caption = (found[1][: image.start()] + found[1][image.end() :]).strip()
    return f"\n\n<figure>{image[0]}<figcaption>{caption}</figcaption></figure>\n\n"


def _pictures(numbers: str, pictures: Mapping[str, str]) -> str:
    found = [pictures[number] for number in re.findall(r"\d+", numbers) if pictures.get(number)]
    return "\n\n" + "".join(f'<img src="{escape(address)}" alt="">' for address in found) + "\n\n"


def _without_shortcodes(text: str) -> tuple[str, set[str]]:
    names = {match[1] for match in _WITH_VALUES.finditer(text)} | {match[1] for match in _END.finditer(text)}
    if not names:
        return text, names
    shortcode = re.compile(rf"\[/?(?:{'|'.join(map(re.escape, sorted(names)))})\b[^\[\]]{{0,4000}}\]")
    return shortcode.sub("", text), names


def _paragraphs(text: str) -> str:
    parted = _EMPTY_LINES.sub("\n</p><p>\n", f"<p>{text.strip()}</p>")
    return _LINE_ENDS.sub("<br>\n", parted)
