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
    told = {"term": term.pk, "email": term.membership.person.email}
    return f"/renew/{signing.dumps(told, salt=RENEW)}/"


def term_of(token: str) -> Term | None:
    """The term that a link is to follow up; None when it is forged, old, or was sent to another address."""
    told = _read(token, RENEW)
    terms = Term.objects.select_related("membership__person", "plan__afterwards", "renewal__next_plan__afterwards")
    return terms.filter(pk=told["term"], membership__person__email=told["email"]).first() if told else None


def stop_path(mandate: Mandate) -> str:
    """The address of the page that stops this card from being charged and does nothing else."""
    assert mandate.person
    return f"/renew/stop/{signing.dumps({'mandate': mandate.pk, 'email': mandate.person.email}, salt=STOP)}/"


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
