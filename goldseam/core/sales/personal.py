from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from goldseam.core.gateways.ways import gateways
from goldseam.core.sales.hindrances import money_owed
from goldseam.core.sales.models import (
    CardRequest,
    Counter,
    Invoice,
    Mandate,
    Order,
    OrderLine,
    Payment,
    ProviderNotice,
    Refund,
)
from goldseam.foundation.contracts import Merging, NothingPersonal, PersonalData, declare


def _way(slug: str) -> str:
    way = gateways().get(slug)
    return str(way.label) if way else slug


def _payer(snapshot: Mapping[str, Any]) -> str:
    """Whom an invoice was issued to; the rest stands in the paper itself."""
    payer = snapshot.get("payer") or {}
    return "\n".join(filter(None, (str(payer.get("name", "")), str(payer.get("address", "")))))


def papers_of(invoice: Invoice) -> Iterator[str]:
    """The papers of one invoice or credit note, by their keys."""
    if invoice.kind == Invoice.Kind.CREDIT_NOTE:
        yield f"sales.credit_note:{invoice.refund_id}"
    else:
        yield f"sales.invoice:{invoice.order_id}"
        if invoice.order.paid_at:
            yield f"sales.receipt:{invoice.order_id}"


LAW = _("Accounting records: Companies Act 2006 s. 388, Charities Act 2011 s. 131; VAT Act 1994 Sch. 11 para. 6.")
SIX_YEARS = _("six years after the end of the financial year")

declare(
    Order,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
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
        address="payer_email",
        technical=["token", "key", "currency"],
        title=_("What you ordered"),
        words={"purchase_order": _("Your purchase order"), "waived_pence": _("Not asked for")},
        hindrances=money_owed,
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    OrderLine,
    PersonalData(
        person="order__person",
        merging=Merging.FOLLOWS,
        fields=["description", "options", "details"],
        erased=["options"],
        address="order__payer_email",
        technical=["kind", "key", "note", "agreement", "vat_treatment", "trouble"],
        title=_("The lines of your orders"),
        words={"description": _("What"), "options": _("What you told us with it")},
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Payment,
    PersonalData(
        person="order__person",
        merging=Merging.FOLLOWS,
        fields=[
            *["gateway", "amount_pence", "received_pence", "started_at", "confirmed_at", "failed_at", "code"],
            "agreed_words",
        ],
        address="order__payer_email",
        technical=["gateway", "code", "key", "reference", "url", "trouble"],
        title=_("Payments"),
        words={"gateway": _("By which way"), "code": _("Why it failed"), "agreed_words": _("What you agreed to")},
        read={"gateway": _way},
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Mandate,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["gateway", "brand", "last_four", "expires_on", "agreed_at", "ended_at", "ended_why"],
        address="payment__order__payer_email",
        technical=["gateway", "reference", "ended_why"],
        title=_("Cards you let us charge"),
        words={
            "gateway": _("By which way"),
            "brand": _("Card"),
            "last_four": _("Last four digits"),
            "expires_on": _("Good until"),
            "agreed_at": _("Agreed"),
            "ended_at": _("Ended"),
            "ended_why": _("Why it ended"),
        },
        read={"gateway": _way, "ended_why": lambda why: Mandate.Why(why).label if why else ""},
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    CardRequest,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["gateway", "agreed_words", "asked_at", "ended_at"],
        technical=["gateway", "key", "reference"],
        title=_("Cards you wanted us to keep"),
        words={
            "gateway": _("By which way"),
            "agreed_words": _("You agreed in these words"),
            "asked_at": _("Asked"),
            "ended_at": _("Done"),
        },
        read={"gateway": _way},
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Refund,
    PersonalData(
        person="order__person",
        merging=Merging.FOLLOWS,
        fields=["amount_pence", "reason", "state", "asked_at", "made_at"],
        address="order__payer_email",
        technical=["key", "answer"],
        title=_("What we sent back to you"),
        words={"made_at": _("Sent back")},
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Invoice,
    PersonalData(
        person="order__person",
        merging=Merging.FOLLOWS,
        fields=["label", "issued_on", "order__reference", "snapshot"],
        address="order__payer_email",
        technical=["series"],
        title=_("Invoices and credit notes"),
        words={"label": _("Number"), "order__reference": _("Order"), "snapshot": _("As it was issued")},
        read={"snapshot": _payer},
        papers=papers_of,
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(Counter, NothingPersonal("The last number given."))
declare(ProviderNotice, NothingPersonal("References and amounts as the provider names them; no names."))
