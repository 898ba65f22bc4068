import secrets
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from goldseam.core.sales.card_requests import CardRequest
from goldseam.core.sales.invoices import Counter, Invoice
from goldseam.foundation.clock import local_date
from goldseam.foundation.money import vat_in
from goldseam.foundation.rows import among
from goldseam.foundation.search import Folded

__all__ = ["CardRequest", "Counter", "Invoice", "Mandate", "Order", "OrderLine", "Payment", "ProviderNotice", "Refund"]

# Under this name a line's details say that it can be paid only with its agreement, so only by a card that is kept.
NEEDS_AGREEMENT = "needs_agreement"
PAYER_WORDS = Folded("payer_given_name", "payer_family_name", "payer_email")
# When something last happened with a payment: it arrived, or was refused, or was begun.
MOVED_AT = Coalesce("confirmed_at", "failed_at", "started_at")


def new_token() -> str:
    """The secret part of an order's address: 128 bits."""
    return secrets.token_urlsafe(16)


def _sum(rows: models.QuerySet[Any], field: str) -> Any:
    total = rows.filter(order=OuterRef("pk")).order_by().values("order").annotate(total=Sum(field)).values("total")
    return Coalesce(Subquery(total), 0, output_field=models.BigIntegerField())


class OrderQuerySet(models.QuerySet["Order"]):
    def with_money(self) -> "OrderQuerySet":
        """Annotate `received` and `returned`, both in pence."""
        came = Payment.objects.filter(confirmed_at__isnull=False, taken_back_at=None)
        back = Refund.objects.exclude(state=Refund.State.DROPPED)
        return self.annotate(received=_sum(came, "received_pence"), returned=_sum(back, "amount_pence"))

    def locked(self) -> "OrderQuerySet":
        """With the person, and the order's row locked until commit. What it received is asked for after that."""
        return self.select_for_update(of=("self",)).select_related("person")

    def open(self) -> "OrderQuerySet":
        """Neither withdrawn nor paid in full."""
        return self.filter(withdrawn_at=None, paid_at=None)


