from datetime import UTC, datetime, time

from django.conf import settings
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from goldseam.core.people.models import Association
from goldseam.foundation import documents
from goldseam.foundation.documents import Document, typeset
from goldseam.foundation.documents.blocks import from_html
from goldseam.subjects.library.models import Version


def factsheet(key: str) -> Document:
    """The factsheet's version `key`, typeset from its text."""
    version = Version.objects.select_related("factsheet").get(pk=key)
    sheet, association = version.factsheet, Association.get()
    data = {
        "created_at": datetime.combine(version.published_on, time(12), UTC),
        "association": {
            "name": association.name,
            "address": association.address.splitlines(),
            "charity_number": association.charity_number,
            "email": association.email,
        },
        "label": _("Factsheet %(number)s, for members") % {"number": sheet.number},
        "title": sheet.title,
        "summary": sheet.summary,
        "version": str(version.number),
        "date": version.published_on,
        "authors": version.authors,
        "review_on": version.review_by,
        "body": from_html(expand_db_html(version.body), settings.BASE_URL),
    }
    return Document(filename(version), "application/pdf", typeset("factsheet", data))


def filename(version: Version) -> str:
    """`infant-sleep-version-3.pdf`, whatever the uploaded file was called."""
    return f"{version.factsheet.slug}-{slugify(_('version'))}-{version.number}.pdf"


documents.register("library.factsheet", factsheet)
