"""What goes wrong between people and an association, and how it was mended, or was not."""

from datetime import datetime, timedelta

from goldseam.core.mail.actions import note_bounce, send_again
from goldseam.core.mail.models import Message
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.sales.actions.fulfilling import fulfil
from goldseam.core.sales.actions.ordering import claim_order
from goldseam.core.sales.actions.paying import record_transfer
from goldseam.core.sales.actions.refunding import confirm_hand_refund, refund_order
from goldseam.core.sales.models import Order, Refund
from goldseam.faces.demo.seed import bank
from goldseam.faces.demo.seed.crowd import Somebody
from goldseam.faces.demo.seed.lives import DAY, HOUR, MINUTE, Life
from goldseam.faces.demo.seed.stage import Stage
from goldseam.faces.demo.seed.telling import Deed

SOON = 4 * MINUTE
CLOSED = 14 * DAY + HOUR
LATE = 8 * DAY + HOUR
# When a look finds something to do: what is new, the steps of the playbook, and the end of an order nobody pays.
PLAYBOOKS = {
    "payment_failed": (SOON, 3 * DAY + SOON, 10 * DAY + SOON, CLOSED),
    "checkout_left": (HOUR + SOON, 5 * DAY + HOUR + SOON, CLOSED),
    "paid_not_fulfilled": (10 * MINUTE, DAY + 10 * MINUTE, 5 * DAY + 10 * MINUTE),
    "mail_bounced": (6 * MINUTE,),
}
REFUSAL = "550 5.1.1 There is no such mailbox here"


