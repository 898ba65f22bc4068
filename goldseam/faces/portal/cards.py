"""The membership card as a page shows it."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.formats import date_format

from goldseam.subjects.membership.cards import card_path
from goldseam.subjects.membership.models import Term


@dataclass(frozen=True)
class Card:
    """What stands on a card; `check_url` is what its code leads to, empty for a card without one."""

    name: str
    plan: str
    since: str
    number: str
    valid_until: str
    check_url: str = ""


def card_of(term: Term, *, on: date, with_code: bool = False) -> Card:
    """The card of a term by which somebody is a member on that day."""
    membership, person = term.membership, term.membership.person
    return Card(
        name=person.full_name,
        plan=", ".join(part for part in (term.plan.name, person.profession) if part),
        since=str(membership.began_on.year),
        number=str(membership.number),
        valid_until=date_format(term.good_until(on), "j F Y"),
        check_url=f"{settings.BASE_URL}{card_path(membership)}" if with_code else "",
    )
