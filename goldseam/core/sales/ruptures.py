"""What can break on the way from wanting something to having it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.gateways.protocol import GatewayAway
from goldseam.core.mail.about_ruptures import letters_about
from goldseam.core.sales.actions.charging import unsent
from goldseam.core.sales.claims import claim_path
from goldseam.core.sales.models import Order, OrderLine, Payment
from goldseam.core.sales.reasons import reason_of
from goldseam.foundation.clock import local_date, midnight_before
from goldseam.foundation.contracts import (
    Broken,
    Notice,
    RuptureKind,
    Step,
    Urgency,
    Words,
    leave_to_the_office,
    ruptures,
)
from goldseam.foundation.money import pounds

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def order_of(rupture: Any) -> Order:
    """The order a rupture speaks of."""
    return Order.objects.get(pk=rupture.subject.rpartition(":")[2])


def _pay_path(order: Order) -> str:
    return f"/pay/{order.token}/"


def _letter(template: str) -> Any:
    def act(rupture: Any, *, at: datetime) -> Notice | None:
        order = order_of(rupture)
        if order.payments.filter(gateway="transfer", confirmed_at=None, failed_at=None).exists():
            # The person has chosen to send the money: a letter about the card would only confuse.
            return None
        context = {
            "order": order,
            "pay_url": _pay_path(order),
            "claim_url": claim_path(order),
            "reason": reason_of(rupture.detail.get("code", "")),
            "what": order.lines.order_by("id").values_list("description", flat=True).first(),
        }
        return Notice(f"sales/{template}", context, address=order.payer_email)

    return act


def _found(orders: QuerySet[Any], since: str, **detail: str) -> Iterable[Broken]:
    rows = orders.values("pk", "person_id", "total_pence", since, *detail.values())
    for row in rows.iterator():
        told = {name: row[field] for name, field in detail.items()} | {"total_pence": row["total_pence"]}
        yield Broken(f"sales.order:{row['pk']}", row["person_id"], row[since], told)


class PaymentFailed:
    """A payment was declined, or the bank never answered, and the order is still wanted."""

    urgency: ClassVar[Urgency] = Urgency.MONEY
    label = gettext_lazy("payment did not go through")
    playbook: ClassVar[Sequence[Step]] = [
        Step("write at once", timedelta(0), _letter("payment_failed"), is_required=True, answers=True),
        Step("remind", 3 * DAY, _letter("payment_failed_again")),
        Step("last letter", 10 * DAY, _letter("payment_failed_last")),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        failures = Payment.objects.filter(order=OuterRef("pk"), failed_at__isnull=False, confirmed_at=None)
        failures = failures.exclude(code="replaced")
        # What was charged with nobody present is for whoever placed the order to tell.
        orders = Order.objects.open().filter(Exists(failures), expires_at__gt=at, mandate=None)
        return _found(
            orders.annotate(
                failed=Subquery(failures.order_by("failed_at").values("failed_at")[:1]),
                code=Subquery(failures.order_by("-failed_at").values("code")[:1]),
            ),
            "failed",
            code="code",
        )

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        return _paid_since(rupture)

    def words(self, rupture: Any, *, at: datetime) -> Words:
        amount = pounds(rupture.detail.get("total_pence", 0))
        order = order_of(rupture)
        return Words(
            what_happened=_("Your payment of %(amount)s did not go through: %(reason)s.")
            % {"amount": amount, "reason": reason_of(rupture.detail.get("code", ""))},
            what_we_did=(
                _("We wrote to you with a link to pay another way. Nothing was taken.")
                if letters_about(rupture)
                else _("Nothing was taken, and your order is kept.")
            ),
            what_you_can_do=_("You can try again or choose another way to pay."),
            way_on=_pay_path(order),
            way_on_label=_("Pay %(amount)s") % {"amount": amount},
            office=_("Payment of %(amount)s declined (%(code)s), order %(reference)s")
            % {"amount": amount, "code": rupture.detail.get("code", ""), "reference": order.reference},
        )


def _wrote_so_often(rupture: Any, *words: str) -> str:
    """Of the sentences for no letter, for one and for two, the one that is so."""
    return words[min(letters_about(rupture), len(words) - 1)]


def _paid_since(rupture: Any) -> str:
    payment = Payment.objects.filter(
        order=order_of(rupture), confirmed_at__isnull=False, order__paid_at__isnull=False
    ).first()
    return f"paid:{payment.gateway}" if payment else ""


class PaidNotFulfilled:
    """Money came and what it bought was not handed over: something failed, or a known address has not confirmed."""

    urgency: ClassVar[Urgency] = Urgency.MONEY
    label = gettext_lazy("paid and not yet handed over")
    playbook: ClassVar[Sequence[Step]] = [
        Step("ask again to confirm", DAY, _letter("proof_again")),
        Step("leave to the office", 5 * DAY, leave_to_the_office, writes=False),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        waiting = OrderLine.objects.filter(order=OuterRef("pk"), fulfilled_at=None, revoked_at=None)
        orders = Order.objects.filter(Exists(waiting), paid_at__lt=at - timedelta(minutes=5))
        return _found(orders.annotate(paid=F("paid_at")), "paid")

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        lines = order_of(rupture).lines
        return "fulfilled" if lines.filter(fulfilled_at__isnull=False).exists() else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        order = order_of(rupture)
        amount = pounds(order.total_pence)
        return Words(
            what_happened=_("You paid %(amount)s and did not have what you paid for.") % {"amount": amount},
            what_we_did=(
                _("The money was safe with us. We kept trying, and asked you once more to confirm your address.")
                if letters_about(rupture)
                else _("The money was safe with us, and we kept trying.")
            ),
            what_you_can_do=_("Follow the link in our letter, or answer it."),
            office=_("Order %(reference)s is paid and not handed over") % {"reference": order.reference},
        )


class CheckoutLeft:
    """Somebody asked for something, came as far as the payment and went away."""

    urgency: ClassVar[Urgency] = Urgency.KEPT
    label = gettext_lazy("left before paying")
    playbook: ClassVar[Sequence[Step]] = [
        Step("say that it is kept", timedelta(0), _letter("checkout_left")),
        Step("say it once more", 5 * DAY, _letter("checkout_left_last")),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        tried = Payment.objects.filter(order=OuterRef("pk")).filter(
            Q(failed_at__isnull=False)
            | Q(gateway="transfer")
            | Q(started_at__gt=at - HOUR)
            | Q(confirmed_at__isnull=False)
        )
        orders = Order.objects.open().filter(placed_at__lt=at - HOUR, expires_at__gt=at, mandate=None)
        orders = orders.exclude(Exists(tried))
        return _found(orders.annotate(placed=F("placed_at")), "placed")

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        return _paid_since(rupture)

    def words(self, rupture: Any, *, at: datetime) -> Words:
        order = order_of(rupture)
        return Words(
            what_happened=_("You began to join and did not finish."),
            what_we_did=_wrote_so_often(
                rupture,
                _("We kept what you had typed."),
                _("We kept what you had typed and wrote to you once."),
                _("We kept what you had typed and wrote to you twice."),
            ),
            what_you_can_do=_("You can go on where you stopped."),
            way_on=_pay_path(order),
            way_on_label=_("Go on to payment"),
            office=_("Order %(reference)s was left before paying") % {"reference": order.reference},
        )


def _about_transfer(template: str) -> Any:
    """A letter about money that is sent by bank, with the invoice of the order."""

    def act(rupture: Any, *, at: datetime) -> Notice:
        order = order_of(rupture)
        sends = order.payments.filter(gateway="transfer").latest("started_at")
        context = {"order": order, "pay_url": _pay_path(order), "due_on": sends.due_on}
        return Notice(f"sales/{template}", context, [f"sales.invoice:{order.pk}"], address=order.payer_email)

    return act


def _came() -> QuerySet[Payment]:
    """What arrived for the order of the outer query, and is its own."""
    return Payment.objects.filter(order=OuterRef("pk"), confirmed_at__isnull=False, taken_back_at=None)


class InvoiceOverdue:
    """Somebody wanted to send the money, and the day by which the invoice asks for it is over."""

    urgency: ClassVar[Urgency] = Urgency.ENDING
    label = gettext_lazy("transfer not here by its day")
    playbook: ClassVar[Sequence[Step]] = [
        Step("say that it is not here yet", timedelta(0), _about_transfer("invoice_overdue")),
        Step("last letter", 5 * DAY, _about_transfer("invoice_overdue_last")),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        sends = Payment.objects.filter(order=OuterRef("pk"), gateway="transfer", confirmed_at=None, failed_at=None)
        orders = Order.objects.open().filter(~Exists(_came()), expires_at__gt=at, mandate=None)
        orders = orders.annotate(begun=Subquery(sends.values("started_at")[:1]))
        for is_theirs, within in ((False, Payment.SENT_WITHIN), (True, Payment.SENT_WITHIN_A_MONTH)):
            begun_before = midnight_before(local_date(at) - within)
            late = orders.filter(is_of_organisation=is_theirs, begun__lt=begun_before)
            yield from self._late(late, within)

    def _late(self, orders: QuerySet[Any], within: timedelta) -> Iterable[Broken]:
        for pk, person, begun, pence in orders.values_list("pk", "person_id", "begun", "total_pence").iterator():
            since = midnight_before(local_date(begun) + within + DAY)
            yield Broken(f"sales.order:{pk}", person, since, {"total_pence": pence})

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        return _paid_since(rupture)

    def words(self, rupture: Any, *, at: datetime) -> Words:
        order = order_of(rupture)
        told = {"amount": pounds(rupture.detail.get("total_pence", 0)), "reference": order.reference}
        return Words(
            what_happened=_("Your transfer of %(amount)s did not reach us by the day on the invoice.") % told,
            what_we_did=_wrote_so_often(
                rupture,
                _("We kept what you ordered."),
                _("We kept what you ordered and sent you the invoice once more."),
                _("We kept what you ordered and sent you the invoice twice more."),
            ),
            what_you_can_do=_("You can send it with the reference %(reference)s, or pay another way.") % told,
            way_on=_pay_path(order),
            way_on_label=_("Pay %(amount)s") % told,
            office=_("The transfer of %(amount)s for %(reference)s is not here, and its day is over") % told,
        )


class TransferShort:
    """Money came, and less than was due. That it did, and what is open, was written on the day it came."""

    urgency: ClassVar[Urgency] = Urgency.MONEY
    label = gettext_lazy("too little arrived")
    playbook: ClassVar[Sequence[Step]] = [
        Step("say what is still open", 7 * DAY, _about_transfer("short_again")),
        Step("leave to the office", 14 * DAY, leave_to_the_office, writes=False),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        # Whatever becomes of the order: as long as the money is with us, somebody has to say what it is for.
        begun: QuerySet[Any] = Order.objects.open().with_money().filter(Exists(_came()))
        short = begun.filter(received__gt=F("returned"))
        short = short.annotate(came=Subquery(_came().order_by("-confirmed_at").values("confirmed_at")[:1]))
        return _found(short, "came", received_pence="received")

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        return "waived" if order_of(rupture).waived_pence else _paid_since(rupture)

    def words(self, rupture: Any, *, at: datetime) -> Words:
        order, detail = order_of(rupture), rupture.detail
        total, received = detail.get("total_pence", 0), detail.get("received_pence", 0)
        told = {"total": pounds(total), "received": pounds(received), "due": pounds(total - received)}
        told["reference"] = order.reference
        return Words(
            what_happened=_("Of %(total)s, %(received)s arrived.") % told,
            what_we_did=(
                _("We kept it for you and wrote to you once more what was still open.")
                if letters_about(rupture)
                else _("We kept it for you.")
            ),
            what_you_can_do=_("You can send the other %(due)s with the reference %(reference)s, or pay it by card.")
            % told,
            way_on=_pay_path(order),
            way_on_label=_("Pay %(due)s") % told,
            office=_("%(received)s arrived for %(reference)s, %(due)s is missing") % told,
        )


class ChargeUnsent:
    """A kept card was to be charged, and its provider could not be asked. It is asked again by the next run."""

    urgency: ClassVar[Urgency] = Urgency.MONEY
    label = gettext_lazy("charge could not be sent")
    playbook: ClassVar[Sequence[Step]] = [Step("leave to the office", timedelta(0), leave_to_the_office, writes=False)]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        # A provider that is away for some minutes is nothing that the office could do anything about.
        kept_back = unsent().exclude(trouble="").filter(started_at__lt=at - HOUR)
        rows = kept_back.values_list("pk", "order__person", "started_at", "amount_pence", "trouble")
        for pk, person, since, pence, trouble in rows.iterator():
            yield Broken(f"sales.payment:{pk}", person, since, {"amount_pence": pence, "trouble": trouble})

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        payment = _payment_of(rupture)
        if payment.reference:
            return "sent"
        return f"paid:{payment.order.payments.latest('confirmed_at').gateway}" if payment.order.paid_at else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        payment, trouble = _payment_of(rupture), rupture.detail.get("trouble", "")
        card = payment.mandate
        told = {
            "amount": pounds(rupture.detail.get("amount_pence", 0)),
            "four": card.last_four if card else "",
            "reference": payment.order.reference,
            "trouble": trouble,
        }
        what_to_do = (
            _("The provider does not answer: see whether it has trouble of its own, and whether our keys still hold.")
            if trouble == GatewayAway.__name__
            else _("Give this name to whoever looks after the system: %(trouble)s.") % told
        )
        return Words(
            what_happened=_("We could not reach your bank for the %(amount)s that you know of.") % told,
            what_we_did=_("Nothing was taken. We ask again every few minutes, and it is taken once."),
            what_you_can_do=_("You need not do anything; what you have with us stays open to you."),
            office=_("The charge of %(amount)s for %(reference)s to the card ending %(four)s could not be sent.") % told
            + f" {what_to_do} "
            + _("It is tried again by itself, and taken once."),
        )


def _payment_of(rupture: Any) -> Payment:
    payments = Payment.objects.select_related("order", "mandate")
    return payments.get(pk=rupture.subject.rpartition(":")[2])


KINDS: dict[str, RuptureKind] = {
    "payment_failed": PaymentFailed(),
    "paid_not_fulfilled": PaidNotFulfilled(),
    "checkout_left": CheckoutLeft(),
    "invoice_overdue": InvoiceOverdue(),
    "transfer_short": TransferShort(),
    "charge_unsent": ChargeUnsent(),
}
for slug, kind in KINDS.items():
    ruptures.register(slug, kind)
