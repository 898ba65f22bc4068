"""The site's map of addresses with refusals of one line: their pages cost more than all that was decided before."""

from django.http import HttpRequest, HttpResponse

import config.urls


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("No.", status=403)


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    return HttpResponse("No.", status=404)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    return HttpResponse("No.", status=403)


urlpatterns, handler403, handler404 = config.urls.urlpatterns, forbidden, missing
