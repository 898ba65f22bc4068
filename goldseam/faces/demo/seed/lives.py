"""What a member's years with the association are made of. Each deed is done at a moment and plans the next."""

from datetime import datetime, time, timedelta

from goldseam.core.mail.actions import release
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.ordering import claim_order
from goldseam.core.sales.actions.paying import record_transfer
from goldseam.core.sales.models import Order
from goldseam.faces.demo.seed import bank
from goldseam.faces.demo.seed.crowd import Somebody
from goldseam.faces.demo.seed.telling import Telling
from goldseam.foundation.clock import local_date
from goldseam.subjects.membership.actions import join
from goldseam.subjects.membership.models import Plan, Term

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
COMES_BACK = {"qualified-professional": 0.83, "student": 0.58, "friend": 0.85}
BY_TRANSFER = 0.2
NEVER_CONFIRMS = 0.03


class Life:
    """One person's story. `treasurer` is who matches transfers."""

    def __init__(self, telling: Telling, who: Somebody, *, treasurer: Person) -> None:
        self.telling, self.who, self.treasurer = telling, who, treasurer
        self.person: Person | None = None
        self.random = telling.random

    def joins(self, at: datetime) -> None:
        """Join and pay, one way or the other."""
        order = self.orders(at)
        if self.random.random() < BY_TRANSFER:
            self.pays_by_transfer(order, at + 3 * MINUTE)
        else:
            self.pays_by_card(order, at + 2 * MINUTE)

    def orders(self, at: datetime) -> Order:
        """Fill the form."""
        plan = Plan.objects.get(slug=self.who.plan)
        signed_in = self.person if self.person and self.person.is_proved else None
        order = join(plan=plan, applicant=self.who.applicant, signed_in=signed_in, key=None, at=at)
        self.person = self.person or order.person
        return order

    def pays_by_card(self, order: Order, at: datetime) -> None:
        payment = bank.go_and_pay(order, at)
        bank.press(payment, "pay", at + MINUTE)
        self.has_paid(at + MINUTE)

    def pays_by_transfer(self, order: Order, at: datetime) -> None:
        bank.go_and_pay(order, at, way="transfer")
        arrives = self.at_the_desk(at + self.random.randint(1, 5) * DAY)
        self.telling.plan(arrives, lambda then: self.transfer_is_matched(order, order.total_pence, then))

    def transfer_is_matched(self, order: Order, amount_pence: int, at: datetime) -> None:
        record_transfer(order=order, amount_pence=amount_pence, at=at, by=self.treasurer)
        self.has_paid(at)

    def at_the_desk(self, at: datetime) -> datetime:
        """The next morning on which the treasurer sits down: not at weekends."""
        day = local_date(at)
        while day.weekday() > 4:
            day += DAY
        return max(at, self.telling.moment(day, time(9, 30)))

    def has_paid(self, at: datetime) -> None:
        """Confirm the address from the welcome letter, and think of the end of the term."""
        person = self.person
        if person and not person.is_proved and self.random.random() > NEVER_CONFIRMS:
            self.telling.plan(at + self.random.randint(5, 900) * MINUTE, self.confirms)
        term = Term.objects.of(person).order_by("-ends_on").first() if person else None
        if term and self.random.random() < COMES_BACK[self.who.plan]:
            if self.who.plan == "student" and self.random.random() < 0.5:
                self.who.plan = "qualified-professional"
            back_on = term.ends_on + self.random.randint(-25, 12) * DAY
            at_time = time(self.random.randint(7, 21), self.random.randint(0, 59))
            self.telling.plan(self.telling.moment(back_on, at_time), self.joins)

    def confirms(self, at: datetime) -> None:
        """Follow the link in the letter, as /confirm/ does."""
        assert self.person
        people.prove_address(person=self.person, at=at)
        release(address=self.person.email or "", at=at)

    def claims(self, order: Order, at: datetime) -> None:
        """Confirm by mail that an order of a known address was theirs."""
        assert self.person
        order = claim_order(order=order, person=self.person, at=at)
        if order.paid_at:
            fulfil(order=order, at=at)
        self.has_paid(at)
