"""What becomes of a gift that was paid for. Rows are locked in one order: order, gift, membership."""

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from goldseam.core.mail.actions import send
from goldseam.core.mail.restraint import awake
from goldseam.core.people.actions import person_at
from goldseam.core.people.models import Person
from goldseam.foundation.calendar import last_day
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.gifts import facts
from goldseam.subjects.gifts.links import gift_path
from goldseam.subjects.gifts.models import Delivery, Gift, State
from goldseam.subjects.gifts.ordering import Wish, deliver_to
from goldseam.subjects.membership.actions import add_term, end_term

# Whoever presses twice has one letter.
NOT_AGAIN_FOR = timedelta(hours=1)
AT_ONCE = 200


class Closed(Exception):
    """The gift was taken up, given to somebody else, paid back, or is not good any more."""


class WrittenJustNow(Exception):
    """A letter with this gift left a moment ago."""


def lock_gift(pk: int) -> Gift:
    """The gift with its row locked until commit: it is taken up, passed on and ended only under this lock."""
    return Gift.objects.select_for_update(of=("self",)).with_giver().get(pk=pk)


def begin_gift(*, gift: Gift, at: datetime) -> Gift:
    """Let a gift that was paid for be taken up, in the caller's transaction."""
    gift = lock_gift(gift.pk)
    today = local_date(at)
    gift.begun_at, gift.ended_at = gift.begun_at or at, None
    delivery = gift.delivery
    if delivery:
        gift.good_until = good_until(gift, from_on=max(today, delivery.deliver_on))
    gift.save(update_fields=["begun_at", "ended_at", "good_until"])
    kind = facts.BOUGHT_FOR_POOL if gift.is_for_pool else facts.BOUGHT
    record(kind, person=gift.giver, subject=gift, at=at, plan=gift.plan.name, good_until_on=gift.good_until)
    if delivery and delivery.term:
        # Paid anew after its money had been taken back: who took it up has it again.
        term = add_term(person=delivery.term.membership.person, plan=gift.plan, months=gift.months, at=at)
        delivery.term = term
        delivery.save(update_fields=["term"])
    elif delivery and awake(at) == at:
        write_gift(gift=gift, delivery=delivery, at=at)
    return gift


def good_until(gift: Gift, *, from_on: date) -> date:
    """The last day on which it can be taken up, counted from the day it is delivered: what was said when it was bought
    counts.
    """
    return last_day(from_on, int(gift.order_line.details["gift_months"]))


def write_gift(*, gift: Gift, delivery: Delivery, at: datetime) -> bool:
    """Write to whom it is for, if it is their day, in the caller's transaction, which holds the gift's lock."""
    if not delivery.is_to_be_written or delivery.deliver_on > local_date(at):
        return False
    delivery.letter = send(
        template="gifts/gift",
        # Whoever is not to be written to now, as somebody in mourning, is not written to of this either.
        person=person_at(delivery.recipient_email),
        address=delivery.recipient_email,
        at=at,
        about=delivery,
        context={
            "gift": gift,
            "delivery": delivery,
            "good_until": gift.good_until,
            "gift_url": f"{settings.BASE_URL}{gift_path(delivery)}",
        },
    )
    delivery.save(update_fields=["letter"])
    giver = None if gift.is_for_pool else gift.giver
    record(facts.DELIVERED, person=giver, subject=gift, at=at, plan=gift.plan.name)
    return True


def deliver_due(*, at: datetime) -> int:
    """Write the letters of the gifts whose day it is; returns how many: none at night. Dead in between, it goes on with
    those that have none.
    """
    if awake(at) > at:
        return 0
    due = Delivery.objects.due(on=local_date(at)).order_by("deliver_on", "pk").values_list("gift", flat=True)
    return sum(_deliver(pk, at) for pk in due[:AT_ONCE])


@transaction.atomic
def _deliver(pk: int, at: datetime) -> bool:
    gift = lock_gift(pk)
    delivery = gift.delivery
    if gift.ended_at or delivery is None or delivery.term_id:
        return False
    return write_gift(gift=gift, delivery=delivery, at=at)


