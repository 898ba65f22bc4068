"""Cards that people let us keep: how the word is given, how it ends, and that the provider then forgets the card."""

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from goldseam.core.gateways.protocol import GatewayAway, Keeping, Outcome, SavedMethod
from goldseam.core.gateways.ways import gateway, gateway_to_move_money
from goldseam.core.people.models import Person
from goldseam.core.sales import facts
from goldseam.core.sales.card_requests import CardRequest
from goldseam.core.sales.models import Mandate, Order, Payment
from goldseam.foundation.timeline.record import record

logger = logging.getLogger(__name__)
# Whoever has not come back from the provider by then has thought better of it.
WAITS_FOR = timedelta(days=2)


def ask_for_card(*, person: Person, way: str, agreed_words: str, return_url: str, at: datetime) -> str:
    """Ask the provider for a card to keep, taking nothing; returns where the person chooses it.

    Raises LookupError when there is no such way, ValueError when it keeps no cards, GatewayAway, IsACopy.
    """
    provider = gateway_to_move_money(way)
    if not provider.keeps_cards:
        raise ValueError(way)
    asked = CardRequest.objects.create(
        person=person, gateway=way, key=uuid4().hex, agreed_words=agreed_words, asked_at=at
    )
    started = provider.start_keeping(Keeping(asked.key, _("A card for renewing"), person.email or "", return_url))
    CardRequest.objects.filter(pk=asked.pk).update(reference=started.reference)
    return started.url


def look_up_card(*, request: CardRequest, at: datetime) -> None:
    """Ask the provider what became of a card it was to keep. Raises GatewayAway."""
    outcome = gateway(request.gateway).look_up(request.reference or "")
    if outcome:
        take_kept(request=request, outcome=outcome, at=at)


@transaction.atomic
def take_kept(*, request: CardRequest, outcome: Outcome, at: datetime) -> None:
    """Note the card that was kept, or that none was; told twice it is noted once."""
    # The person first: of two cards kept at once the later one counts, and neither is refused.
    Person.objects.select_for_update().get(pk=request.person_id)
    asked = CardRequest.objects.select_for_update(of=("self",)).select_related("person").get(pk=request.pk)
    if asked.ended_at or outcome.state not in ("kept", "failed"):
        return
    asked.ended_at = at
    asked.save(update_fields=["ended_at"])
    saved = outcome.saved
    if saved:
        mandate = Mandate.objects.create(
            request=asked,
            gateway=asked.gateway,
            reference=saved.reference,
            brand=saved.brand,
            last_four=saved.last_four,
            expires_on=saved.expires_on,
            agreed_at=asked.asked_at,
        )
        _give_to(mandate, asked.person, at)


def ask_about_cards(*, at: datetime) -> int:
    """Ask about cards of which nobody has told us yet; returns about how many."""
    waiting = CardRequest.objects.filter(ended_at=None, reference__isnull=False, asked_at__gt=at - WAITS_FOR)
    count = 0
    for request in waiting.order_by("asked_at")[:500]:
        try:
            look_up_card(request=request, at=at)
            count += 1
        except GatewayAway:
            continue
        except Exception:
            # One card that cannot be noted must not keep the others waiting.
            logger.exception("What became of the card %s could not be noted", request)
    return count


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
