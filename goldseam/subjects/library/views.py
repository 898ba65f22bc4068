from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from goldseam.core.people.models import Person
from goldseam.foundation import clock
from goldseam.foundation.access import anyone, signed_in
from goldseam.foundation.documents import render as render_document
from goldseam.foundation.files import serve
from goldseam.foundation.pagecache import cached
from goldseam.foundation.timeline.record import subject_key
from goldseam.subjects.cpd.actions import reading_of
from goldseam.subjects.library.actions import may_read, note_reading
from goldseam.subjects.library.documents import filename
from goldseam.subjects.library.models import Factsheet, Version

ON_A_PAGE = 20


@anyone()
@cached
def library(request: HttpRequest) -> HttpResponse:
    """All factsheets with their summaries, for everyone."""
    at = clock.now()
    on = clock.local_date(at)
    asked = request.GET.get("q", "").strip()
    found = Factsheet.objects.published(on=on).with_current(on=on).search(asked)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "query": asked, "is_open": may_read(request.user, on=on)}
    return _for_today(request, "library/list.html", context)


@anyone()
@cached
def factsheet(request: HttpRequest, slug: str) -> HttpResponse:
    """One factsheet: what it is for everyone, its text for current members."""
    sheet, versions = _published(slug)
    return _sheet(request, sheet, versions[0], versions)


@anyone()
@cached
def version(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """An older version, which says that it is superseded; the current one has its address without a number."""
    sheet, versions = _published(slug)
    chosen = next((version for version in versions if version.number == number), None)
    if chosen is None:
        raise Http404
    if chosen == versions[0]:
        return redirect(sheet)
    return _sheet(request, sheet, chosen, versions)


@signed_in()
def download(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The current version as PDF, for current members. There is no address for the file of an older one."""
    at = clock.now()
    sheet, versions = _published(slug)
    current = versions[0]
    if not may_read(request.user, on=clock.local_date(at)):
        return _private(render(request, "library/closed.html", {"sheet": sheet}, status=403))
    _note_reading(request, current)
    file: File = current.file or ContentFile(render_document("library.factsheet", current.pk).body)
    return serve(file, filename=filename(current), content_type="application/pdf", request=request)


def _published(slug: str) -> tuple[Factsheet, list[Version]]:
    """The factsheet and its versions that are out, newest first."""
    sheet = get_object_or_404(Factsheet, slug=slug)
    versions = list(sheet.versions.out(on=clock.local_date(clock.now())))
    if not versions:
        raise Http404
    for version in versions:
        version.factsheet = sheet
    return sheet, versions


def _sheet(request: HttpRequest, sheet: Factsheet, chosen: Version, versions: list[Version]) -> HttpResponse:
    is_open = may_read(request.user, on=clock.local_date(clock.now()))
    is_current = chosen == versions[0]
    if is_open and is_current:
        _note_reading(request, chosen)
    context: dict[str, Any] = {
        "sheet": sheet,
        "version": chosen,
        "versions": versions,
        "current": versions[0],
        "is_current": is_current,
        "is_open": is_open,
        "canonical_url": f"{settings.BASE_URL}{sheet.get_absolute_url()}",
        "og_title": sheet.title,
        "og_type": "article",
        "reading": reading_of(request.user, source=subject_key(chosen)) if isinstance(request.user, Person) else None,
    }
    return _for_today(request, "library/factsheet.html", context)


def _note_reading(request: HttpRequest, version: Version) -> None:
    """Somebody reads: no question about the headers, no browser that looks ahead, nobody with another's eyes."""
    ahead = request.headers.get("Sec-Purpose", "") + request.headers.get("Purpose", "")
    is_read = request.method == "GET" and "prefetch" not in ahead and not getattr(request, "seen_by", None)
    if is_read and isinstance(request.user, Person):
        note_reading(person=request.user, version=version, at=clock.now())


def _for_today(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """A page that may be kept for strangers until midnight, when another version may be out, and never for a member."""
    response: Any = render(request, template, context)
    response.valid_until = clock.midnight_after(clock.now())
    if request.user.is_authenticated:
        return _private(response)
    return response


def _private(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    return response
