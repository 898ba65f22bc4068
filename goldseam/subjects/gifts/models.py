from datetime import date
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.people.models import Person
from goldseam.subjects.membership.models import Plan, Term

# Not taken back and not declined: the gift is there for this person, or was taken up by them.
STANDING = Q(withdrawn_at=None, declined_at=None)


class State(StrEnum):
    """How things stand with a gift; derived, and each word has its sentence where it is shown."""

    UNPAID = "unpaid"
    WAITING = "waiting"
    OPEN = "open"
    RETURNED = "returned"
    POOL = "pool"
    REDEEMED = "redeemed"
    OVER = "over"
    ENDED = "ended"


STATES = {
    State.UNPAID: gettext_lazy("not paid yet"),
    State.WAITING: gettext_lazy("waits for its day"),
    State.OPEN: gettext_lazy("not taken up yet"),
    State.RETURNED: gettext_lazy("given back to the giver"),
    State.POOL: gettext_lazy("in the bursary pool"),
    State.REDEEMED: gettext_lazy("taken up"),
    State.OVER: gettext_lazy("not taken up in time"),
    State.ENDED: gettext_lazy("paid back"),
}


class GiftQuerySet(models.QuerySet["Gift"]):
    def paid(self) -> "GiftQuerySet":
        """Those that were paid for, and whose money did not go back."""
        return self.filter(begun_at__isnull=False, ended_at=None)

    def with_delivery(self) -> "GiftQuerySet":
        """Fetch with each, in one question for all, for whom it is now."""
        now = Delivery.objects.standing().select_related("letter", "term__membership__person")
        return self.prefetch_related(Prefetch("deliveries", queryset=now, to_attr="standing"))

    def with_giver(self) -> "GiftQuerySet":
        return self.select_related("plan", "order_line__order__person")

    def unclaimed(self) -> "GiftQuerySet":
        """Paid, and neither taken up nor kept for anybody."""
        return self.paid().filter(~Exists(Delivery.objects.standing().filter(gift=OuterRef("pk"))))

    def in_pool(self) -> "GiftQuerySet":
        """The places that the bursary pool holds now."""
        return self.unclaimed().filter(is_for_pool=True)


