"""Exports as WordPress and Ghost write them, and pictures as people take them."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

from django.core.files.base import ContentFile
from PIL import Image

from goldseam.core.people.models import Person
from goldseam.faces.importers import actions
from goldseam.faces.importers.models import Import
from goldseam.faces.importers.tests.factories import silently
from goldseam.foundation.timeline.record import subject_key

LATER = datetime(2026, 11, 26, 12, 0, tzinfo=UTC)
HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Old site</title><link>https://old.example</link>
<wp:wxr_version>1.2</wp:wxr_version><wp:base_site_url>https://old.example</wp:base_site_url>
<wp:author><wp:author_login>maren</wp:author_login><wp:author_email>maren@families.example</wp:author_email>
<wp:author_display_name><![CDATA[Dr Maren Oakshott]]></wp:author_display_name></wp:author>
"""
BOWL = "https://old.example/wp-content/uploads/2019/03/bowl.jpg"
ATTACHMENT = f"""<item><title>bowl</title><wp:post_id>77</wp:post_id><wp:post_type>attachment</wp:post_type>
<wp:status>inherit</wp:status><wp:attachment_url>{BOWL}</wp:attachment_url></item>
"""


def item(
    title: str,
    text: str = "A potter I know keeps a cracked bowl by her door.",
    *,
    categories: Sequence[str] = (),
    tags: Sequence[str] = (),
    slug: str = "",
    status: str = "publish",
    at: str = "2019-03-04 10:00:00",
    **more: str,
) -> str:
    slug = slug or title.lower().replace(" ", "-")
    filed = [f'<category domain="category" nicename="x"><![CDATA[{name}]]></category>' for name in categories]
    filed += [f'<category domain="post_tag" nicename="x"><![CDATA[{name}]]></category>' for name in tags]
    others = "".join(f"<wp:{name}>{escape(value)}</wp:{name}>" for name, value in more.items())
    return (
        f"<item><title>{escape(title)}</title><link>https://old.example/2019/03/{slug}/</link>"
        f'<dc:creator><![CDATA[maren]]></dc:creator><guid isPermaLink="false">https://old.example/?p={slug}</guid>'
        f"<content:encoded><![CDATA[{text}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>"
        f"<wp:post_id>1</wp:post_id><wp:post_date_gmt>{at}</wp:post_date_gmt><wp:post_name>{slug}</wp:post_name>"
        f"<wp:status>{status}</wp:status><wp:post_type>post</wp:post_type>{others}{''.join(filed)}</item>\n"
    )


def wxr(*items: str) -> bytes:
    return (HEAD + "".join(items) + "</channel></rss>").encode()


def ghost(*posts: dict[str, Any], **tables: list[dict[str, Any]]) -> bytes:
    known = {"id": "1", "type": "post", "status": "published", "visibility": "public"}
    rows = [known | {"published_at": "2021-05-06T07:08:09.000Z"} | post for post in posts]
    users = [{"id": "u1", "name": "Dr Maren Oakshott", "bio": "She works in the valley."}]
    data = {"posts": rows, "users": users} | tables
    return json.dumps({"db": [{"meta": {"version": "5.0"}, "data": data}]}).encode()


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30)) -> bytes:
    file = BytesIO()
    Image.new("RGB", size, "#8a6d2f").save(file, kind)
    return file.getvalue()


def zipped(**files: bytes) -> ContentFile:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return ContentFile(file.getvalue())


def articles_of(
    content: bytes,
    *,
    pictures: Any = None,
    rule: dict[str, str] | None = None,
    by: Person | None = None,
    **choices: Any,
) -> Import:
    """A file of articles that was handed in and read; with `rule`, an editor has confirmed where they go."""
    upload = actions.receive(
        filename="export",
        content=ContentFile(content),
        kind="articles",
        pictures=pictures,
        choices=choices,
        by=by,
        at=LATER,
    )
    actions.read(subject=subject_key(upload), at=LATER, tell=silently)
    upload.refresh_from_db()
    if rule is not None:
        actions.set_rule(upload=upload, rule=rule)
        upload.refresh_from_db()
    return upload


def arrived(content: bytes, **details: Any) -> Import:
    """A file whose articles are here."""
    upload = articles_of(content, **({"rule": {}} | details))
    assert upload.is_ready, (upload.trouble, upload.counts)
    actions.apply(subject=subject_key(upload), at=LATER, tell=silently)
    upload.refresh_from_db()
    return upload
