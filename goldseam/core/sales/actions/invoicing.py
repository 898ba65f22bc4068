"""Numbered documents. The counter's row is locked last of all rows and until commit: numbers have no gaps."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from goldseam.core.people import kept
from goldseam.core.people.models import Association, Person
from goldseam.core.sales import facts
from goldseam.core.sales.actions.letters import tell_corrected
from goldseam.core.sales.models import Invoice, Order, OrderLine, Refund
from goldseam.foundation.amending import amend
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record

_NEXT = """
INSERT INTO sales_counter AS c (series, last) VALUES (%s, 1)
ON CONFLICT (series) DO UPDATE SET last = c.last + 1 RETURNING last
"""


def _next_number(series: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [series])
        return int(cursor.fetchone()[0])


def issue_invoice(*, order: Order, at: datetime) -> Invoice:
    """The invoice of an order, issued now if there is none yet; in the caller's transaction."""
    existing = current_invoice(order)
    return existing or _issue(Invoice.Kind.INVOICE, order, None, snapshot_of(order), at)


def current_invoice(order: Order) -> Invoice | None:
    """The invoice that counts: the last one, should an earlier one have been corrected."""
    return Invoice.objects.filter(order=order, kind=Invoice.Kind.INVOICE).order_by("-pk").first()


class SameAsBefore(Exception):
    """Nothing of what stands on the invoice was changed."""


@transaction.atomic
def correct_payer(*, order: Order, details: Mapping[str, str], reason: str, by: Person, at: datetime) -> Invoice | None:
    """Put right whom an order is invoiced to: a wrong invoice is taken back by a credit note, and a new one issued.

    `details` are fields of the payer on the order. Returns the new invoice, None when none had been issued yet. No
    money moves, so nothing is posted. Raises SameAsBefore.
    """
    order = Order.objects.locked().get(pk=order.pk)
    changed = amend(order, details)
    if not changed:
        raise SameAsBefore
    told: dict[str, Any] = {"reference": order.reference, "fields": ", ".join(changed)}
    record(facts.PAYER_CORRECTED, person=order.person, subject=order, by=by, at=at, text=reason, **told)
    wrong = current_invoice(order)
    if wrong is None:
        return None
    taken_back = wrong.snapshot | {"credit_pence": wrong.snapshot["total_pence"], "reason": reason}
    note = _issue(Invoice.Kind.CREDIT_NOTE, order, None, taken_back, at, corrects=wrong)
    right = _issue(Invoice.Kind.INVOICE, order, None, snapshot_of(order), at, corrects=wrong)
    tell_corrected(order=order, papers=[note.pk, right.pk], at=at)
    return right


def issue_credit_note(*, refund: Refund, at: datetime) -> Invoice:
    """The credit note of a refund; in the caller's transaction."""
    snapshot = snapshot_of(refund.order) | {"credit_pence": refund.amount_pence, "reason": refund.reason}
    return _issue(Invoice.Kind.CREDIT_NOTE, refund.order, refund, snapshot, at)


def _issue(
    kind: str,
    order: Order,
    refund: Refund | None,
    snapshot: dict[str, Any],
    at: datetime,
    *,
    corrects: Invoice | None = None,
) -> Invoice:
    on = local_date(at)
    series = Invoice.series_for(kind, on)
    invoice = Invoice.objects.create(
        kind=kind,
        series=series,
        number=_next_number(series),
        order=order,
        refund=refund,
        corrects=corrects,
        issued_on=on,
        snapshot=snapshot,
    )
    record(facts.INVOICE_ISSUED, person=order.person, subject=order, at=at, number=invoice.label)
    return invoice


def snapshot_of(order: Order) -> dict[str, Any]:
    """All that stands on an invoice, as it is now. Amounts in pence."""
    return snapshot(order=order, lines=order.bought, association=kept.association())


def snapshot(*, order: Order, lines: Iterable[OrderLine], association: Association) -> dict[str, Any]:
    """The same, of what the caller has read."""
    return {
        "association": {
            field: getattr(association, field)
            for field in (
                "name",
                "address",
                "email",
                "charity_number",
                "vat_number",
                "bank_account_name",
                "bank_sort_code",
                "bank_account_number",
            )
        },
        "payer": {"name": order.payer_name, "address": order.payer_address, "email": order.payer_email}
        | ({"reference": order.purchase_order} if order.purchase_order else {}),
        "reference": order.reference,
        "currency": order.currency,
        "lines": [
            {
                "description": line.description,
                "note": line.note,
                "quantity": line.quantity,
                "unit_pence": line.unit_pence,
                "vat_treatment": line.vat_treatment,
                "vat_rate": line.vat_rate,
                "vat_pence": line.vat_pence,
                "total_pence": line.total_pence,
            }
            for line in lines
        ],
        "total_pence": order.total_pence,
    }
