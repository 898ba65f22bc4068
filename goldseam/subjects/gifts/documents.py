from datetime import UTC, datetime, time

from django.conf import settings
from django.utils.translation import gettext as _

from goldseam.core.people.models import Association
from goldseam.foundation import documents
from goldseam.foundation.documents import Document, qr, typeset
from goldseam.subjects.gifts.codes import in_groups, opened
from goldseam.subjects.gifts.models import Gift


class NoCode(Exception):
    """The gift has no code that opens: it is nobody's now, or it was sealed under another secret key."""


def card(key: str) -> Document:
    """The card of gift `key`, to print and to hand over. Raises NoCode."""
    gift = Gift.objects.with_giver().get(pk=key)
    delivery = gift.delivery
    code = opened(delivery.sealed_code) if delivery and not delivery.term_id else None
    if delivery is None or code is None:
        raise NoCode
    association = Association.get().name
    address = f"{settings.BASE_URL}/gift/redeem/"
    data = {
        "created_at": datetime.combine(delivery.deliver_on, time(12), UTC),
        "association": {"name": association},
        "recipient": delivery.recipient_name,
        "giver": gift.giver_name,
        "what": _("A membership of the %(association)s as %(plan)s, for %(months)d months")
        % {"association": association, "plan": gift.plan.name, "months": gift.months},
        "message": gift.message,
        "code": in_groups(code),
        "address": address.removeprefix("https://").removeprefix("http://"),
        "good_until": gift.good_until,
        "qr": qr(address),
    }
    return Document(f"{_('gift-card')}-{gift.pk}.pdf", "application/pdf", typeset("gift", data))


documents.register("gifts.card", card)
