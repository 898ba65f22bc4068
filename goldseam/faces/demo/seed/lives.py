"""What a member's years with the association are made of. Each deed is done at a moment and plans the next."""

from datetime import datetime, timedelta

from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.paying import record_transfer
from goldseam.core.sales.models import Mandate, Order
from goldseam.faces.demo.seed import bank
from goldseam.faces.demo.seed.crowd import Somebody
from goldseam.faces.demo.seed.stage import Stage
from goldseam.faces.demo.seed.years import Year
from goldseam.subjects.membership.actions import join
from goldseam.subjects.membership.models import Membership, Plan, Term

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
COMES_BACK = {"qualified-professional": 0.84, "student": 0.6, "friend": 0.86}
BECOMES_QUALIFIED = 0.5
BY_TRANSFER = 0.2
NEVER_CONFIRMS = 0.03


class Life:
    """One person's story with the association."""

    def __init__(self, stage: Stage, who: Somebody, *, person: Person | None = None) -> None:
        self.stage, self.telling, self.random = stage, stage.telling, stage.telling.random
        self.who, self.person = who, person
        self.membership: Membership | None = None
        self.terms: list[Term] = []
        self.comes_back: bool | None = None
        self.days_before_the_end: int | None = None
        self.paid_by_card = False

    @property
    def is_proved(self) -> bool:
        return bool(self.person and self.person.is_proved)

    def joins(self, at: datetime) -> None:
        """An ordinary year: the form, the money, the welcome."""
        by_transfer = self.random.random() < BY_TRANSFER and not self.paid_by_card
        started_at = at + 3 * MINUTE
        paid_at = started_at + MINUTE
        if by_transfer:
            paid_at = self.telling.at_the_desk(started_at + self.random.randint(1, 5) * DAY)
        if not self.stage.is_recent(paid_at + DAY):
            self._joins_long_ago(at, started_at, paid_at, by_transfer)
            return
        self.stage.catch_up()
        order = self.orders(at)
        if by_transfer:
            bank.go_and_pay(order, started_at, way="transfer")
            self.telling.plan(paid_at, lambda then: self.transfer_is_matched(order, order.total_pence, then))
        else:
            self.pays_by_card(order, started_at)
        self.stage.post(started_at)

    def _joins_long_ago(self, at: datetime, started_at: datetime, paid_at: datetime, by_transfer: bool) -> None:
        year = Year(self.who, at, started_at, paid_at, way="transfer" if by_transfer else "demo")
        year.person, year.membership, year.terms = self.person, self.membership, self.terms
        if not self.is_proved and (self.paid_by_card or self.random.random() > NEVER_CONFIRMS):
            year.proved_at = paid_at + self.random.randint(5, 900) * MINUTE
        self.stage.tell_year(year, self._remembers)

    def _remembers(self, year: Year) -> None:
        self.person, self.membership = year.person, year.membership
        self._thinks_of_the_end(year.term)

    def orders(self, at: datetime, *, signed_in: bool = True) -> Order:
        """Fill the form, signed in if that is possible."""
        plan = Plan.objects.get(slug=self.who.plan)
        visitor = self.person if signed_in and self.is_proved else None
        order = join(plan=plan, applicant=self.who.applicant, signed_in=visitor, key=None, at=at)
        self.person = self.person or order.person
        return order

    def pays_by_card(self, order: Order, at: datetime, outcome: str = "pay") -> None:
        bank.press(bank.go_and_pay(order, at), outcome, at + MINUTE)
        self.has_paid(order, at + MINUTE)

    def transfer_is_matched(self, order: Order, amount_pence: int, at: datetime) -> None:
        """The treasurer finds the money on the statement."""
        self.stage.catch_up()
        record_transfer(order=order, amount_pence=amount_pence, at=at, by=self.stage.treasurer)
        self.has_paid(order, at)
        self.stage.post(at)

    def has_paid(self, order: Order, at: datetime) -> None:
        """Confirm the address by the link in the letter, and think of the end of the term, if one has begun."""
        term = Term.objects.select_related("membership").filter(order_line__order=order).first()
        if term is None:
            return
        self.membership = term.membership
        if not self.is_proved and self.random.random() > NEVER_CONFIRMS:
            self.telling.plan(at + self.random.randint(5, 900) * MINUTE, self.confirms)
        self._thinks_of_the_end(term)

    def confirms(self, at: datetime) -> None:
        assert self.person
        people.prove_address(person=self.person, at=at)

    def _thinks_of_the_end(self, term: Term) -> None:
        self.terms.append(term)
        likes_it = self.random.random() < COMES_BACK[self.who.plan]
        if self.who.plan == "student" and self.random.random() < BECOMES_QUALIFIED:
            self.who.plan = "qualified-professional"
        days = self.random.randint(-25, 12)
        if self.days_before_the_end is not None:
            days = -self.days_before_the_end
        back_on = term.ends_on + days * DAY
        if likes_it if self.comes_back is None else self.comes_back:
            self.telling.plan(self.telling.some_time(back_on), self.returns)

    def returns(self, at: datetime) -> None:
        """Somebody who never confirmed the address cannot sign in, and is asked by letter instead: no ordinary year.
        For whoever let a card be kept it goes on by itself.
        """
        if self.is_proved and not self._keeps_a_card():
            self.joins(at)

    def _keeps_a_card(self) -> bool:
        assert self.person
        living = Mandate.objects.living().filter(person=self.person)
        return self.person.pk in self.stage.kept_cards and living.exists()