class Order(models.Model):
    """Something asked for and to be paid. Who asked is kept as typed; `person` is empty until the address is proved.

    `paid_at` is a stored copy of what the payments say: the sweep for paid but unfulfilled orders and the office's
    lists find orders by it, at any size. `waived_pence` is what we let the payer off; the ledger says why. `mandate`:
    nobody pressed a button, it was placed to be charged to a kept card; whoever placed it tells the payer about it.
    `is_of_organisation`: it has a month to send the money, as its books need.
    """

    token = models.CharField(max_length=32, unique=True, default=new_token, editable=False)
    key = models.CharField(max_length=80, null=True, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="orders")
    payer_given_name = models.CharField(max_length=80)
    payer_family_name = models.CharField(max_length=80)
    payer_email = models.EmailField()
    payer_address = models.TextField(blank=True)
    purchase_order = models.CharField(max_length=80, blank=True)
    total_pence = models.PositiveBigIntegerField()
    waived_pence = models.PositiveBigIntegerField(default=0)
    currency = models.CharField(max_length=3, default="GBP")
    placed_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    mandate = models.ForeignKey("sales.Mandate", null=True, on_delete=models.PROTECT, related_name="orders")
    is_of_organisation = models.BooleanField(default=False, db_default=False)
    paid_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = OrderQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["placed_at"], name="order_open", condition=Q(paid_at=None, withdrawn_at=None)),
            models.Index(fields=["person", "-placed_at"], name="order_of_person"),
            models.Index(fields=["-placed_at"], name="order_newest"),
            GinIndex(PAYER_WORDS, name="order_search"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """What people write on a transfer: short, without letters that look alike."""
        return f"GS{self.pk:06d}"

    @property
    def payer_name(self) -> str:
        return f"{self.payer_given_name} {self.payer_family_name}".strip()

    @cached_property
    def bought(self) -> "list[OrderLine]":
        """Its lines, as they were chosen."""
        return list(self.lines.order_by("id"))

    @cached_property
    def received_pence(self) -> int:
        """What has arrived, in pence."""
        return sum(payment.received_pence for payment in self.payments.all() if payment.has_money)

    @cached_property
    def returned_pence(self) -> int:
        """What has been sent back or is owed, in pence: a refund that the provider refused is owed all the same."""
        owed = self.refunds.exclude(state=Refund.State.DROPPED)
        return sum(owed.values_list("amount_pence", flat=True))

    def count_payments(self, *, lock: bool = False) -> "list[Payment]":
        """All payments of this order, oldest first, in one question that also answers what it received."""
        return count_payments([self], lock=lock)[self.pk]

    def note_received(self, pence: int, *, is_too_much: bool) -> None:
        """Count in what has come since the payments were counted; what went back of too much is asked for anew."""
        self.received_pence += pence
        if is_too_much:
            self.__dict__.pop("returned_pence", None)

    @property
    def due_pence(self) -> int:
        """What is still to be paid, in pence; 0 once paid in full."""
        came = self.received_pence - self.returned_pence + self.waived_pence
        return 0 if self.paid_at else max(self.total_pence - came, 0)

    @property
    def state(self) -> str:
        """Where the order stands: open, short, paid, refunded or withdrawn."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.paid_at:
            return "refunded" if self.returned_pence and self.returned_pence >= self.received_pence else "paid"
        return "short" if self.received_pence > self.returned_pence else "open"


def count_payments(orders: "Collection[Order]", *, lock: bool = False) -> "dict[int, list[Payment]]":
    """`Order.count_payments` for many, by key of the order: one question for all of them."""
    rows = Payment.objects.filter(order__in=among([order.pk for order in orders])).order_by("started_at", "pk")
    payments: dict[int, list[Payment]] = {order.pk: [] for order in orders}
    for payment in rows.select_for_update() if lock else rows:
        payments[payment.order_id].append(payment)
    for order in orders:
        order.received_pence = sum(payment.received_pence for payment in payments[order.pk] if payment.has_money)
        if not order.received_pence:
            order.returned_pence = 0  # nothing came, so nothing went back
    return payments


class OrderLine(models.Model):
    """One thing in an order, with description, price and VAT as they were when it was placed.

    `agreement` is what the payer may agree to for the time after: the words of an unticked box at the ways to pay.
    A line below nought is credit for something bought before: it earns back what it gives.
    """

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    description = models.CharField(max_length=200)
    note = models.CharField(max_length=200, blank=True)
    agreement = models.CharField(max_length=400, blank=True)
    quantity = models.PositiveIntegerField(default=1)
    unit_pence = models.BigIntegerField()
    vat_treatment = models.CharField(max_length=40)
    vat_rate = models.PositiveSmallIntegerField(default=0)
    details = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    fulfilled_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=200, blank=True)
    # How often it was taken back because the money for it turned out to be for something else.
    rounds = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["order"], name="line_unfulfilled", condition=Q(fulfilled_at=None))]

    def __str__(self) -> str:
        return self.description

    @property
    def total_pence(self) -> int:
        return self.unit_pence * self.quantity

    @property
    def vat_pence(self) -> int:
        return self.vat_in(self.total_pence)

    def vat_in(self, pence: int) -> int:
        """The VAT contained in a part of the price."""
        return vat_in(pence, self.vat_rate)


class Payment(models.Model):
    """One attempt to pay an order. `key` is ours and names the attempt, `reference` is the provider's.

    `taken_back_at`: a transfer that was put to this order by mistake; its entry in the ledger is reversed.
    `agreed_words` were ticked, so the card is to be kept; `mandate` is the kept card that is charged by us;
    `trouble`: why it was not.
    """

    # Half of the time for which an order is kept; an organisation has a month.
    SENT_WITHIN, SENT_WITHIN_A_MONTH = timedelta(days=7), timedelta(days=30)

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="payments")
    gateway = models.CharField(max_length=20)
    key = models.CharField(max_length=80, unique=True)
    reference = models.CharField(max_length=80, null=True)
    url = models.CharField(max_length=300, blank=True)
    agreed_words = models.CharField(max_length=400, blank=True)
    mandate = models.ForeignKey("sales.Mandate", null=True, on_delete=models.PROTECT, related_name="payments")
    amount_pence = models.PositiveBigIntegerField()
    received_pence = models.PositiveBigIntegerField(default=0)
    started_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=40, blank=True)
    is_final = models.BooleanField(default=False)
    trouble = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "reference"], name="one_payment_per_reference"),
            models.UniqueConstraint(
                fields=["order", "gateway"],
                condition=Q(confirmed_at=None, failed_at=None),
                name="one_open_payment_per_order_and_gateway",
            ),
        ]
        indexes = [
            models.Index(fields=["started_at"], name="payment_open", condition=Q(confirmed_at=None, failed_at=None)),
            models.Index(fields=["-failed_at"], name="payment_failed", condition=Q(failed_at__isnull=False)),
            models.Index(MOVED_AT.desc(), F("id").desc(), name="payment_newest"),
            models.Index(
                fields=["started_at"],
                name="payment_to_charge",
                condition=Q(mandate__isnull=False, reference=None, failed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def due_on(self) -> date:
        """The day by which we ask for money that is sent by bank; never after the order has run out."""
        within = self.SENT_WITHIN_A_MONTH if self.order.is_of_organisation else self.SENT_WITHIN
        return min(local_date(self.started_at) + within, local_date(self.order.expires_at))

    @property
    def has_money(self) -> bool:
        """Whether what it brought is this order's."""
        return self.confirmed_at is not None and self.taken_back_at is None

    def may_go_on(self, agreed_words: str) -> bool:
        """Whether somebody who agrees to this may go on with it: a charge of ours is not begun anew beside itself."""
        return self.mandate_id is not None or self.agreed_words == agreed_words

    @property
    def state(self) -> str:
        """Confirmed wins: a refusal told late does not undo money that came."""
        return "confirmed" if self.confirmed_at else "failed" if self.failed_at else "open"

    @property
    def moved_at(self) -> datetime:
        return self.confirmed_at or self.failed_at or self.started_at


class MandateQuerySet(models.QuerySet["Mandate"]):
    def living(self) -> "MandateQuerySet":
        """Those under which we may charge."""
        return self.filter(ended_at=None, person__isnull=False)


class Mandate(models.Model):
    """A person's word that we may charge a kept card: given with `payment` or `request`, in the words ticked there.

    It ends and is never deleted. `person` is empty until whoever paid has proved the address.
    """

    class Why(models.TextChoices):
        STOPPED = "stopped", _("Stopped by the person")
        REPLACED = "replaced", _("Another card took its place")
        REFUSED = "refused", _("The bank does not accept the card any more")
        CLOSED = "closed", _("The account was closed")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="mandates")
    payment = models.OneToOneField(Payment, null=True, on_delete=models.PROTECT, related_name="given_mandate")
    request = models.OneToOneField(CardRequest, null=True, on_delete=models.PROTECT, related_name="mandate")
    gateway = models.CharField(max_length=20)
    reference = models.CharField(max_length=80)
    brand = models.CharField(max_length=40)
    last_four = models.CharField(max_length=4)
    expires_on = models.DateField()
    agreed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.CharField(max_length=10, choices=Why.choices, blank=True)
    forgotten_at = models.DateTimeField(null=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "reference"], name="one_mandate_per_kept_card"),
            models.CheckConstraint(condition=Q(payment=None) ^ Q(request=None), name="a_mandate_was_given_once"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="one_living_mandate_per_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand} {self.last_four}"


class Refund(models.Model):
    """Money on its way back. It stands in the ledger as owed from the moment it is asked for."""

    class State(models.TextChoices):
        ASKED = "asked", _("On its way")
        MADE = "made", _("Sent back")
        FAILED = "failed", _("Refused by the provider")
        DROPPED = "dropped", _("Not owed after all")

    order = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="refunds")
    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="refunds")
    key = models.CharField(max_length=80, unique=True)
    amount_pence = models.PositiveBigIntegerField()
    reason = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    is_surplus = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField()
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], name="refund_asked", condition=Q(state="asked")),
            models.Index(fields=["-asked_at", "-id"], name="refund_newest"),
        ]
        constraints = [models.CheckConstraint(condition=Q(amount_pence__gt=0), name="a_refund_is_not_nil")]

    def __str__(self) -> str:
        return self.key


class ProviderNotice(models.Model):
    """A provider's notice that was accepted: kept so that it counts once, and taken up again when it came too early."""

    gateway = models.CharField(max_length=20)
    notice_id = models.CharField(max_length=80)
    told = models.JSONField(encoder=DjangoJSONEncoder)
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["gateway", "notice_id"], name="a_notice_counts_once")]
        indexes = [models.Index(fields=["received_at"], name="notice_unhandled", condition=Q(handled_at=None))]

    def __str__(self) -> str:
        return self.notice_id
