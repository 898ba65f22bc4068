"""People whose membership ends, told through the actions that the pages and the worker call."""

from datetime import UTC, date, datetime, timedelta

from goldseam.core.gateways.demo.bank import decide
from goldseam.core.gateways.demo.cards import Sample
from goldseam.core.gateways.demo.models import BankCard, BankSession
from goldseam.core.mail.models import Message
from goldseam.core.people.actions import prove_address
from goldseam.core.people.models import Hub, Person
from goldseam.core.sales.actions.charging import send_charges
from goldseam.core.sales.actions.paying import ask_about_open_payments, look_up_payment, start_payment
from goldseam.core.sales.models import Order
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.models import Membership, Plan, Term
from goldseam.subjects.membership.renewals.run import run_renewals
from goldseam.subjects.membership.tests.factories import a_plan

GOOD_FOR_EVER = Sample("Visa", "4242", date(2099, 12, 31))


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def joins(
    name: str = "Nia",
    *,
    on: date,
    agrees: bool = True,
    card: Sample = GOOD_FOR_EVER,
    proves: bool = True,
    plan: Plan | None = None,
) -> Membership:
    """Somebody joins on that day, pays by card, and has agreed to renewing by itself or has not."""
    at = noon(on)
    hub = Hub.objects.get(slug="yorkshire")
    applicant = Applicant(name, "Ferreday", f"{name.lower()}@families.example", "Health visitor", hub=hub)
    order = join(plan=plan or a_plan(), applicant=applicant, signed_in=None, key=None, at=at)
    pays(order, at=at, agrees=agrees, card=card)
    person = Person.objects.get(email=f"{name.lower()}@families.example")
    if proves:
        prove_address(person=person, at=at)
    return Membership.objects.get(person=person)


def pays(order: Order, *, at: datetime, agrees: bool = False, card: Sample = GOOD_FOR_EVER) -> None:
    words = max(line.agreement for line in order.lines.all()) if agrees else ""
    payment = start_payment(order=order, way="demo", return_url="http://127.0.0.1/", at=at, agreed_words=words)
    decide(reference=payment.reference or "", outcome="pay", card=card)
    look_up_payment(payment=payment, at=at)


def a_day(on: date) -> None:
    """One day of the worker, in the order of the schedule; the post leaves at once."""
    at = noon(on)
    run_renewals(at=at)
    send_charges(at=at)
    ask_about_open_payments(at=at)
    post(at)


def post(at: datetime) -> None:
    """What is written leaves, as with a mail server that takes everything."""
    Message.objects.filter(state=Message.State.WAITING).update(state=Message.State.SENT, sent_at=at)


def days(first: date, last: date, *, down: frozenset[date] = frozenset()) -> None:
    """Every day from the first to the last, except those on which nothing runs."""
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        if day not in down:
            a_day(day)


def letters(template: str) -> list[date]:
    """The days on which letters of that kind were written."""
    return [
        at.date()
        for at in Message.objects.filter(template=template).order_by("pk").values_list("written_at", flat=True)
    ]


def charges() -> list[tuple[str, int]]:
    """What the bank was asked for with nobody present, in order."""
    asked = BankSession.objects.filter(return_url="").order_by("description", "reference")
    return [(session.state, session.amount_pence) for session in asked]


def terms_of(membership: Membership) -> list[tuple[date, date]]:
    return [(term.starts_on, term.last_on) for term in Term.objects.filter(membership=membership).order_by("starts_on")]


def the_card(then: str, *, times: int = 0) -> None:
    """Choose at the demo bank what the next charges do."""
    BankCard.objects.update(then=then, times=times)
