import re
from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goldseam.foundation import clock
from goldseam.foundation.access import anyone
from goldseam.foundation.contracts import teasers
from goldseam.foundation.pagecache import cached
from goldseam.subjects.publishing import lines
from goldseam.subjects.publishing.schema import absolute

OF_EACH_KIND = 20
LONGEST_QUESTION = 200
PICTURES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}
A_YEAR = 31_536_000
# Places a search engine finds nothing in; who may see them is decided elsewhere.
NOT_FOR_ROBOTS = ("/directory/", "/me/", "/office/", "/pay/", "/search/", "/sign-in/")


def question(request: HttpRequest) -> str:
    """What was asked for: one line of text that a database can be asked with."""
    asked = request.GET.get("q", "").encode("utf-8", "ignore").decode()
    return re.sub(r"[\x00-\x1f\x7f\s]+", " ", asked).strip()[:LONGEST_QUESTION]


@anyone()
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """All kinds of public things that match, each kind in its own group."""
    asked = question(request)
    groups: list[dict[str, Any]] = []
    for kind, teaser in teasers.items() if asked else ():
        found = teaser.search(asked, at=clock.now(), limit=OF_EACH_KIND + 1)
        if found:
            label, rows = str(teaser.label), [lines.line(tease) for tease in found[:OF_EACH_KIND]]
            is_cut = len(found) > OF_EACH_KIND
            groups.append({"label": label, "id": kind.replace(".", "-"), "lines": rows, "is_cut": is_cut})
    count = sum(len(group["lines"]) for group in groups)
    is_cut = any(group["is_cut"] for group in groups)
    page = {"asked": asked, "groups": groups, "count": count, "is_cut": is_cut, "noindex": True}
    return render(request, "site/search.html", page)


@anyone()
@cached
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public address and its last change (https://www.sitemaps.org/protocol.html)."""
    at = clock.now()
    places = [place for teaser in teasers.values() for place in teaser.addresses(at=at)]
    entries = [
        (absolute(path), clock.local(changed_at).isoformat() if changed_at else "") for path, changed_at in places
    ]
    return render(request, "site/sitemap.xml", {"entries": entries}, content_type="application/xml")


@anyone()
@cached
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines may leave out, and where the sitemap is (RFC 9309)."""
    rules = ["User-agent: *", *[f"Disallow: {path}" for path in NOT_FOR_ROBOTS]]
    text = "\n".join([*rules, "", f"Sitemap: {absolute('/sitemap.xml')}", ""])
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@anyone()
@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture of a page, made from an editor's upload; the uploads themselves have no public address."""
    content_type = PICTURES.get(Path(name).suffix.lower())
    if content_type is None or not default_storage.exists(f"images/{name}"):
        raise Http404
    response = FileResponse(default_storage.open(f"images/{name}"), content_type=content_type)
    # The name is made from the picture and what was done to it, so it never changes.
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
