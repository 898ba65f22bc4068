from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from goldseam.core.mail.actions import send
from goldseam.core.sales.claims import claim_path
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import CannotFulfil, Quote, sellables
from goldseam.subjects.gifts.actions import begin_gift, end_gift
from goldseam.subjects.gifts.models import Gift
from goldseam.subjects.gifts.ordering import KIND
from goldseam.subjects.membership.models import Plan


class GiftForSale:
    """A term of a plan (its slug is the key) for somebody else. Never with Gift Aid: it is bought for another."""

    def quote(self, key: str, *, options: Mapping[str, Any], at: datetime) -> Quote:
        plan = Plan.objects.giftable().filter(slug=key).first()
        if plan is None:
            raise LookupError(key)
        good_for = ngettext(
            "To be taken up within %(months)d month of its delivery",
            "To be taken up within %(months)d months of its delivery",
            plan.gift_months,
        )
        return Quote(
            description=_("Gift of a membership: %(plan)s") % {"plan": plan.name},
            unit_pence=plan.price_on(local_date(at)),
            vat_treatment=plan.vat_treatment,
            vat_rate=plan.vat_rate,
            note=good_for % {"months": plan.gift_months},
            details={"months": plan.months, "gift_months": plan.gift_months},
        )

    def quote_many(self, asked: Sequence[tuple[str, Mapping[str, Any]]], *, at: datetime) -> list[Quote]:
        return [self.quote(key, options=options, at=at) for key, options in asked]

    def fulfil(self, line: Any, *, at: datetime) -> None:
        gift = Gift.objects.filter(order_line=line).first()
        if gift is None:
            raise CannotFulfil("Nothing is known any more of whom this gift was for.")
        gift = begin_gift(gift=gift, at=at)
        person, order, delivery = line.order.person, line.order, gift.delivery
        is_card = bool(delivery and not delivery.recipient_email)
        send(
            template="gifts/bought",
            person=person,
            at=at,
            about=order,
            documents=[f"sales.receipt:{order.pk}", *([f"gifts.card:{gift.pk}"] if is_card else [])],
            context={
                "gift": gift,
                "delivery": delivery,
                "is_card": is_card,
                "today": local_date(at),
                "way_in": f"{settings.BASE_URL}{f'/me/gifts/{gift.pk}/' if person.is_proved else claim_path(order)}",
            },
        )

    def revoke(self, line: Any, *, at: datetime, by: Any) -> None:
        gift = Gift.objects.filter(order_line=line).first()
        if gift:
            end_gift(gift=gift, at=at, by=by)


sellables.register(KIND, GiftForSale())
