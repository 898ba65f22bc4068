from datetime import UTC, datetime, time

from django.conf import settings
from django.utils.translation import gettext as _

from goldseam.core.people.models import Association
from goldseam.foundation import documents
from goldseam.foundation.documents import Document, qr, typeset
from goldseam.subjects.membership.cards import card_path
from goldseam.subjects.membership.models import Term


def card(key: str) -> Document:
    """The membership card of term `key`."""
    term = Term.objects.select_related("plan", "membership__person").get(pk=key)
    data = {
        "created_at": datetime.combine(term.starts_on, time(12), UTC),
        "association": {"name": Association.get().name},
        "name": term.membership.person.full_name,
        "plan": term.plan.name,
        "detail": _("Member since %(year)s") % {"year": term.membership.began_on.year},
        "number": str(term.membership.number),
        "valid_until": term.last_on,
        "qr": qr(f"{settings.BASE_URL}{card_path(term.membership)}"),
    }
    return Document(f"{_('membership-card')}-{term.membership.number}.pdf", "application/pdf", typeset("card", data))


documents.register("membership.card", card)
