"""Ten wrong codes in five minutes from each address, counted before the code is looked up, in one statement."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from goldseam.foundation.access import Rate
from goldseam.foundation.access.rate import client_address, forgive, is_exceeded

GUESSES = Rate.parse("10/5m")
DOOR = "guess/gift"


def too_many(request: HttpRequest) -> HttpResponse | None:
    """Count one guess; a page that says when to come back when it is one too many."""
    if not is_exceeded(GUESSES, door=DOOR, who=client_address(request)):
        return None
    response = render(request, "429.html", {"seconds": GUESSES.seconds}, status=429)
    response["Retry-After"] = str(GUESSES.seconds)
    return response


def was_right(request: HttpRequest) -> None:
    """The guess just counted was none."""
    forgive(GUESSES, door=DOOR, who=client_address(request))