class Gift(models.Model):
    """A term that one person pays for and another takes up. `begun_at`: paid, so there is something to take up.

    It is taken up by `good_until` at the latest; a place in the bursary pool has no such day. `message` is the giver's.
    `ended_at`: the money went back.
    """

    order_line = models.OneToOneField("sales.OrderLine", on_delete=models.PROTECT, related_name="gift")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="gifts")
    message = models.TextField(blank=True)
    is_for_pool = models.BooleanField(default=False)
    begun_at = models.DateTimeField(null=True)
    good_until = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = GiftQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        verbose_name = gettext_lazy("gift")
        verbose_name_plural = gettext_lazy("gifts")
        indexes = [models.Index(fields=["begun_at"], name="gift_paid", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"{self.plan_id} {self.order_line_id}"

    @property
    def giver(self) -> Person | None:
        """Whoever ordered it; nobody while a known address has not confirmed the order."""
        return self.order_line.order.person

    @property
    def giver_name(self) -> str:
        """As the giver wrote it: the order keeps the name, also of somebody whose details were erased. Who gave a place
        in the pool is not told to whoever has it.
        """
        return _("the bursary pool") if self.is_for_pool else self.payer_name

    @property
    def payer_name(self) -> str:
        order = self.order_line.order
        return f"{order.payer_given_name} {order.payer_family_name}".strip()

    @property
    def months(self) -> int:
        """How long the term is that was paid for."""
        return int(self.order_line.details["months"])

    @property
    def delivery(self) -> "Delivery | None":
        """For whom it is now, and how it reaches them."""
        fetched: list[Delivery] | None = getattr(self, "standing", None)
        if fetched is not None:
            return fetched[0] if fetched else None
        found: Any = self.deliveries.filter(STANDING).select_related("letter", "term__membership__person")
        return found.first()

    def is_over(self, on: date) -> bool:
        return bool(self.good_until and self.good_until < on)

    def state(self, on: date) -> State:
        """How things stand with it on that day."""
        if self.ended_at:
            return State.ENDED
        if self.begun_at is None:
            return State.UNPAID
        delivery = self.delivery
        if delivery and delivery.term_id:
            return State.REDEEMED
        return State.OVER if self.is_over(on) else self._kept(delivery)

    def _kept(self, delivery: "Delivery | None") -> State:
        if delivery is None:
            return State.POOL if self.is_for_pool else State.RETURNED
        return State.WAITING if delivery.is_to_be_written else State.OPEN


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def standing(self) -> "DeliveryQuerySet":
        return self.filter(STANDING)

    def unredeemed(self) -> "DeliveryQuerySet":
        """Those that wait to be taken up, of gifts that were paid for."""
        return self.standing().filter(term=None, gift__begun_at__isnull=False, gift__ended_at=None)

    def due(self, *, on: date) -> "DeliveryQuerySet":
        """Those whose letter is to be written on that day, or was to be before."""
        return self.unredeemed().filter(letter=None, deliver_on__lte=on).exclude(recipient_email="")


class Delivery(models.Model):
    """For whom a gift is, from when on, and by which code it is taken up, once. Passed on, it is another one.

    Without an address the giver prints the card. `letter` is the last one that was written; `term` what was taken up.
    `is_to_be_reminded`: a letter is to say once more that it waits, as soon as one may be written.
    """

    gift = models.ForeignKey(Gift, on_delete=models.PROTECT, related_name="deliveries")
    recipient_name = models.CharField(max_length=120, blank=True)
    recipient_email = models.EmailField(blank=True)
    deliver_on = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    code_hash = models.CharField(max_length=64, unique=True)
    sealed_code = models.CharField(max_length=200)
    letter = models.ForeignKey("mail.Message", null=True, on_delete=models.PROTECT, related_name="+")
    is_to_be_reminded = models.BooleanField(default=False)
    withdrawn_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    term = models.OneToOneField(Term, null=True, on_delete=models.PROTECT, related_name="gift_delivery")
    redeemed_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")
        verbose_name_plural = gettext_lazy("deliveries")
        indexes = [
            models.Index(fields=["deliver_on"], name="gift_to_deliver", condition=STANDING & Q(letter=None, term=None))
        ]
        constraints = [
            # So it is taken up at most once: what was taken up stands for ever.
            models.UniqueConstraint(fields=["gift"], condition=STANDING, name="a_gift_is_for_one_person_at_a_time"),
            models.CheckConstraint(condition=Q(term=None) | STANDING, name="what_was_taken_up_is_not_taken_back"),
            models.CheckConstraint(
                condition=Q(term=None, redeemed_at=None) | Q(term__isnull=False, redeemed_at__isnull=False),
                name="taken_up_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gift_id} {self.pk}"

    @property
    def is_standing(self) -> bool:
        return self.withdrawn_at is None and self.declined_at is None

    @property
    def is_to_be_written(self) -> bool:
        return self.letter_id is None and bool(self.recipient_email)


class Application(models.Model):
    """Somebody asks for a place in the bursary pool. Decided once: with a `delivery`, or declined with a `reply`."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    given_name = models.CharField(max_length=80, blank=True)
    family_name = models.CharField(max_length=80, blank=True)
    email = models.EmailField(blank=True)
    why = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    delivery = models.OneToOneField(Delivery, null=True, on_delete=models.PROTECT, related_name="application")
    reply = models.TextField(blank=True)

    class Meta:
        ordering = ("asked_at", "pk")
        verbose_name = gettext_lazy("application for a bursary")
        verbose_name_plural = gettext_lazy("applications for bursaries")
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=Q(decided_at=None) & ~Q(email=""), name="one_open_application_per_address"
            ),
            models.CheckConstraint(
                condition=Q(delivery=None) | Q(decided_at__isnull=False), name="what_was_given_was_decided"
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()