def locked_open(*, pk: int, at: datetime) -> tuple[Gift, Delivery | None]:
    """The gift, locked, and for whom it is now, when it can still be taken up or passed on. Raises Closed."""
    gift = lock_gift(pk)
    if gift.state(local_date(at)) not in (State.WAITING, State.OPEN, State.RETURNED):
        raise Closed
    return gift, gift.delivery


@transaction.atomic
def send_again(*, gift: Gift, by: Person, at: datetime) -> bool:
    """Write the same letter once more; at night, False: it goes in the morning. Raises Closed, WrittenJustNow."""
    gift, delivery = locked_open(pk=gift.pk, at=at)
    if delivery is None or not delivery.recipient_email:
        raise Closed
    if delivery.letter and delivery.letter.written_at > at - NOT_AGAIN_FOR:
        raise WrittenJustNow
    delivery.letter, delivery.deliver_on = None, min(delivery.deliver_on, local_date(at))
    delivery.save(update_fields=["letter", "deliver_on"])
    record(facts.SENT_AGAIN, subject=gift, by=by, at=at)
    return awake(at) == at and write_gift(gift=gift, delivery=delivery, at=at)


@transaction.atomic
def pass_on(*, gift: Gift, wish: Wish, by: Person, at: datetime) -> Delivery:
    """Give it to somebody else, or to the same person at another address: the former code and link work no more.

    Raises Closed.
    """
    gift, former = locked_open(pk=gift.pk, at=at)
    if gift.is_for_pool:
        raise Closed
    withdraw_delivery(delivery=former, at=at)
    if wish.message != gift.message:
        gift.message = wish.message
        gift.save(update_fields=["message"])
    delivery = deliver_to(gift=gift, wish=wish, by=by, at=at)
    record(facts.PASSED_ON, person=gift.giver, subject=gift, by=by, at=at, plan=gift.plan.name)
    if awake(at) == at:
        write_gift(gift=gift, delivery=delivery, at=at)
    return delivery


@transaction.atomic
def put_in_pool(*, gift: Gift, by: Person, at: datetime) -> None:
    """Let the office give it to somebody who asks for a bursary. It then has no last day. Raises Closed."""
    gift = lock_gift(gift.pk)
    if gift.state(local_date(at)) not in (State.WAITING, State.OPEN, State.RETURNED, State.OVER):
        raise Closed
    withdraw_delivery(delivery=gift.delivery, at=at)
    # What was said to one person is not for whoever has it from the pool.
    gift.is_for_pool, gift.good_until, gift.message = True, None, ""
    gift.save(update_fields=["is_for_pool", "good_until", "message"])
    record(facts.PUT_IN_POOL, person=gift.giver, subject=gift, by=by, at=at, plan=gift.plan.name)


def withdraw_delivery(*, delivery: Delivery | None, at: datetime) -> None:
    """Let a code and its link open nothing any more, in the caller's transaction, which holds the gift's lock."""
    if delivery:
        delivery.withdrawn_at = at
        delivery.save(update_fields=["withdrawn_at"])


def end_gift(*, gift: Gift, at: datetime, by: Person | None) -> None:
    """End a gift because its money went back, in the caller's transaction: its code is worth nothing, and what was
    taken up ends, yesterday being its last day.
    """
    gift = lock_gift(gift.pk)
    if gift.ended_at:
        return
    gift.ended_at = at
    gift.save(update_fields=["ended_at"])
    told: dict[str, Any] = {"plan": gift.plan.name}
    record(facts.ENDED, person=gift.giver, subject=gift, by=by, at=at, **told)
    delivery = gift.delivery
    if delivery and delivery.term:
        end_term(term=delivery.term, at=at, by=by)
        member = delivery.term.membership.person
        if member.email:
            send(template="gifts/ended", person=member, at=at, about=delivery, context={"gift": gift})


@transaction.atomic
def let_be_good(*, gift: Gift, until: date, by: Person, at: datetime) -> None:
    """Let a gift that nobody took up be good for longer. Raises Closed."""
    gift = lock_gift(gift.pk)
    if gift.state(local_date(at)) not in (State.WAITING, State.OPEN, State.RETURNED, State.OVER) or gift.is_for_pool:
        raise Closed
    gift.good_until = until
    gift.save(update_fields=["good_until"])
    record(facts.LET_BE_GOOD, person=gift.giver, subject=gift, by=by, at=at, plan=gift.plan.name, good_until_on=until)
