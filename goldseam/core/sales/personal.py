from django.utils.translation import gettext_lazy as _

from goldseam.core.sales.models import Counter, Invoice, Order, OrderLine, Payment, ProviderNotice, Refund
from goldseam.foundation.contracts import NothingPersonal, PersonalData, declare

LAW = _("Accounting records: Companies Act 2006 s. 388, Charities Act 2011 s. 131; VAT Act 1994 Sch. 11 para. 6.")
SIX_YEARS = _("six years after the end of the financial year")

declare(
    Order,
    PersonalData(
        person="person",
        fields=[
            "reference",
            "payer_given_name",
            "payer_family_name",
            "payer_email",
            "payer_address",
            "purchase_order",
            "total_pence",
            "waived_pence",
            "placed_at",
            "paid_at",
        ],
        erased=["payer_email", "payer_address"],
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    OrderLine,
    PersonalData(
        person="order__person",
        fields=["description", "options", "details"],
        erased=["options"],
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Payment,
    PersonalData(
        person="order__person",
        fields=["gateway", "amount_pence", "received_pence", "started_at", "confirmed_at", "failed_at", "code"],
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Refund,
    PersonalData(
        person="order__person",
        fields=["amount_pence", "reason", "state", "asked_at", "made_at"],
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Invoice,
    PersonalData(
        person="order__person", fields=["label", "issued_on", "snapshot"], kept_because=LAW, kept_for=SIX_YEARS
    ),
)
declare(Counter, NothingPersonal("The last number given."))
declare(ProviderNotice, NothingPersonal("References and amounts as the provider names them; no names."))