class Troubled(Life):
    """A life in which something goes wrong, and is put right after `mended_after`; without it, it stays as it is."""

    def __init__(
        self, stage: Stage, who: Somebody, *, person: Person | None = None, mended_after: timedelta | None = None
    ) -> None:
        super().__init__(stage, who, person=person)
        self.mended_after = mended_after
        self.is_declined_lately = False

    def returns(self, at: datetime) -> None:
        """The one whom most visitors will be: her latest year began with a declined card, and was mended."""
        if self.is_declined_lately and self.stage.is_recent(at):
            self.is_declined(at)
        else:
            super().returns(at)

    def mends(self, kind: str, at: datetime, how: Deed) -> None:
        """Let the engine look when it would, and put it right when its time has come."""
        if self.mended_after is None:
            self.stage.look(kind, at, *PLAYBOOKS[kind])
            return
        self.stage.look(kind, at, *(delay for delay in PLAYBOOKS[kind] if delay < self.mended_after))
        self.telling.plan(at + self.mended_after, how)
        self.stage.look(kind, at + self.mended_after, SOON)

    def begins(self, at: datetime, *, signed_in: bool = True) -> Order:
        self.stage.catch_up()
        return self.orders(at, signed_in=signed_in)

    def is_declined(self, at: datetime) -> None:
        """Not enough in the account; pays from the letter on another day."""
        order = self.begins(at)
        self.pays_by_card(order, at + 2 * MINUTE, "decline")
        self.mends("payment_failed", at, lambda then: self.pays_by_card(order, then))

    def is_refused(self, at: datetime) -> None:
        """The card was reported stolen; pays with another."""
        order = self.begins(at)
        self.pays_by_card(order, at + 2 * MINUTE, "decline_hard")
        self.mends("payment_failed", at, lambda then: self.pays_by_card(order, then))

    def hears_nothing(self, at: datetime) -> None:
        """The bank never says what became of the payment."""
        order = self.begins(at)
        self.pays_by_card(order, at + 2 * MINUTE, "hang")
        self.stage.ask_the_bank(at + HOUR + SOON)
        self.mends("payment_failed", at + HOUR, lambda then: self.pays_by_card(order, then))

    def leaves(self, at: datetime) -> None:
        """Fills the form and is called away."""
        order = self.begins(at)
        self.mends("checkout_left", at, lambda then: self.pays_by_card(order, then))

    def says_it_will_come(self, at: datetime) -> None:
        """Chooses a transfer; the money is still on its way, or came late."""
        order = self.begins(at)
        bank.go_and_pay(order, at + 3 * MINUTE, way="transfer")
        if self.mended_after is not None:
            self.stage.look("invoice_overdue", at, LATE)
            arrives = self.telling.at_the_desk(at + self.mended_after)
            self.telling.plan(arrives, lambda then: self.transfer_is_matched(order, order.total_pence, then))
            self.stage.look("invoice_overdue", arrives, SOON)

    def sends_too_little(self, at: datetime) -> None:
        """A figure slips: the transfer is short, the rest comes later."""
        order = self.begins(at)
        bank.go_and_pay(order, at + 3 * MINUTE, way="transfer")
        first = order.total_pence * 4 // 5
        arrives = self.telling.at_the_desk(at + DAY)
        self.telling.plan(arrives, lambda then: self.transfer_is_matched(order, first, then))
        self.stage.look("transfer_short", arrives, SOON)
        if self.mended_after is not None:
            rest = self.telling.at_the_desk(at + self.mended_after)
            self.telling.plan(rest, lambda then: self.transfer_is_matched(order, order.total_pence - first, then))
            self.stage.look("transfer_short", rest, SOON)

    def pays_twice(self, at: datetime) -> None:
        """Sends a transfer, grows impatient, pays by card; the transfer comes too, and goes back."""
        order = self.begins(at)
        bank.go_and_pay(order, at + 3 * MINUTE, way="transfer")
        self.telling.plan(at + 26 * HOUR, lambda then: self.pays_by_card(order, then))
        arrives = self.telling.at_the_desk(at + 2 * DAY)
        self.telling.plan(arrives, lambda then: self._second_money_comes(order, then))

    def _second_money_comes(self, order: Order, at: datetime) -> None:
        self.stage.catch_up()
        record_transfer(order=order, amount_pence=order.total_pence, at=at, by=self.stage.treasurer)
        self.stage.send_refunds(at)
        self._treasurer_sends_back(order, at)

    def _treasurer_sends_back(self, order: Order, at: datetime) -> None:
        """A refund by transfer waits for the treasurer, who makes it at the bank and says so."""
        if self.mended_after is not None:
            self.telling.plan(self.telling.at_the_desk(at + DAY), lambda then: self._has_sent_back(order, then))

    def _has_sent_back(self, order: Order, at: datetime) -> None:
        self.stage.catch_up()
        for refund in order.refunds.filter(state=Refund.State.ASKED, payment__gateway="transfer"):
            confirm_hand_refund(refund=refund, at=at, by=self.stage.treasurer)

    def changes_mind(self, at: datetime, *, by_transfer: bool = False) -> None:
        """Joins, and within the fourteen days of the law does not want it any more."""
        self.comes_back = False
        order = self.begins(at)
        if by_transfer:
            bank.go_and_pay(order, at + 3 * MINUTE, way="transfer")
            paid_at = self.telling.at_the_desk(at + DAY)
            self.telling.plan(paid_at, lambda then: self.transfer_is_matched(order, order.total_pence, then))
        else:
            paid_at = at + 3 * MINUTE
            self.pays_by_card(order, at + 2 * MINUTE)
        asked_at = self.telling.at_the_desk(paid_at + 4 * DAY)
        words = "Changed her mind within 14 days" if self.random.random() < 0.7 else "Joined twice by mistake"
        self.telling.plan(asked_at, lambda then: self._gets_back(order, order.total_pence, words, then))

    def is_met_halfway(self, at: datetime) -> None:
        """Paid the full price although a student: the difference goes back."""
        self.who.plan = "qualified-professional"
        order = self.begins(at)
        self.pays_by_card(order, at + 2 * MINUTE)
        asked_at = self.telling.at_the_desk(at + 2 * DAY)
        words = "Was still a student: the difference to the student price"
        self.telling.plan(asked_at, lambda then: self._gets_back(order, 4500, words, then))

    def _gets_back(self, order: Order, amount_pence: int, words: str, at: datetime) -> None:
        self.stage.catch_up()
        fresh = Order.objects.get(pk=order.pk)
        refund_order(order=fresh, amount_pence=amount_pence, reason=words, by=self.stage.treasurer, at=at)
        self.stage.send_refunds(at)
        self._treasurer_sends_back(order, at)

    def cannot_be_reached(self, at: datetime) -> None:
        """A slip in the address: the welcome comes back. Some telephone, and the office enters the right one."""
        order = self.begins(at)
        self.pays_by_card(order, at + 2 * MINUTE)
        if not self.stage.is_recent(at):
            for message in Message.objects.filter(person=self.person, state=Message.State.WAITING):
                note_bounce(message=message, answer=REFUSAL, at=at + 4 * MINUTE)
        self.stage.post(at + 4 * MINUTE)
        self.mends("mail_bounced", at, self._gives_another_address)

    def confirms(self, at: datetime) -> None:
        if self.person and not (self.person.email or "").endswith("bounce.example"):
            super().confirms(at)

    def _gives_another_address(self, at: datetime) -> None:
        self.stage.catch_up()
        assert self.person
        self.person.refresh_from_db()
        email = (self.person.email or "").replace("bounce.example", "families.example")
        people.replace_address(person=self.person, email=email, at=at, by=self.stage.office)
        send_again(person=self.person, at=at)
        self.telling.plan(at + 3 * HOUR, self.confirms)
        self.stage.post(at)

    def comes_as_a_stranger(self, at: datetime) -> None:
        """Was with us before, comes back without signing in, and is asked by letter whether it was them."""
        if self.person is None:
            return
        order = self.begins(at, signed_in=False)
        self.pays_by_card(order, at + 2 * MINUTE)
        self.mends("paid_not_fulfilled", at, lambda then: self._says_it_was_them(order, then))

    def _says_it_was_them(self, order: Order, at: datetime) -> None:
        self.stage.catch_up()
        assert self.person
        self.person.refresh_from_db()
        people.prove_address(person=self.person, at=at)
        order = claim_order(order=order, person=self.person, at=at)
        fulfil(order=order, at=at)
        self.has_paid(order, at)
