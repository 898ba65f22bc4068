"""Ordering a gift: for somebody who is written to, for somebody who is handed a card, or for the bursary pool."""

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from goldseam.core.people.models import Person
from goldseam.core.sales.actions.ordering import Item, Payer, place_order
from goldseam.core.sales.models import Order, Payment
from goldseam.foundation.clock import local_date
from goldseam.subjects.gifts.codes import hash_of, new_code, sealed
from goldseam.subjects.gifts.models import Delivery, Gift
from goldseam.subjects.membership.actions import Applicant, newcomer
from goldseam.subjects.membership.models import Plan

KIND = "membership.gift"
FORGOTTEN_AFTER = timedelta(days=30)


@dataclass(frozen=True)
class Wish:
    """For whom a gift is, as the giver typed it. Without an address the giver hands the card over."""

    recipient_name: str = ""
    recipient_email: str = ""
    message: str = ""
    deliver_on: date | None = None
    is_for_pool: bool = False


@transaction.atomic
def order_gift(
    *, plan: Plan, wish: Wish, giver: Applicant, signed_in: Person | None, key: str | None, at: datetime
) -> Order:
    """Order a term of `plan` for somebody else. Raises NotForSale.

    As for joining: an address nobody has used becomes an unproved person, a known one waits for the mailed proof. The
    same wish under the same `key` is the same order, another wish another one: two gifts may be begun side by side.
    """
    order = place_order(
        items=[Item(KIND, plan.slug)],
        payer=Payer(giver.given_name, giver.family_name, giver.email),
        person=signed_in or newcomer(applicant=giver, at=at),
        at=at,
        key=f"{key}:{_same_wish(wish)}" if key else None,
    )
    line = order.lines.get()
    gift, is_new = Gift.objects.get_or_create(
        order_line=line, defaults={"plan": plan, "message": wish.message, "is_for_pool": wish.is_for_pool}
    )
    if is_new and not wish.is_for_pool:
        deliver_to(gift=gift, wish=wish, by=None, at=at)
    return order


def _same_wish(wish: Wish) -> str:
    told = json.dumps(asdict(wish), default=str, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def deliver_to(*, gift: Gift, wish: Wish, by: Person | None, at: datetime) -> Delivery:
    """Enter for whom a gift is, with a code of its own, in the caller's transaction."""
    code = new_code()
    return Delivery.objects.create(
        gift=gift,
        recipient_name=wish.recipient_name,
        recipient_email=wish.recipient_email,
        deliver_on=wish.deliver_on or local_date(at),
        made_at=at,
        made_by=by,
        code_hash=hash_of(code),
        sealed_code=sealed(code),
    )


@transaction.atomic
def forget_unpaid(*, at: datetime) -> int:
    """Forget for whom gifts were to be that nobody paid: their orders closed a month ago. Returns how many."""
    closed = Q(order_line__order__withdrawn_at__lte=at - FORGOTTEN_AFTER)
    closed |= Q(order_line__order__expires_at__lte=at - FORGOTTEN_AFTER)
    unpaid = Gift.objects.filter(closed, begun_at=None, order_line__order__paid_at=None)
    came = Payment.objects.filter(order=OuterRef("order_line__order"), confirmed_at__isnull=False)
    keys = list(unpaid.filter(~Exists(came)).select_for_update(of=("self",)).values_list("pk", flat=True))
    Delivery.objects.filter(gift__in=keys).delete()
    return Gift.objects.filter(pk__in=keys).delete()[0]
