"""Ten guesses in five minutes for each account and each kind of secret, whichever page asks and from wherever.

They are counted where the secret is compared, before it is compared, in one statement of the database: asking in
parallel, from many addresses or under other spellings of a page's address gains nothing. What was right is not counted.
"""

from allauth.core.exceptions import ImmediateHttpResponse
from django.http import HttpRequest
from django.shortcuts import render

from goldseam.foundation.access import Rate
from goldseam.foundation.access.rate import forgive, is_exceeded

GUESSES = Rate.parse("10/5m", per="account")


def count_guess(request: HttpRequest, secret: str, account: str) -> None:
    """Count one guess at `secret` of `account`. Raises ImmediateHttpResponse: a page that says when to come back."""
    if is_exceeded(GUESSES, door=f"guess/{secret}", who=account.strip().lower()):
        response = render(request, "429.html", {"seconds": GUESSES.seconds}, status=429)
        response["Retry-After"] = str(GUESSES.seconds)
        raise ImmediateHttpResponse(response)


def was_right(secret: str, account: str) -> None:
    """The guess just counted was none."""
    forgive(GUESSES, door=f"guess/{secret}", who=account.strip().lower())
