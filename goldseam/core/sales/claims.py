"""The mailed link that proves an address and attaches an order to the person. Signed, for one order and one purpose."""

from datetime import timedelta

from django.core import signing

from goldseam.core.sales.models import Order

SALT = "sales.claim"
GOOD_FOR = timedelta(days=60)


def claim_path(order: Order) -> str:
    """The address that goes into the mail. Its age is counted in real time."""
    return f"/confirm/{signing.dumps({'order': order.pk, 'email': order.payer_email}, salt=SALT)}/"


def order_of(token: str) -> Order | None:
    """The order a mailed link speaks of; None when the link is forged, old, or for another address."""
    try:
        told = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return Order.objects.filter(pk=told["order"], payer_email=told["email"]).first()
