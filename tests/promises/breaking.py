"""How each kind of rupture breaks, what each day of its playbook writes, and what mends it: told for promise 29."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from goldseam.core.mail.actions import note_bounce, send, send_again
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.ordering import claim_order
from goldseam.core.sales.actions.paying import confirm_payment, look_up_payment, record_transfer, start_payment
from goldseam.core.sales.models import Order
from tests.promises.ending import (
    a_card_ends_before_the_term,
    a_card_is_declined_for_now,
    a_card_is_refused_for_good,
    comes_back,
    does_not_answer,
    is_charged_after_all,
    is_not_taken_up,
    is_taken_up_again,
    lets_it_lapse,
    renews_by_the_link,
    renews_with_another_card,
    the_worker_runs,
    whose_bank_is_away,
)
from tests.promises.giving import OF_GIFTS
from tests.promises.in_conversations import OF_ENQUIRIES
from tests.promises.in_hubs import OF_HUBS
from tests.promises.in_teams import OF_TEAMS
from tests.promises.members import goes_to_the_bank, joins, presses
from tests.promises.studying import OF_STUDENTS

DAY = timedelta(days=1)


def person_of(order: Order) -> Person:
    assert order.person
    return order.person


def is_declined(at: datetime) -> Person:
    order = joins("Nia", at=at)
    payment = goes_to_the_bank(order, at=at)
    presses(payment, "decline")
    look_up_payment(payment=payment, at=at)
    return person_of(order)


def pays_at_last(person: Person, at: datetime) -> None:
    order = person.orders.latest("pk")
    confirm_payment(payment=goes_to_the_bank(order, at=at), received_pence=7500, at=at)


def goes_away(at: datetime) -> Person:
    return person_of(joins("Nia", at=at - timedelta(hours=2)))


def pays_from_a_known_address(at: datetime) -> Person:
    """She was a member before and proved her address; today somebody pays from it without signing in."""
    person = people.meet(
        email="nia@families.example", given_name="Nia", family_name="Ferreday", at=at, email_proved_at=at
    )
    order = joins("Nia", at=at - timedelta(minutes=10))
    assert order.person is None
    confirm_payment(payment=goes_to_the_bank(order, at=order.placed_at), received_pence=7500, at=order.placed_at)
    return person


def follows_the_link(person: Person, at: datetime) -> None:
    order = claim_order(order=Order.objects.latest("pk"), person=person, at=at)
    fulfil(order=order, at=at)


def a_letter_comes_back(at: datetime) -> Person:
    person = people.meet(email="nia@families.example", given_name="Nia", family_name="Ferreday", at=at)
    order = joins("Nia", at=at)
    letter = send(template="sales/surplus", person=person, context={"order": order, "amount_pence": 1}, at=at)
    note_bounce(message=letter, answer="550 5.1.1 There is no such mailbox here", at=at)
    return person


def gives_another_address(person: Person, at: datetime) -> None:
    people.change_address(person=person, email="nia@elsewhere.example", at=at, by=person)
    send_again(person=person, at=at)


def says_that_she_sends_it(at: datetime) -> Person:
    """Eight days ago she chose to send the money; the invoice gave her seven."""
    order = joins("Nia", at=at - 8 * DAY)
    start_payment(order=order, way="transfer", return_url="", at=at - 8 * DAY)
    return person_of(order)


def sends_too_little(at: datetime) -> Person:
    order = joins("Nia", at=at)
    start_payment(order=order, way="transfer", return_url="", at=at)
    record_transfer(order=order, amount_pence=5000, at=at, by=person_of(order))
    return person_of(order)


def sends_the_rest(person: Person, at: datetime) -> None:
    order = person.orders.get()
    record_transfer(order=order, amount_pence=order.due_pence, at=at, by=person)


@dataclass(frozen=True)
class Break:
    """How one kind breaks, what each day of its playbook sends, and what mends it. `writes_from`: the first day on
    which the playbook itself writes, where something else comes before.
    """

    kind: str
    happens: Callable[[datetime], Person]
    days: list[int]
    letters: list[str]
    mends: Callable[[Person, datetime], None]
    mended_by: str
    each_day: Callable[[datetime], object] | None = None
    writes_from: int = 0

    @property
    def lasts(self) -> list[int]:
        """The days on which its playbook is watched: around each step, or all of them where each counts."""
        if self.each_day:
            return list(range(max(14, self.days[-1] + 4)))
        around = {day + aside for day in self.days for aside in (-1, 0, 1)}
        return sorted({0, max(14, self.days[-1] + 4), *around} - {-1})

    def day(self, at: datetime) -> None:
        if self.each_day:
            self.each_day(at)


BREAKS = [
    Break(
        "payment_failed",
        is_declined,
        [0, 3, 10],
        ["sales/payment_failed", "sales/payment_failed_again", "sales/payment_failed_last"],
        pays_at_last,
        "paid:demo",
    ),
    Break(
        "checkout_left",
        goes_away,
        [0, 5],
        ["sales/checkout_left", "sales/checkout_left_last"],
        pays_at_last,
        "paid:demo",
    ),
    Break(
        "paid_not_fulfilled",
        pays_from_a_known_address,
        [1, 5],
        ["sales/proof_again"],
        follows_the_link,
        "fulfilled",
    ),
    Break(
        "invoice_overdue",
        says_that_she_sends_it,
        [0, 5],
        ["sales/invoice_overdue", "sales/invoice_overdue_last"],
        sends_the_rest,
        "paid:transfer",
    ),
    Break("transfer_short", sends_too_little, [7, 14], ["sales/short_again"], sends_the_rest, "paid:transfer"),
    Break("mail_bounced", a_letter_comes_back, [0], [], gives_another_address, "new_address"),
    Break(
        "renewal_declined",
        a_card_is_declined_for_now,
        # The letters follow the tries, which follow the bank's rule: three days later, five, and seven.
        [0, 3, 8, 15, 22],
        [*["membership/renewal_failed"] * 4, "membership/renewal_failed_last"],
        renews_by_the_link,
        "renewed",
        each_day=the_worker_runs,
    ),
    Break(
        "renewal_refused",
        a_card_is_refused_for_good,
        [0, 8, 22],
        [*["membership/renewal_failed"] * 2, "membership/renewal_failed_last"],
        renews_by_the_link,
        "renewed",
        each_day=the_worker_runs,
    ),
    Break(
        "card_expiring",
        a_card_ends_before_the_term,
        [0],
        ["membership/card_expiring"],
        renews_with_another_card,
        "new_card",
    ),
    Break(
        "renewal_unanswered",
        does_not_answer,
        [4, 18],
        ["membership/renewal_unanswered", "membership/renewal_unanswered_last"],
        renews_by_the_link,
        "renewed",
    ),
    Break("renewal_stuck", is_not_taken_up, [0], [], is_taken_up_again, "taken_up"),
    Break("charge_unsent", whose_bank_is_away, [0], [], is_charged_after_all, "sent"),
    Break("membership_lapsed", lets_it_lapse, [0], ["membership/membership_lapsed"], comes_back, "came_back"),
    *[Break(*told) for told in (*OF_STUDENTS, *OF_TEAMS, *OF_ENQUIRIES, *OF_HUBS)],
    *[Break(*told, writes_from=7) for told in OF_GIFTS],
]
