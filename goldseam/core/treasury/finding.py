"""Which order a line of the statement may be for, and why we think so."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.core.sales.models import Order
from goldseam.core.treasury.models import StatementLine
from goldseam.foundation.clock import local_date
from goldseam.foundation.money import pounds
from goldseam.foundation.search import all_words

# Our reference as people and banks write it: apart, in small letters, with letters that look like its figures.
_LOOKALIKES = str.maketrans("OQDILZSB", "00011258")
_DIGIT = "[0-9OQDILZSB]"
_REFERENCE = re.compile(rf"(?<![A-Z])G[\s._/-]*S[\s.:#_/-]*({_DIGIT}(?:[\s.-]?{_DIGIT}){{0,11}})")
_MISREAD = re.compile(rf"(?<![A-Z0-9])(?:G[5$]|[6C]S)({_DIGIT}{{6}})(?![A-Z0-9])")
WHOLE = 6
MOST_PROPOSED = 5


@dataclass(frozen=True)
class Reference:
    """An order's number read from the bank's words; `is_whole` when all its figures stand there."""

    number: int
    is_whole: bool


def references(text: str) -> list[Reference]:
    """The references in a text, the plainly written ones before those that take some reading."""
    text = text.upper()
    found: dict[int, bool] = {}
    for match in _REFERENCE.finditer(text):
        figures = re.match(r"[0-9]+", match[1])
        plain = figures[0] if figures else ""
        read = re.sub(r"[\s.-]", "", match[1]).translate(_LOOKALIKES)
        _note(found, plain, is_whole=len(plain) >= WHOLE)
        if len(plain) < WHOLE <= len(read):
            _note(found, read[:WHOLE], is_whole=True)
    for match in _MISREAD.finditer(text):
        _note(found, match[1].translate(_LOOKALIKES), is_whole=True)
    return [Reference(number, is_whole) for number, is_whole in found.items()]


def _note(found: dict[int, bool], figures: str, *, is_whole: bool) -> None:
    if figures.strip("0") and len(figures) < 12:
        found[int(figures)] = found.get(int(figures), False) or is_whole


@dataclass
class Proposal:
    """An order that a line may be for. `is_sure`: reference and amount say so, and nothing speaks against it."""

    order: Any
    why: list[str] = field(default_factory=list)
    is_sure: bool = False


def propose(lines: Sequence[StatementLine]) -> Mapping[int, Sequence[Proposal]]:
    """The orders that each line (by key) may be for, the likeliest first; a fixed number of queries for all lines."""
    incoming = [line for line in lines if line.pence > 0]
    read = {line.pk: references(line.text) for line in incoming}
    numbers = {reference.number for found in read.values() for reference in found}
    named = _looked_up(Order.objects.filter(pk__in=numbers).with_money()) if numbers else []
    by_number = {order.pk: order for order in named}
    fitting = _fitting(incoming, named)
    twins = _twins(incoming)
    found = {}
    for line in incoming:
        told = [(by_number[ref.number], ref) for ref in read[line.pk] if ref.number in by_number]
        proposals = [_by_reference(line, order, ref) for order, ref in told]
        known = {order.pk for order, _ref in told}
        proposals += _without_reference(line, [order for order in fitting[line.pence] if order.pk not in known], told)
        found[line.pk] = _weighed(proposals, twins.get(line.pk, ""))[:MOST_PROPOSED]
    return found


def _looked_up(rows: QuerySet[Any]) -> list[Any]:
    orders = list(rows.select_related("person").order_by("pk"))
    for order in orders:
        order.received_pence, order.returned_pence = order.received, order.returned
    return orders


def _fitting(lines: Iterable[StatementLine], named: Sequence[Any]) -> Mapping[int, Sequence[Any]]:
    """The orders that wait for exactly such an amount, by the amount."""
    waiting: Any = Order.objects.open().with_money()
    due = F("total_pence") - F("received") + F("returned") - F("waived_pence")
    found: dict[int, list[Any]] = defaultdict(list)
    for order in _looked_up(waiting.annotate(due=due).filter(due__in={line.pence for line in lines})):
        found[order.due_pence].append(order)
    return found


def _twins(lines: Sequence[StatementLine]) -> Mapping[int, str]:
    """For each line the file of another bank's making that shows the same amount on the same day, read before it."""
    layouts = {line.pk: line.statement.layout for line in lines}
    days, sums = {line.on for line in lines}, {line.pence for line in lines}
    others: dict[tuple[Any, int], list[tuple[int, str, str]]] = defaultdict(list)
    rows = StatementLine.objects.filter(on__in=days, pence__in=sums)
    for key, on, pence, layout, name in rows.values_list(
        "pk", "on", "pence", "statement__layout", "statement__filename"
    ):
        others[on, pence].append((key, layout, name))
    return {
        line.pk: name
        for line in lines
        for key, layout, name in others[line.on, line.pence]
        if key < line.pk and layout != layouts[line.pk]
    }


def names_payer(line: StatementLine, order: Any) -> bool:
    """Whether the bank's words hold the payer's family name."""
    words = set(all_words(line.text))
    family = all_words(order.payer_family_name)
    return bool(family) and words.issuperset(family)


def _by_reference(line: StatementLine, order: Any, reference: Reference) -> Proposal:
    against = list(_against(line, order))
    if not reference.is_whole and not names_payer(line, order):
        against.append(_("The reference is written short, and the name is not the payer's."))
    if against:
        return Proposal(order, [_("The reference is that of this order."), *against])
    return Proposal(order, [_("Reference and amount are those of this order.")], is_sure=True)


def _against(line: StatementLine, order: Any) -> Iterable[str]:
    if order.withdrawn_at:
        yield _("The order was set aside: the money would be put down to go back.")
    elif order.paid_at:
        yield _("The order is paid already: the money would be put down to go back.")
    elif line.pence < order.due_pence:
        yield _("%(missing)s is missing.") % {"missing": pounds(order.due_pence - line.pence)}
    elif line.pence > order.due_pence:
        yield _("It is %(surplus)s more than is due.") % {"surplus": pounds(line.pence - order.due_pence)}
    if line.on < local_date(order.placed_at):
        day = date_format(local_date(order.placed_at))
        yield _("The money came before the order was placed, on %(day)s.") % {"day": day}


def _without_reference(line: StatementLine, fitting: Sequence[Any], told: Sequence[Any]) -> list[Proposal]:
    """Orders of the right amount: of the payer the bank names, or in the place of an order that was set aside."""
    payers = {order.payer_email.lower() for order, _reference in told if order.withdrawn_at}
    instead = [order for order in fitting if order.payer_email.lower() in payers]
    proposals = [Proposal(order, [_("It took the place of the order that the reference names.")]) for order in instead]
    named = [order for order in fitting if order not in instead and names_payer(line, order)] if not told else []
    why = _("Name and amount are right; there is no reference.")
    return proposals + [Proposal(order, [why]) for order in named]


def _weighed(proposals: list[Proposal], twin: str) -> list[Proposal]:
    if len(proposals) > 1:
        for proposal in proposals:
            proposal.is_sure = False
            proposal.why.append(_("More than one order fits."))
    if twin:
        for proposal in proposals:
            proposal.is_sure = False
            proposal.why.append(_("The same amount stands on the same day in %(file)s.") % {"file": twin})
    return sorted(proposals, key=lambda proposal: (bool(proposal.order.withdrawn_at), bool(proposal.order.paid_at)))
