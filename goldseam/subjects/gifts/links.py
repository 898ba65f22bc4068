"""The mailed link of a gift: signed, for one delivery and one address. Passed on, the former works no more."""

from datetime import timedelta

from django.core import signing

from goldseam.subjects.gifts.models import Delivery

SALT = "gifts.delivery"
# Longer than any gift is good: until when it can be taken up is for the gift to say.
GOOD_FOR = timedelta(days=366 * 11)


def gift_path(delivery: Delivery, *, email: str = "") -> str:
    """The address of the page that takes the gift up and does nothing else. Its age is counted in real time."""
    told = {"delivery": delivery.pk, "email": email or delivery.recipient_email}
    return f"/gift/open/{signing.dumps(told, salt=SALT)}/"


def delivery_of(token: str) -> tuple[Delivery, str] | None:
    """What a link speaks of, and to whose address it was sent; None when it is forged or old."""
    try:
        told = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    found = Delivery.objects.filter(pk=told["delivery"]).select_related(
        "gift__plan__afterwards", "gift__order_line__order__person", "term__membership"
    )
    delivery = found.first()
    return (delivery, str(told["email"])) if delivery and told["email"] else None
