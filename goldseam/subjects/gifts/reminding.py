"""Saying once more to whoever a gift is for that it waits: one letter, when there is room for it, never at night."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from goldseam.core.mail.actions import can_write, send
from goldseam.core.mail.restraint import awake, count_letters_about, has_room, one_at_a_time
from goldseam.core.people.actions import person_at
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.gifts import facts
from goldseam.subjects.gifts.actions import AT_ONCE, lock_gift
from goldseam.subjects.gifts.links import gift_path
from goldseam.subjects.gifts.models import Delivery, State

count_letters_about(Delivery._meta.label_lower)


def ask_reminder(*, gift: int, at: datetime) -> None:
    """Have a letter written to whoever it is for, in the caller's transaction. To a card no letter can be written."""
    waiting = Delivery.objects.unredeemed().filter(gift=gift).exclude(letter=None)
    waiting.update(is_to_be_reminded=True)


def remind_due(*, at: datetime) -> int:
    """Write the letters that were asked for; returns how many. Whoever may not be written to now is looked at again."""
    if awake(at) > at:
        return 0
    asked = Delivery.objects.unredeemed().filter(is_to_be_reminded=True).order_by("pk").values_list("gift", flat=True)
    return sum(_remind(pk, at) for pk in asked[:AT_ONCE])


@transaction.atomic
def _remind(pk: int, at: datetime) -> bool:
    gift = lock_gift(pk)
    delivery = gift.delivery
    if delivery is None or not delivery.is_to_be_reminded or gift.state(local_date(at)) is not State.OPEN:
        return False
    address = delivery.recipient_email
    person = person_at(address)
    one_at_a_time(person=person, address=address)
    if not can_write(person=person, address=address, at=at) or not has_room(person=person, address=address, at=at):
        return False
    context = {"gift": gift, "delivery": delivery, "gift_url": f"{settings.BASE_URL}{gift_path(delivery)}"}
    send(template="gifts/reminder", person=person, address=address, at=at, about=delivery, context=context)
    delivery.is_to_be_reminded = False
    delivery.save(update_fields=["is_to_be_reminded"])
    record(facts.REMINDED, subject=gift, at=at)
    return True
