"""The money of ordinary years: payments, the bank's side of them, invoices and the ledger, written in batches."""

import secrets
from collections import Counter as Tally
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.conf import settings

from goldseam.core.gateways.demo.bank import notice_body
from goldseam.core.gateways.demo.gateway import GATEWAY
from goldseam.core.gateways.demo.models import BankNotice, BankSession
from goldseam.core.gateways.demo.outbox import envelope
from goldseam.core.gateways.ways import gateway
from goldseam.core.ledger import accounts
from goldseam.core.ledger.models import Entry, Posting
from goldseam.core.people.models import Person
from goldseam.core.sales import facts
from goldseam.core.sales.actions.fulfilling import income_account
from goldseam.core.sales.actions.invoicing import snapshot
from goldseam.core.sales.models import Counter, Invoice, Payment, ProviderNotice
from goldseam.foundation.clock import local_date

if TYPE_CHECKING:
    from goldseam.faces.demo.seed.years import Year


def pay(years: list["Year"]) -> None:
    """Payments begun, invoices where they belong, and the money."""
    for year in years:
        year.payment = _payment(year)
    by_card = [year for year in years if year.way == "demo"]
    _at_the_bank(by_card)
    Payment.objects.bulk_create(year.payment for year in years)
    for year in years:
        told = {"amount_pence": year.order.total_pence, "way": year.way, "reference": year.order.reference}
        year.note(facts.PAYMENT_STARTED, year.order, at=year.started_at, **told)
        year.note(facts.PAYMENT_CONFIRMED, year.order, at=year.paid_at, by=_who_saw_it(year), **told)
    _issue_invoices(years)
    for year in years:
        if year.way == "transfer":
            _tell_where_to_send(year)


def _who_saw_it(year: "Year") -> Person | None:
    """A transfer is matched by somebody; of a card the bank tells."""
    return year.known.treasurer if year.way == "transfer" else None


def _tell_where_to_send(year: "Year") -> None:
    """The letter was written before the money came."""
    order = year.order
    order.paid_at, order.received_pence = None, 0
    pay_url = f"{settings.BASE_URL}/pay/{order.token}/"
    due_on = year.payment.due_on
    told = {"order": order, "pay_url": pay_url, "due_on": due_on}
    year.send("sales/transfer", year.started_at, [f"sales.invoice:{order.pk}"], **told)
    order.paid_at = year.paid_at
    del order.received_pence


def _payment(year: "Year") -> Payment:
    key = f"pay_{uuid4().hex}"
    return Payment(
        order=year.order,
        gateway=year.way,
        key=key,
        reference=key,
        amount_pence=year.order.total_pence,
        received_pence=year.order.total_pence,
        started_at=year.started_at,
        confirmed_at=year.paid_at,
    )


def _at_the_bank(years: list["Year"]) -> None:
    sessions, sent, taken = [], [], []
    for year in years:
        session = BankSession(
            reference=f"bs_{secrets.token_hex(12)}",
            key=year.payment.key,
            amount_pence=year.order.total_pence,
            currency=year.order.currency,
            description=year.order.reference,
            return_url=f"{settings.BASE_URL}/pay/{year.order.token}/done/",
            decision="pay",
            state="paid",
        )
        year.payment.reference, year.payment.url = session.reference, f"/demo/bank/{session.reference}/"
        body = notice_body(session)
        notice = BankNotice(id=body["id"], body=body, sent_at=year.paid_at)
        told = GATEWAY.read_notice(*envelope(notice), at=datetime.now(UTC))
        moments = {"received_at": year.paid_at, "handled_at": year.paid_at}
        sessions.append(session)
        sent.append(notice)
        taken.append(ProviderNotice(gateway="demo", notice_id=told.id, told=asdict(told), **moments))
    BankSession.objects.bulk_create(sessions)
    BankNotice.objects.bulk_create(sent)
    ProviderNotice.objects.bulk_create(taken)


def _issue_invoices(years: list["Year"]) -> None:
    """Numbered in the order of their dates, from where the counters stand."""
    issued = sorted(years, key=_issued_at)
    kind = Invoice.Kind.INVOICE
    last: Tally[str] = Tally(dict(Counter.objects.values_list("series", "last")))
    invoices = []
    for year in issued:
        on = local_date(_issued_at(year))
        series = Invoice.series_for(kind, on)
        last[series] += 1
        shown = snapshot(order=year.order, lines=[year.line], association=year.known.association)
        invoice = Invoice(kind=kind, series=series, number=last[series], order=year.order, issued_on=on, snapshot=shown)
        invoices.append(invoice)
        year.note(facts.INVOICE_ISSUED, year.order, at=_issued_at(year), number=invoice.label)
    Invoice.objects.bulk_create(invoices)
    Counter.objects.bulk_create(
        [Counter(series=series, last=number) for series, number in last.items()],
        update_conflicts=True,
        unique_fields=["series"],
        update_fields=["last"],
    )


def _issued_at(year: "Year") -> datetime:
    return year.started_at if year.way == "transfer" else year.paid_at


def post(years: list["Year"]) -> None:
    """What was received, and that it became income once it was handed over."""
    entries, lines = [], []
    for year in years:
        amount = year.order.total_pence
        entries.append(
            _entry(year, f"payment:{year.payment.key}", f"Payment for {year.order.reference}", _who_saw_it(year))
        )
        lines.append([(gateway(year.way).account, amount), (accounts.RECEIVED, -amount)])
    for year in years:
        line = year.line
        entries.append(_entry(year, f"fulfil:{line.pk}", f"{line.description} ({year.order.reference})", None))
        lines.append([(accounts.RECEIVED, line.total_pence), (income_account(line), -line.total_pence)])
    Entry.objects.bulk_create(entries)
    Posting.objects.bulk_create(
        Posting(entry=entry, account_id=account, pence=pence)
        for entry, pairs in zip(entries, lines, strict=True)
        for account, pence in pairs
    )


def _entry(year: "Year", key: str, memo: str, by: Person | None) -> Entry:
    about = f"sales.order:{year.order.pk}"
    return Entry(key=key, on=local_date(year.paid_at), at=year.paid_at, memo=memo, about=about, by=by)
