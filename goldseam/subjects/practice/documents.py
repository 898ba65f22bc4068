from datetime import UTC, datetime
from importlib.resources import files

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from goldseam.core.people.models import Association
from goldseam.foundation import documents
from goldseam.foundation.documents import Document, qr, typeset
from goldseam.subjects.practice import practice_words

# The date of the leaflet's words: change it with them. The same words give the same bytes.
WRITTEN_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


def leaflet(key: str) -> Document:
    """The leaflet for families, with the code that opens the practice."""
    association = Association.get()
    data = {
        "created_at": WRITTEN_AT,
        "association": {
            "name": association.name,
            "address": association.address.splitlines(),
            "charity_number": association.charity_number,
            "email": association.email,
        },
        "qr": qr(f"{settings.BASE_URL}{reverse('practice:practice')}"),
        "address": f"{settings.BASE_URL}{reverse('practice:practice')}".split("://")[1],
        "bowl": files("goldseam.foundation.theme").joinpath("static/theme/bowl/line.svg").read_text(),
        **practice_words.words(),
    }
    return Document(f"{_('rupture-and-repair')}.pdf", "application/pdf", typeset("leaflet", data))


documents.register("practice.leaflet", leaflet)
