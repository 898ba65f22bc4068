"""People who wrote to the association: one waits too long, one did, one complains. And three quotes: one is out, one
about to end, and one was accepted at the last moment.
"""

from collections.abc import Callable
from datetime import datetime, time
from functools import partial

from goldseam.core.people.models import Hub, Person
from goldseam.faces.demo.accounts import ACCOUNTS
from goldseam.faces.demo.seed import bank
from goldseam.faces.demo.seed.lives import DAY, HOUR, MINUTE
from goldseam.faces.demo.seed.staff import HOME_HUB
from goldseam.faces.demo.seed.stage import Stage
from goldseam.subjects.enquiries.actions import Enquirer, answer, begin_enquiry, give, write_note
from goldseam.subjects.enquiries.models import Enquiry
from goldseam.subjects.enquiries.quoting import accept_quote, ask_for_quote, make_quote
from goldseam.subjects.membership.actions import Applicant

WAITS = Enquirer("Verity", "Holloway", "verity.holloway@moorside.example", "Moorside Health Visiting", 40)
WAITED = Enquirer("Lowri", "Tanner", "lowri.tanner@quayside.example", "Quayside Family Hub", 9)
COMPLAINS = Enquirer("Gerald", "Ashworth", "gerald.ashworth@families.example")
QUOTED = Enquirer("Imogen", "Farrant", "imogen.farrant@fenwick.example", "Fenwick Early Years", 12)
LOOKED = Enquirer("Rhian", "Colley", "rhian.colley@saltmarsh.example", "Saltmarsh Children’s Centre", 6)
ACCEPTED = Enquirer("Amos", "Pettifer", "amos.pettifer@larkrise.example", "Larkrise Nurseries", 8)


def plan_conversations(stage: Stage) -> None:
    """Put who wrote, and what became of it, on the agenda."""
    _plan(stage, 14, _waits)
    stage.look("enquiry_unanswered", stage.telling.days_ago(14, time(11)), 10 * DAY)
    _plan(stage, 75, _waited)
    _plan(stage, 63, _is_answered)
    stage.look("enquiry_unanswered", stage.telling.days_ago(75, time(11)), 10 * DAY, 12 * DAY + HOUR)
    _plan(stage, 6, _complains)
    _plan(stage, 4, _is_quoted)
    _plan(stage, 26, _looks)
    stage.look("quote_ends", stage.telling.days_ago(26, time(11)), 23 * DAY + HOUR)
    _plan(stage, 40, _looks_in_time)
    _plan(stage, 15, _accepts)
    stage.look("quote_ends", stage.telling.days_ago(40, time(11)), 23 * DAY + HOUR, 25 * DAY + HOUR)


def _plan(stage: Stage, days: int, deed: Callable[[Stage, datetime], None]) -> None:
    stage.telling.plan(stage.telling.days_ago(days, time(11)), partial(deed, stage))


def _asks(stage: Stage, enquirer: Enquirer, text: str, at: datetime, topic: str = "membership") -> Enquiry:
    enquiry = begin_enquiry(enquirer=enquirer, topic=topic, text=text, at=at)
    stage.post(at)
    return enquiry


def _waits(stage: Stage, at: datetime) -> None:
    """The lead of her hub was given it, and has not answered."""
    text = "We are forty health visitors. Is there a price for so many, and can we pay by invoice?"
    enquiry = _asks(stage, WAITS, text, at)
    lead, hub = Person.objects.get(email=ACCOUNTS["hublead"].email), Hub.objects.get(slug=HOME_HUB)
    give(enquiry=enquiry, owner=lead, hub=hub, by=stage.office, at=at + HOUR)
    text = "She telephoned as well. Their year ends in March, so it should be settled by then."
    write_note(enquiry=enquiry, text=text, by=stage.office, at=at + HOUR)


def _waited(stage: Stage, at: datetime) -> None:
    enquiry = _asks(stage, WAITED, "Nine of us would like to join. Can two of us begin later?", at)
    give(enquiry=enquiry, owner=stage.office, hub=None, by=stage.office, at=at)


def _is_answered(stage: Stage, at: datetime) -> None:
    text = "I am sorry that you had to wait. Yes: buy nine places, and invite the two when they begin."
    answer(enquiry=Enquiry.objects.get(email=WAITED.email), text=text, by=stage.office, at=at)
    stage.post(at)


def _complains(stage: Stage, at: datetime) -> None:
    text = "I wrote to a practitioner from your list twice and had no answer. Please tell me why."
    _asks(stage, COMPLAINS, text, at, topic="complaint")


def _is_quoted(stage: Stage, at: datetime) -> None:
    enquiry = _asks(stage, QUOTED, "Could we have a quote for twelve, please? We are a charity.", at)
    make_quote(
        enquiry=enquiry,
        organisation=QUOTED.organisation,
        seats=12,
        unit_pence=5500,
        reason="The price of 25, as two more trusts are to follow",
        by=stage.office,
        at=at + HOUR,
    )
    stage.post(at + HOUR)


def _looks(stage: Stage, at: datetime) -> None:
    ask_for_quote(enquirer=LOOKED, at=at)
    stage.post(at)


def _looks_in_time(stage: Stage, at: datetime) -> None:
    ask_for_quote(enquirer=ACCEPTED, at=at)


def _accepts(stage: Stage, at: datetime) -> None:
    stage.catch_up()
    quote = Enquiry.objects.get(email=ACCEPTED.email).quotes.get()
    payer = Applicant(ACCEPTED.given_name, ACCEPTED.family_name, ACCEPTED.email, address="Larkrise Lane\nYork YO1 9ZZ")
    order = accept_quote(quote=quote, payer=payer, purchase_order="LR-118", signed_in=None, at=at)
    bank.press(bank.go_and_pay(order, at), "pay", at + MINUTE)
    stage.post(at + MINUTE)
