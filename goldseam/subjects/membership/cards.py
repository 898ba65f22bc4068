"""The address behind the QR code of a card: a partner who scans it learns name, plan and validity, and nothing else."""

from django.core import signing

from goldseam.subjects.membership.models import Membership

SALT = "membership.card"


def card_path(membership: Membership) -> str:
    """The address of the page that confirms this card. It does not age: the page says whether it is valid today."""
    return f"/card/{signing.Signer(salt=SALT).sign(str(membership.pk))}/"


def membership_of(token: str) -> Membership | None:
    """The membership a scanned card speaks of; None for a forged address."""
    try:
        key = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return Membership.objects.select_related("person").filter(pk=key).first()
