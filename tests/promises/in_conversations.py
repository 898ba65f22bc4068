"""How conversations break and are mended: told for the promise that nothing breaks silently."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from goldseam.core.people.models import Person
from goldseam.subjects.enquiries.actions import answer, give
from goldseam.subjects.enquiries.models import Enquiry, Quote
from goldseam.subjects.enquiries.quoting import accept_quote, make_quote
from goldseam.subjects.enquiries.tests.factories import asks
from goldseam.subjects.membership.actions import Applicant
from goldseam.subjects.teams.tests.factories import TRUST, known, prices_for_teams

Happens: TypeAlias = Callable[[datetime], Person]
Mends: TypeAlias = Callable[[Person, datetime], None]
DAY = timedelta(days=1)


def nobody_answers(at: datetime) -> Person:
    bronwen, olive = known("Bronwen"), known("Olive")
    enquiry = asks(at=at - 10 * DAY, signed_in=bronwen)
    give(enquiry=enquiry, owner=olive, hub=None, by=olive, at=at - 10 * DAY)
    return bronwen


def olive_answers(person: Person, at: datetime) -> None:
    answer(enquiry=Enquiry.objects.get(person=person), text="Gladly.", by=known("Olive"), at=at)


def forgets_a_quote(at: datetime) -> Person:
    prices_for_teams()
    enquiry = asks(at=at - 25 * DAY, signed_in=known("Bronwen"))
    make_quote(enquiry=enquiry, organisation=TRUST, seats=40, by=known("Olive"), at=at - 25 * DAY)
    return known("Bronwen")


def accepts_it(person: Person, at: datetime) -> None:
    payer = Applicant(person.given_name, person.family_name, person.email or "")
    accept_quote(quote=Quote.objects.get(), payer=payer, purchase_order="", signed_in=person, at=at)


# As in the test of the promise: kind, what happens, days and letters of the playbook, what mends it, and its name.
OF_ENQUIRIES: list[tuple[str, Happens, list[int], list[str], Mends, str]] = [
    ("quote_ends", forgets_a_quote, [0, 3], ["enquiries/quote_ends"], accepts_it, "quote_accepted"),
    ("enquiry_unanswered", nobody_answers, [0, 1], [], olive_answers, "answered"),
]
