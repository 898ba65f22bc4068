"""This browser's basket: what makes pressing twice, two tabs and the back button end in one order."""

from uuid import uuid4

from django.core import signing
from django.http import HttpRequest, HttpResponse

BASKET = "basket"
BASKET_SECONDS = 24 * 3600


def basket_of(request: HttpRequest) -> str:
    """The basket that the browser carries, else a new one."""
    try:
        return str(signing.loads(request.COOKIES.get(BASKET, ""), salt=BASKET, max_age=BASKET_SECONDS))
    except signing.BadSignature:
        return uuid4().hex


def carrying(response: HttpResponse, basket: str, *, path: str) -> HttpResponse:
    """Let the browser carry the basket to the pages below `path`."""
    response.set_cookie(
        BASKET, signing.dumps(basket, salt=BASKET), max_age=BASKET_SECONDS, httponly=True, samesite="Lax", path=path
    )
    return response
