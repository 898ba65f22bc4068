from django.utils.translation import gettext_lazy as _

from goldseam.foundation.timeline.record import FactKind

ORDER_PLACED = FactKind(
    "sales.order_placed",
    member=_("You ordered: {what}, {total_pence}"),
    office=_("Ordered {what}, {total_pence} ({reference})"),
)
ORDER_WITHDRAWN = FactKind("sales.order_withdrawn", office=_("Order {reference} was set aside"))
ORDER_CLAIMED = FactKind(
    "sales.order_claimed",
    member=_("You confirmed that the payment for {what} was yours"),
    office=_("Confirmed order {reference} by mail"),
)
PAYMENT_STARTED = FactKind("sales.payment_started", office=_("Went to pay {amount_pence} by {way} ({reference})"))
PAYMENT_CONFIRMED = FactKind(
    "sales.payment_confirmed",
    member=_("You paid {amount_pence}"),
    office=_("Paid {amount_pence} by {way} ({reference})"),
)
PAYMENT_FAILED = FactKind(
    "sales.payment_failed",
    member=_("A payment of {amount_pence} did not go through"),
    office=_("Payment of {amount_pence} by {way} failed: {code}"),
)
PAYMENT_SHORT = FactKind(
    "sales.payment_short",
    member=_("{amount_pence} arrived; {due_pence} is still to come"),
    office=_("{amount_pence} arrived for {reference}; {due_pence} is missing"),
)
PAYMENT_SURPLUS = FactKind(
    "sales.payment_surplus",
    member=_("{amount_pence} came twice; we are sending it back"),
    office=_("{amount_pence} more than due arrived for {reference}"),
)
TRANSFER_TAKEN_BACK = FactKind(
    "sales.transfer_taken_back",
    member=_("{amount_pence} that we had put down for your order was not for it; we have put that right"),
    office=_("{amount_pence} was taken back from {reference}: the transfer was for something else"),
)
ORDER_WAIVED = FactKind(
    "sales.order_waived",
    member=_("We let you off {amount_pence}"),
    office=_("{amount_pence} of {reference} was waived"),
)
ORDER_CANCELLED = FactKind(
    "sales.order_cancelled",
    member=_("You cancelled your order within 14 days"),
    office=_("{reference} was cancelled within 14 days"),
)
PAYER_CORRECTED = FactKind(
    "sales.payer_corrected", office=_("What stands on the invoice of {reference} was corrected: {fields}")
)
INVOICE_ISSUED = FactKind("sales.invoice_issued", office=_("Invoice {number} was issued"))
FULFILMENT_FAILED = FactKind("sales.fulfilment_failed", office=_("{what} could not be handed over"))
REFUND_ASKED = FactKind(
    "sales.refund_asked",
    member=_("We are sending {amount_pence} back to you"),
    office=_("Refund of {amount_pence} started"),
)
REFUND_MADE = FactKind(
    "sales.refund_made", member=_("{amount_pence} went back to you"), office=_("Refund of {amount_pence} was made")
)
REFUND_FAILED = FactKind("sales.refund_failed", office=_("Refund of {amount_pence} was refused: {code}"))
REFUND_DROPPED = FactKind(
    "sales.refund_dropped", office=_("The refund of {amount_pence} is not owed after all: the money was not theirs")
)
MANDATE_GIVEN = FactKind(
    "sales.mandate_given",
    member=_("You agreed that we may charge your card ending {last_four}, with notice each time"),
    office=_("Agreed to be charged on the card ending {last_four}"),
)
MANDATE_ENDED = FactKind(
    "sales.mandate_ended",
    member=_("We may not charge your card ending {last_four} any more"),
    office=_("The card ending {last_four} is not charged any more: {why}"),
)
