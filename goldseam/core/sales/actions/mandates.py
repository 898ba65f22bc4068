"""Cards that people let us keep: how the word is given, how it ends, and that the provider then forgets the card."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction

from goldseam.core.gateways.protocol import GatewayAway, SavedMethod
from goldseam.core.gateways.ways import gateway_to_move_money
from goldseam.core.people.models import Person
from goldseam.core.sales import facts
from goldseam.core.sales.models import Mandate, Order, Payment
from goldseam.foundation.timeline.record import record


def keep_card(*, payment: Payment, order: Order, saved: SavedMethod, at: datetime) -> None:
    """Note the card that was kept with a payment, in the caller's transaction; another of the same person ends."""
    mandate, is_new = Mandate.objects.get_or_create(
        payment=payment,
        defaults={
            "gateway": payment.gateway,
            "reference": saved.reference,
            "brand": saved.brand,
            "last_four": saved.last_four,
            "expires_on": saved.expires_on,
            "agreed_at": payment.started_at,
        },
    )
    if is_new and order.person:
        _give_to(mandate, order.person, at)


def take_over_mandates(*, order: Order, person: Person, at: datetime) -> None:
    """Whoever proved the address of an order gave the word that was given with it; in the caller's transaction."""
    for mandate in Mandate.objects.filter(payment__order=order, person=None, ended_at=None):
        _give_to(mandate, person, at)


def _give_to(mandate: Mandate, person: Person, at: datetime) -> None:
    # Of two cards kept at the same moment the database refuses one; its notice comes again and finds the other.
    for former in Mandate.objects.living().filter(person=person):
        end_mandate(mandate=former, why=Mandate.Why.REPLACED, by=None, at=at)
    mandate.person = person
    mandate.save(update_fields=["person"])
    record(facts.MANDATE_GIVEN, person=person, subject=mandate, by=person, at=at, last_four=mandate.last_four)


@transaction.atomic
def end_mandate(*, mandate: Mandate, why: Mandate.Why, by: Person | None, at: datetime) -> bool:
    """End the word to charge a card; False when it had ended before."""
    if not Mandate.objects.filter(pk=mandate.pk, ended_at=None).update(ended_at=at, ended_why=why):
        return False
    told: dict[str, Any] = {"last_four": mandate.last_four, "why": str(why.label)}
    record(facts.MANDATE_ENDED, person=mandate.person, subject=mandate, by=by, at=at, **told)
    return True


def forget_ended(*, at: datetime) -> int:
    """Have the providers forget the cards we may not charge any more; returns how many."""
    ended = Mandate.objects.filter(ended_at__isnull=False, forgotten_at=None).order_by("ended_at")
    count = 0
    for mandate in ended[:500]:
        with suppress(GatewayAway):
            gateway_to_move_money(mandate.gateway).forget(mandate.reference)
            count += Mandate.objects.filter(pk=mandate.pk).update(forgotten_at=at)
    return count
