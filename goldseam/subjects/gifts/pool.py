"""The bursary pool: places that were given for students who ask, and the office that gives them out, each once."""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.db.models import Count

from goldseam.core.mail.actions import send
from goldseam.core.mail.restraint import awake
from goldseam.core.people.models import Person
from goldseam.foundation.timeline.record import record
from goldseam.subjects.gifts import facts
from goldseam.subjects.gifts.actions import Closed, lock_gift, withdraw_delivery, write_gift
from goldseam.subjects.gifts.models import Application, Delivery, Gift
from goldseam.subjects.gifts.ordering import Wish, deliver_to
from goldseam.subjects.membership.models import Plan


class PoolEmpty(Exception):
    """The pool holds no place of this plan."""


class DecidedAlready(Exception):
    """Somebody has decided about this application."""


@dataclass(frozen=True)
class Held:
    """What the pool holds of one plan: places, and what was paid for them."""

    plan: Plan
    places: int
    pence: int


def held() -> list[Held]:
    """What the pool holds now, by plan."""
    counted = Gift.objects.in_pool().order_by().values_list("plan", "order_line__unit_pence").annotate(n=Count("pk"))
    rows = list(counted)
    plans = Plan.objects.in_bulk({plan for plan, _pence, _n in rows})
    return [
        Held(plan, sum(n for of, _p, n in rows if of == key), sum(p * n for of, p, n in rows if of == key))
        for key, plan in plans.items()
    ]


@transaction.atomic
def ask_for_place(
    *, plan: Plan, given_name: str, family_name: str, email: str, why: str, at: datetime
) -> Application | None:
    """Ask for a bursary, and say by letter that it was asked. Whoever asks again before it is decided changes nothing,
    and the page says the same.
    """
    try:
        with transaction.atomic():
            application = Application.objects.create(
                plan=plan, given_name=given_name, family_name=family_name, email=email, why=why, asked_at=at
            )
    except IntegrityError:
        return None
    record(facts.BURSARY_ASKED, subject=application, at=at)
    context = {"application": application}
    send(template="gifts/bursary_asked", address=email, at=at, about=application, context=context)
    return application


@transaction.atomic
def give_place(*, application: Application, by: Person, at: datetime) -> Delivery:
    """Give the place that has waited longest to whoever asked; it is delivered as any gift. Under one lock, so the pool
    never gives more than it holds. Raises DecidedAlready, PoolEmpty.
    """
    _one_at_a_time()
    application = _undecided(application)
    first = Gift.objects.in_pool().filter(plan=application.plan_id).order_by("begun_at", "pk").first()
    if first is None:
        raise PoolEmpty
    gift = lock_gift(first.pk)
    wish = Wish(recipient_name=application.full_name, recipient_email=application.email)
    delivery = deliver_to(gift=gift, wish=wish, by=by, at=at)
    if awake(at) == at:
        write_gift(gift=gift, delivery=delivery, at=at)
    application.decided_at, application.decided_by, application.delivery = at, by, delivery
    application.save(update_fields=["decided_at", "decided_by", "delivery"])
    record(facts.BURSARY_GIVEN, subject=gift, by=by, at=at)
    return delivery


@transaction.atomic
def decline(*, application: Application, reply: str, by: Person, at: datetime) -> None:
    """Say no, with a word why. Raises DecidedAlready."""
    application = _undecided(application)
    application.decided_at, application.decided_by, application.reply = at, by, reply
    application.save(update_fields=["decided_at", "decided_by", "reply"])
    record(facts.BURSARY_DECLINED, subject=application, by=by, at=at)
    if application.email:
        context = {"application": application}
        address = application.email
        send(template="gifts/bursary_declined", address=address, at=at, about=application, context=context)


@transaction.atomic
def take_back(*, gift: Gift, by: Person, at: datetime) -> None:
    """Take a place back that was given out and not taken up: the pool has it again. Raises Closed."""
    _one_at_a_time()
    gift = lock_gift(gift.pk)
    delivery = gift.delivery
    if not gift.is_for_pool or gift.ended_at or delivery is None or delivery.term_id:
        raise Closed
    withdraw_delivery(delivery=delivery, at=at)
    record(facts.BURSARY_TAKEN_BACK, subject=gift, by=by, at=at)


def _undecided(application: Application) -> Application:
    found = Application.objects.select_for_update(of=("self",)).select_related("plan").get(pk=application.pk)
    if found.decided_at:
        raise DecidedAlready
    return found


def _one_at_a_time() -> None:
    """Wait until nobody else gives places out; until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('bursary pool', 0))")
