from django.http import Http404, HttpRequest, HttpResponse
from wagtail.admin.views.bulk_action.dispatcher import index

IN_BULK = {("wagtailcore", "page"), ("wagtailimages", "image")}


def bulk(request: HttpRequest, app_label: str, model_name: str, action: str) -> HttpResponse:
    """Wagtail's actions on many things at once, for pages and images only: its actions on users name people."""
    if (app_label, model_name) not in IN_BULK:
        raise Http404
    response: HttpResponse = index(request, app_label, model_name, action)
    return response
