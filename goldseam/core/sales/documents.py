"""Invoices, receipts and credit notes, from the snapshot that was frozen when they were numbered."""

from datetime import UTC, datetime, time
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.gateways.ways import way_words
from goldseam.core.sales.models import Invoice, Order, Payment
from goldseam.foundation import documents
from goldseam.foundation.clock import local_date
from goldseam.foundation.documents import Document, typeset
from goldseam.foundation.money import exact

VAT_WORDS = {
    "exempt_group_9": gettext_lazy("Exempt"),
    "standard": gettext_lazy("Standard"),
}
EXEMPT_NOTE = gettext_lazy("Exempt from VAT: VATA 1994, Schedule 9, Group 9")


def _money_paper(kind: str, invoice: Invoice, **more: Any) -> Document:
    told = invoice.snapshot
    data = {
        "kind": kind,
        "created_at": datetime.combine(invoice.issued_on, time(12), UTC),
        "association": told["association"] | {"address": told["association"]["address"].splitlines()},
        "number": invoice.label,
        "date": invoice.issued_on,
        "payer": {
            "name": told["payer"]["name"],
            "address": told["payer"]["address"].splitlines(),
            "reference": told["payer"].get("reference") or None,
        },
        "lines": [_line(line) for line in told["lines"]],
        "sums": [
            {
                "label": _("VAT contained at %(rate)s %%") % {"rate": line["vat_rate"]},
                "amount": exact(line["vat_pence"]),
            }
            for line in told["lines"]
            if line["vat_pence"]
        ],
        "total": exact(told["total_pence"]),
        "notes": [str(EXEMPT_NOTE)] if any(line["vat_treatment"] == "exempt_group_9" for line in told["lines"]) else [],
        **more,
    }
    name = {"invoice": _("invoice"), "receipt": _("receipt"), "credit_note": _("credit note")}[kind]
    return Document(f"{slugify(name)}-{invoice.label}.pdf", "application/pdf", typeset("money", data))


def _line(line: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": line["description"],
        "detail": line["note"],
        "quantity": line["quantity"],
        "unit": exact(line["unit_pence"]),
        "vat": str(VAT_WORDS.get(line["vat_treatment"], line["vat_treatment"])),
        "total": exact(line["total_pence"]),
    }


def _current(order_key: str) -> Invoice:
    invoices = Invoice.objects.select_related("order").filter(order=int(order_key), kind=Invoice.Kind.INVOICE)
    return invoices.latest("pk")


def invoice(key: str) -> Document:
    """The invoice of order `key` that counts, as it was issued; it says so when it has been paid since."""
    return _invoice(_current(key))


def _invoice(frozen: Invoice) -> Document:
    if frozen.corrected_by.exists():
        return _money_paper("invoice", frozen, notes=[_("Taken back, and replaced by another invoice.")])
    if frozen.order.paid_at:
        return _money_paper("invoice", frozen, paid=_paid(frozen.order))
    account = frozen.snapshot["association"]
    pay = {
        "reference": frozen.snapshot["reference"],
        "account_name": account["bank_account_name"],
        "sort_code": account["bank_sort_code"],
        "account_number": account["bank_account_number"],
    }
    return _money_paper("invoice", frozen, pay=pay)


def receipt(key: str) -> Document:
    """The receipt of the paid order `key`."""
    frozen = _current(key)
    return _money_paper("receipt", frozen, paid=_paid(frozen.order))


def _paid(order: Order) -> dict[str, Any]:
    payments = order.payments.filter(confirmed_at__isnull=False, taken_back_at=None)
    payment: Payment | None = payments.order_by("-confirmed_at").first()
    how = [way_words(payment.gateway)] if payment else []
    if order.waived_pence:
        how.append(_("%(amount)s waived") % {"amount": exact(order.waived_pence)})
    return {"date": local_date(order.paid_at or order.placed_at), "how": ", ".join(how)}


def credit_note(key: str) -> Document:
    """The credit note of refund `key`."""
    return _credit_note(Invoice.objects.select_related("order", "corrects").get(refund=int(key)))


def _credit_note(frozen: Invoice) -> Document:
    corrected = frozen.corrects or _current(str(frozen.order_id))
    corrects = {"number": corrected.label, "date": corrected.issued_on, "reason": frozen.snapshot["reason"]}
    return _money_paper("credit_note", frozen, corrects=corrects, total=exact(frozen.snapshot["credit_pence"]))


def paper(key: str) -> Document:
    """One numbered paper by its own key, also one that was taken back since."""
    frozen = Invoice.objects.select_related("order", "corrects").get(pk=int(key))
    return _invoice(frozen) if frozen.kind == Invoice.Kind.INVOICE else _credit_note(frozen)


documents.register("sales.invoice", invoice)
documents.register("sales.paper", paper)
documents.register("sales.receipt", receipt)
documents.register("sales.credit_note", credit_note)
