"""The quote as a paper."""

from datetime import UTC, datetime, time

from django.utils.translation import gettext as _

from goldseam.core.people.models import Association
from goldseam.core.sales.documents import EXEMPT_NOTE, VAT_WORDS
from goldseam.foundation import documents
from goldseam.foundation.clock import local_date
from goldseam.foundation.documents import Document, typeset
from goldseam.foundation.money import exact
from goldseam.subjects.enquiries.models import Quote


def quote(key: str) -> Document:
    """The quote of that key, as it was made."""
    made = Quote.objects.select_related("enquiry", "plan").get(pk=int(key))
    association, made_on = Association.get(), local_date(made.made_at)
    told = ("name", "email", "charity_number", "vat_number")
    of_association = {name: getattr(association, name) for name in told} | {"address": association.address.splitlines()}
    line = {
        "description": made.description,
        "detail": _("From the day it is paid to the end of our year.")
        if made.plan.fixed_year
        else _("For a year from the day it is paid."),
        "quantity": made.seats,
        "unit": exact(made.unit_pence),
        "vat": str(VAT_WORDS.get(made.vat_treatment, made.vat_treatment)),
        "total": exact(made.total_pence),
    }
    vat = {"label": _("VAT contained at %(rate)s %%") % {"rate": made.vat_rate}, "amount": exact(made.vat_pence)}
    accept = _("Accept it online at the address in our letter: then you pay by card, or by invoice within 30 days.")
    data = {
        "kind": "quote",
        "created_at": datetime.combine(made_on, time(12), UTC),
        "association": of_association,
        "number": made.number,
        "date": made_on,
        "payer": {"name": made.organisation, "address": [made.enquiry.name]},
        "valid_until": made.valid_until,
        "lines": [line],
        "sums": [vat] if made.vat_pence else [],
        "total": exact(made.total_pence),
        "notes": [*([str(EXEMPT_NOTE)] if made.vat_treatment == "exempt_group_9" else []), accept],
    }
    return Document(f"{_('quote')}-{made.number}.pdf", "application/pdf", typeset("money", data))


documents.register("enquiries.quote", quote)
