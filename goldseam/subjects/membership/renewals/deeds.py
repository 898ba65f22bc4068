"""The deeds of the run, each in the run's transaction: remind, announce, and place the order that is charged.

Each says whether it was done; what was not done is taken up again the next day.
"""

from datetime import datetime, timedelta
from typing import Any

from goldseam.core.mail.actions import can_write, send
from goldseam.core.sales.actions.charging import ask_to_charge
from goldseam.core.sales.actions.ordering import KEPT_OPEN, withdraw
from goldseam.core.sales.models import Order
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.membership import facts
from goldseam.subjects.membership.renewals.links import renew_path, stop_path
from goldseam.subjects.membership.renewals.ordering import order_next
from goldseam.subjects.membership.renewals.prospects import LEAST_NOTICE, Deed, Prospect, is_long_enough_ago


def remind(prospect: Prospect, deed: Deed, *, at: datetime) -> bool:
    """Write that the membership ends, with the one link that renews it."""
    term, renewal = prospect.term, prospect.renewal
    assert renewal
    person = term.membership.person
    if can_write(person=person, at=at):
        context = {
            "term": term,
            "plan": term.plan,
            "next_plan": prospect.next_plan,
            "moves_on": prospect.moves_on,
            "mandate": prospect.mandate,
            "price_pence": deed.pence,
            "renew_url": renew_path(term),
            "days": (term.ends_on - local_date(at)).days,
        }
        send(template="membership/renewal_reminder", person=person, context=context, about=renewal, at=at)
        record(facts.RENEWAL_REMINDED, person=person, subject=term, at=at, ends_on=term.ends_on)
    renewal.reminded_days = deed.days_before
    renewal.save(update_fields=["reminded_days"])
    return True


def announce(prospect: Prospect, deed: Deed, *, at: datetime) -> bool:
    """Write what will be charged, when, to which card and how to stop it; False when no letter can be sent today."""
    term, renewal, mandate = prospect.term, prospect.renewal, prospect.mandate
    assert renewal
    assert mandate
    person = term.membership.person
    if not can_write(person=person, at=at):
        return False
    today = local_date(at)
    charge_on = max(prospect.next_on, today + LEAST_NOTICE)
    pence = prospect.price_on(charge_on)
    context = {
        "term": term,
        "plan": prospect.next_plan,
        "price_pence": pence,
        "more_pence": pence - _paid_before(prospect),
        "charge_on": charge_on,
        "mandate": mandate,
        "stop_url": stop_path(mandate),
    }
    renewal.notice = send(template="membership/renewal_announced", person=person, context=context, about=renewal, at=at)
    renewal.mandate, renewal.announced_pence, renewal.charge_on = mandate, pence, charge_on
    renewal.save(update_fields=["notice", "mandate", "announced_pence", "charge_on"])
    told: dict[str, Any] = {"amount_pence": pence, "charge_on": charge_on, "last_four": mandate.last_four}
    record(facts.RENEWAL_ANNOUNCED, person=person, subject=term, at=at, **told)
    return True


def _paid_before(prospect: Prospect) -> int:
    """What the term that ends cost; for one without an order, what it costs now."""
    line = prospect.term.order_line
    return line.unit_pence if line else prospect.price_on(prospect.term.ends_on)


def charge(prospect: Prospect, deed: Deed, *, at: datetime) -> bool:
    """Place the order for the next term and enter its charge: the sum that was announced, or nothing."""
    term, renewal, mandate = prospect.term, prospect.renewal, prospect.mandate
    assert renewal
    assert mandate
    person = term.membership.person
    if not is_long_enough_ago(renewal, on=local_date(at)) or not can_write(person=person, at=at):
        return False
    order = _order(prospect, at)
    if order.total_pence != deed.pence and not order.received_pence:
        # She had begun to pay it herself, at a price of another day.
        withdraw(order=order, at=at)
        order = _order(prospect, at)
    renewal.order = order
    renewal.save(update_fields=["order"])
    if order.total_pence == deed.pence == order.due_pence:
        Order.objects.filter(pk=order.pk).update(mandate=mandate)
        ask_to_charge(order=order, mandate=mandate, at=at)
    return True


def _order(prospect: Prospect, at: datetime) -> Order:
    kept_for = max(KEPT_OPEN, timedelta(days=prospect.term.plan.grace_days))
    return order_next(term=prospect.term, at=at, kept_for=kept_for)


def charge_again(prospect: Prospect, deed: Deed, *, at: datetime) -> bool:
    """Charge the card once more, on the day that the provider's rule allows and the last letter named."""
    renewal, mandate = prospect.renewal, prospect.mandate
    assert renewal
    if not can_write(person=prospect.term.membership.person, at=at):
        return False
    order = renewal.order
    if order and mandate and order.withdrawn_at is None and order.expires_at > at:
        ask_to_charge(order=order, mandate=mandate, at=at)
    return True
