from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from goldseam.foundation.access import anyone
from goldseam.foundation.documents import render as render_document
from goldseam.foundation.pagecache import cached
from goldseam.foundation.theme.templatetags.theme import language_tag
from goldseam.subjects.practice import offline, practice_words
from goldseam.subjects.practice.models import Country

PAPER = "#f5efe3"
SUMMARY = gettext_lazy("Notice what broke between you and your child, and mend it. Private: it stays on your phone.")
ICONS = (("192", "any"), ("512", "any"), ("512-maskable", "maskable"))


@anyone()
@cached
@require_safe
def practice(request: HttpRequest) -> HttpResponse:
    """The practice, and around it the same in words, and where to find help."""
    countries = Country.objects.prefetch_related("signposts")
    context = {
        "countries": countries,
        **practice_words.words(),
        "description": SUMMARY,
        "og_title": _("Rupture and repair"),
    }
    return _page(request, "practice/practice.html", context)


@anyone()
@cached
@require_safe
def practitioners(request: HttpRequest) -> HttpResponse:
    """How to use the practice with families, and what it rests on."""
    description = _("How to use the rupture and repair practice with families, and the research it rests on.")
    title = _("Rupture and repair: for practitioners")
    return _page(request, "practice/practitioners.html", {"description": description, "og_title": title})


@anyone()
@cached
@require_safe
def leaflet(request: HttpRequest) -> HttpResponse:
    """One page of paper to hand over."""
    document = render_document("practice.leaflet", "families")
    response = HttpResponse(document.body, content_type=document.content_type)
    response["Content-Disposition"] = f'inline; filename="{document.filename}"'
    return response


@anyone()
@cached
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to keep the practice among its apps (https://www.w3.org/TR/appmanifest/)."""
    start = reverse("practice:practice")
    icons = [
        {
            "src": static(f"practice/icon-{name}.png"),
            "sizes": f"{name.split('-')[0]}x{name.split('-')[0]}",
            "type": "image/png",
            "purpose": purpose,
        }
        for name, purpose in ICONS
    ]
    entries = {
        "name": _("Rupture and repair"),
        "short_name": _("Mend"),
        "description": SUMMARY,
        "id": start,
        "start_url": start,
        "scope": start,
        "lang": language_tag(),
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": icons,
    }
    return JsonResponse(entries, content_type="application/manifest+json")


@anyone()
@cached
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the practice for when there is no connection. It changes when something it keeps does."""
    kept = {"practice": practice, "practitioners": practitioners, "leaflet": leaflet, "manifest": manifest}
    pages = {reverse(f"practice:{name}"): _body(view(_stranger(name))) for name, view in kept.items()}
    script = offline.worker(pages, start=reverse("practice:practice"))
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")


def _body(response: HttpResponseBase) -> bytes:
    assert isinstance(response, HttpResponse)
    return response.content


def _stranger(name: str) -> HttpRequest:
    """The request of a visitor whom nobody knows."""
    request = HttpRequest()
    request.method, request.path = "GET", reverse(f"practice:{name}")
    request.user = AnonymousUser()
    return request


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {"canonical_url": f"{settings.BASE_URL}{request.path}", **context})
