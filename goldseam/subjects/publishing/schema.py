"""What search engines read: schema.org as JSON-LD (https://schema.org, https://www.w3.org/TR/json-ld11/)."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from goldseam.foundation import clock
from goldseam.subjects.publishing.models import BlogPost, NewsItem, PublicPage

CONTEXT = "https://schema.org"
# A text that holds "</script>" would end the block; these are the same characters to whoever reads the JSON.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def script(entries: Sequence[dict[str, Any]]) -> SafeString:
    """The entries as data blocks, which no browser runs."""
    blocks = (json.dumps({"@context": CONTEXT, **entry}, ensure_ascii=False).translate(_ESCAPES) for entry in entries)
    return mark_safe("\n".join(f'<script type="application/ld+json">{block}</script>' for block in blocks))  # noqa: S308


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def organisation(association: Any) -> dict[str, Any]:
    details = {
        "@type": "Organization",
        "@id": absolute("/#association"),
        "name": association.name,
        "url": absolute("/"),
        "email": association.email,
        "address": association.address,
        "identifier": association.charity_number,
    }
    return {name: value for name, value in details.items() if value}


def blog_posting(post: BlogPost, *, image_path: str = "") -> dict[str, Any]:
    author = {"@type": "Person", "name": post.author.name, "url": absolute(f"/blog/authors/{post.author.slug}/")}
    if post.author.role:
        author["jobTitle"] = post.author.role
    entry = {**_article(post, "BlogPosting"), "author": author, "timeRequired": f"PT{post.minutes}M"}
    return {**entry, "image": absolute(image_path)} if image_path else entry


def news_article(item: NewsItem) -> dict[str, Any]:
    return {**_article(item, "NewsArticle"), "author": {"@id": absolute("/#association")}}


def _article(page: PublicPage, kind: str) -> dict[str, Any]:
    return {
        "@type": kind,
        "headline": page.title,
        "description": page.summary,
        "datePublished": _moment(page.first_published_at),
        "dateModified": _moment(page.last_published_at),
        "mainEntityOfPage": absolute(page.address),
        "publisher": {"@id": absolute("/#association")},
        "inLanguage": "en-GB",
    }


def breadcrumbs(pairs: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """`pairs` are name and path, from the first page to this one."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": absolute(path)}
            for number, (name, path) in enumerate(pairs, start=1)
        ],
    }


def _moment(at: datetime | None) -> str | None:
    return clock.local(at).isoformat() if at else None
