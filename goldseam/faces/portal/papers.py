"""Handing out papers that the caller has shown to be the reader's own."""

from django.core.files.base import ContentFile
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from goldseam.foundation.documents import render
from goldseam.foundation.files import serve


def paper(request: HttpRequest, name: str) -> HttpResponseBase:
    """The PDF called `name` ("sales.receipt:12") as a download that nobody on the way may keep."""
    made = render(name)
    return serve(ContentFile(made.body), filename=made.filename, content_type=made.content_type, request=request)
