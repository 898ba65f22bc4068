"""The mailed links of renewing: signed, for one membership and one purpose; neither opens anybody's pages."""

from datetime import timedelta
from typing import Any

from django.core import signing

from goldseam.core.sales.models import Mandate
from goldseam.subjects.membership.models import Term

RENEW, STOP = "membership.renew", "membership.stop"
# The first reminder goes a month before the end; its link is good until well after the longest grace.
GOOD_FOR = timedelta(days=150)


def renew_path(term: Term) -> str:
    """The address of the page that renews this membership and does nothing else."""
    return renew_path_of(term.pk, email=term.membership.person.email)


def renew_path_of(term: int, *, email: str | None) -> str:
    """The same by the key of the term and the address it is sent to."""
    return f"/renew/{signing.dumps({'term': term, 'email': email}, salt=RENEW)}/"


def term_of(token: str) -> Term | None:
    """The term that a link is to follow up; None when it is forged, old, or was sent to another address."""
    told = _read(token, RENEW)
    terms = Term.objects.select_related("membership__person", "plan__afterwards", "renewal__next_plan__afterwards")
    return terms.filter(pk=told["term"], membership__person__email=told["email"]).first() if told else None


def stop_path(mandate: int, *, email: str | None) -> str:
    """The address of the page that stops this card (its key) from being charged and does nothing else."""
    return f"/renew/stop/{signing.dumps({'mandate': mandate, 'email': email}, salt=STOP)}/"


def mandate_of(token: str) -> Mandate | None:
    """The card that a link is to stop; None as for `term_of`."""
    told = _read(token, STOP)
    cards = Mandate.objects.select_related("person")
    return cards.filter(pk=told["mandate"], person__email=told["email"]).first() if told else None


def _read(token: str, salt: str) -> dict[str, Any] | None:
    try:
        told: dict[str, Any] = signing.loads(token, salt=salt, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return told if told.get("email") else None
