"""Providers' notices: they can come twice, late and in any order, and always end in the same ledger."""

import logging
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from goldseam.core.gateways.protocol import Notice, Outcome
from goldseam.core.sales.actions.mandates import take_kept
from goldseam.core.sales.actions.paying import take_outcome
from goldseam.core.sales.actions.refunding import take_refund_outcome
from goldseam.core.sales.card_requests import CardRequest
from goldseam.core.sales.models import Payment, ProviderNotice, Refund

logger = logging.getLogger(__name__)
AT_ONCE = 200


def take_notice(*, way: str, notice: Notice, at: datetime) -> None:
    """Store a checked notice and act on it. What came too early is taken up after the next notice and by a sweep."""
    told = asdict(notice)
    stored, _is_new = ProviderNotice.objects.get_or_create(
        gateway=way, notice_id=notice.id, defaults={"told": told, "received_at": at}
    )
    if stored.handled_at is None and handle(stored=stored, at=at) and notice.outcome.state == "paid":
        take_up_early_notices(at=at)


def handle(*, stored: ProviderNotice, at: datetime) -> bool:
    """Act on one stored notice; False when what it speaks of is not known yet."""
    outcome = Outcome.read(stored.told["outcome"])
    payment = Payment.objects.filter(gateway=stored.gateway, reference=outcome.reference).first()
    if payment is None:
        return _is_about_a_card(stored, outcome, at)
    if outcome.state == "refunded":
        refund = Refund.objects.filter(key=stored.told["refund_key"]).first()
        if refund is None or payment.confirmed_at is None:
            return False
        take_refund_outcome(refund=refund, outcome=outcome, at=at)
    else:
        take_outcome(payment=payment, outcome=outcome, at=at)
    _mark(stored, at)
    return True


def _is_about_a_card(stored: ProviderNotice, outcome: Outcome, at: datetime) -> bool:
    request = CardRequest.objects.filter(gateway=stored.gateway, reference=outcome.reference).first()
    if request is None:
        return False
    take_kept(request=request, outcome=outcome, at=at)
    _mark(stored, at)
    return True


@transaction.atomic
def _mark(stored: ProviderNotice, at: datetime) -> None:
    ProviderNotice.objects.filter(pk=stored.pk, handled_at=None).update(handled_at=at)


def take_up_early_notices(*, at: datetime) -> None:
    """Try the notices again that spoke of something not known when they came."""
    # The newest first: what speaks of something that is not ours, and never will be known, is in nobody's way.
    for stored in ProviderNotice.objects.filter(handled_at=None).order_by("-id")[:AT_ONCE]:
        try:
            handle(stored=stored, at=at)
        except Exception:
            logger.exception("The notice %s could not be taken up", stored)
