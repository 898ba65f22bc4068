"""A small site for the tests of the page cache: a page for each thing that may or may not be kept."""

from datetime import datetime

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.template import Context, Engine
from django.urls import path
from django.views.decorators.cache import never_cache

from goldseam.foundation import pagecache
from goldseam.foundation.pagecache import cached


class Story:
    """What the pages say, how often they were rendered, and until when they hold."""

    text = "The first story"
    rendered = 0
    valid_until: datetime | None = None


def drop_and_think_better_of_it() -> None:
    """A change that is rolled back."""
    with transaction.atomic():
        pagecache.drop()
        transaction.set_rollback(True)


def _page() -> HttpResponse:
    Story.rendered += 1
    return HttpResponse(f"<!doctype html><title>{Story.text}</title>{'<p>Kind words.</p>' * 200}")


@cached
def story(request: HttpRequest, slug: str = "") -> HttpResponse:
    response = _page()
    if Story.valid_until:
        response.valid_until = Story.valid_until  # type: ignore[attr-defined]
    return response


def unmarked(request: HttpRequest) -> HttpResponse:
    return _page()


@cached
def form(request: HttpRequest) -> HttpResponse:
    template = Engine().from_string("<form>{% csrf_token %}</form>")
    Story.rendered += 1
    return HttpResponse(template.render(Context({"csrf_token": get_token(request)})))


@cached
def hidden_token(request: HttpRequest) -> HttpResponse:
    get_token(request)
    return _page()


@cached
def typed_token(request: HttpRequest) -> HttpResponse:
    Story.rendered += 1
    return HttpResponse('<input name="csrfmiddlewaretoken" value="of somebody else">')


@cached
def cookie(request: HttpRequest) -> HttpResponse:
    response = _page()
    response.set_cookie("seen", "1")
    return response


@cached
def session(request: HttpRequest) -> HttpResponse:
    request.session["basket"] = 1
    return _page()


@cached
def message(request: HttpRequest) -> HttpResponse:
    messages.success(request, "Saved.")
    return _page()


@cached
def missing(request: HttpRequest) -> HttpResponse:
    response = _page()
    response.status_code = 404
    return response


@cached
def streamed(request: HttpRequest) -> StreamingHttpResponse:
    Story.rendered += 1
    return StreamingHttpResponse(iter([b"part"]))


@cached
def by_language(request: HttpRequest) -> HttpResponse:
    response = _page()
    response["Vary"] = "Accept-Language"
    return response


@cached
def with_nonce(request: HttpRequest) -> HttpResponse:
    response = _page()
    response["Content-Security-Policy"] = "script-src 'nonce-abc'"
    return response


@cached
def own_headers(request: HttpRequest) -> HttpResponse:
    response = _page()
    response["X-Frame-Options"] = "SAMEORIGIN"
    return response


@cached
def feed(request: HttpRequest) -> HttpResponse:
    Story.rendered += 1
    return HttpResponse("<feed/>", content_type="application/atom+xml")


urlpatterns = [
    path("", story),
    path("blog/", story),
    path("blog/<slug:slug>/", story),
    path("unmarked/", unmarked),
    path("form/", form),
    path("hidden-token/", hidden_token),
    path("typed-token/", typed_token),
    path("cookie/", cookie),
    path("session/", session),
    path("message/", message),
    path("missing/", missing),
    path("streamed/", streamed),
    path("by-language/", by_language),
    path("with-nonce/", with_nonce),
    path("never/", never_cache(unmarked)),
    path("never-but-marked/", never_cache(story)),
    path("own-headers/", own_headers),
    path("feed.xml", feed),
    path("<path:anything>", story),
]


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return HttpResponse("refused", status=400)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse(reason, status=403)


handler400 = handler403 = refused
