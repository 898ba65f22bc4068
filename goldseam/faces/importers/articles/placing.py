"""Which article goes to the blog and which to the news, by a rule over the words they were filed under."""

from collections import Counter
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from goldseam.faces.importers.articles.lines import words_of
from goldseam.faces.importers.models import Import, ImportedArticle

BLOG, NEWS, OUT = "blog", "news", "out"
LIKE_NEWS = ("news", "announcement", "press", "update", "notice", "event")
MOST_WORDS = 60
Place = ImportedArticle.Place
BATCH = 500


def guess(words: Counter[str]) -> dict[str, str]:
    """A rule to begin with: where each word leads to, the most frequent words first; the others lead to the blog."""
    return {
        word: NEWS if any(part in word.lower() for part in LIKE_NEWS) else BLOG
        for word, _count in words.most_common(MOST_WORDS)
    }


def place(words: Iterable[str], rule: Mapping[str, str]) -> str:
    """News when one of its words says so; left out when all of them do."""
    told = [rule.get(word, BLOG) for word in words] or [rule.get("", BLOG)]
    if NEWS in told:
        return Place.NEWS
    return Place.NONE if set(told) == {OUT} else Place.BLOG


def place_all(upload: Import) -> None:
    """Apply the rule of an import to its articles, and count where they go."""
    rule = upload.choices.get("rule", {})
    changed = []
    places: Counter[str] = Counter()
    for article in upload.articles.only("told", "left_out", "place", "upload_id").iterator(chunk_size=BATCH):
        article.place = Place.NONE if article.left_out else place(article.told.get("words", ()), rule)
        places[article.place or OUT] += 1
        changed.append(article)
    ImportedArticle.objects.bulk_update(changed, ["place"], batch_size=BATCH)
    upload.counts = upload.counts | {BLOG: places[BLOG], NEWS: places[NEWS], OUT: places[OUT]}


def for_the_news(blocks: list[dict[str, Any]]) -> str:
    """A body as the news hold one: text with links and lists. Pictures stay behind."""
    return "".join(_as_text(block["type"], block["value"]) for block in blocks)


def _as_text(kind: str, value: Any) -> str:
    if kind == "prose":
        html: str = value
        for heading in ("h2", "h3"):
            html = html.replace(f"<{heading}>", "<p><b>").replace(f"</{heading}>", "</b></p>")
        return html.replace("<b><b>", "<b>").replace("</b></b>", "</b>")
    if kind == "quote":
        whose = f" {escape(value['whose'], quote=False)}" if value["whose"] else ""
        words = escape(value["words"], quote=False).replace("\n", "<br/>")
        return f"<p>“{words}”{whose}</p>"
    if kind == "film":
        return f'<p><a href="{escape(value["address"])}">{escape(value["title"], quote=False)}</a></p>'
    if kind == "references":
        works = "".join(f"<li>{work.removeprefix('<p>').removesuffix('</p>')}</li>" for work in value)
        return f"<p><b>{_('References')}</b></p><ol>{works}</ol>"
    return ""


def standfirst(excerpt: str, blocks: list[dict[str, Any]], most: int = 300) -> str:
    """One or two sentences: what was written for it, or how the text begins."""
    text = excerpt
    if not text:
        prose = next((block["value"] for block in blocks if block["type"] == "prose"), "")
        paragraph = prose.partition("<p>")[2].partition("</p>")[0] or prose
        text = words_of(paragraph.replace("<br/>", " "))
    if len(text) <= most:
        return text
    ends = max(text.rfind(f"{end} ", 0, most - 1) for end in ".!?")
    return text[: ends + 1] if ends > most // 4 else f"{text[: most - 1].rsplit(' ', 1)[0]}…"
