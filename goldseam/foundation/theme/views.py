from django.http import Http404, HttpRequest, HttpResponse

from goldseam.foundation.theme import colours

A_YEAR = 31_536_000


def colours_css(request: HttpRequest) -> HttpResponse:
    """The two colours named in the address: they are its version, so it never changes and is kept for a year."""
    try:
        sheet = colours.stylesheet(request.GET.get("sea", ""), request.GET.get("pot", ""))
    except colours.UnreadableColour as error:
        raise Http404(str(error)) from error
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    return response
