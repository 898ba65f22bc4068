"""Taking a gift up, once, by whoever it is for; or giving it back."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from goldseam.core.mail.actions import send
from goldseam.core.people.actions import person_at
from goldseam.core.people.models import Person
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.record import record
from goldseam.subjects.gifts import facts
from goldseam.subjects.gifts.actions import Closed, locked_open
from goldseam.subjects.gifts.codes import hash_of, read_code
from goldseam.subjects.gifts.links import gift_path
from goldseam.subjects.gifts.models import Delivery, Gift, State
from goldseam.subjects.membership.actions import Applicant, add_term, answered_by_letter
from goldseam.subjects.membership.models import Evidence, Term


class NotEligible(Exception):
    """The plan is for students only. `needs_evidence`: whoever is believed once has to show it for another term."""

    def __init__(self, *, needs_evidence: bool) -> None:
        super().__init__()
        self.needs_evidence = needs_evidence


def found_by(typed: str, *, at: datetime) -> Delivery | None:
    """The gift that a typed code opens now. A code that never was, one that was used and one that was passed on are all
    the same to whoever types it.
    """
    code = read_code(typed)
    found = Delivery.objects.standing().filter(code_hash=hash_of(code)) if code else Delivery.objects.none()
    delivery = found.select_related("gift__plan", "gift__order_line__order").first()
    if delivery is None or delivery.gift.state(local_date(at)) not in (State.OPEN, State.WAITING):
        return None
    return delivery


def write_to(*, delivery: Delivery, email: str, at: datetime) -> None:
    """Send the link by which the gift is taken up to whoever typed its code: so their address is proved."""
    context = {"gift": delivery.gift, "gift_url": f"{settings.BASE_URL}{gift_path(delivery, email=email)}"}
    send(template="gifts/by_code", person=person_at(email), address=email, at=at, about=delivery, context=context)


@transaction.atomic
def take_up(*, delivery: Delivery, email: str, told: Applicant | None, is_studying: bool, at: datetime) -> Person:
    """Take the gift up by its mailed link, which came back, so the address is proved. `told` is what somebody new says
    of herself. Raises Closed, NotEligible.
    """
    locked_open(pk=delivery.gift_id, at=at)
    person = answered_by_letter(email=email, told=told, at=at)
    if person is None:
        raise Closed
    redeem(delivery=delivery, person=person, is_studying=is_studying, at=at)
    return person


@transaction.atomic
def redeem(*, delivery: Delivery, person: Person, is_studying: bool, at: datetime) -> Term:
    """Give the person the term that was paid for: from today, or after the last one they have. Both are written to.

    Raises Closed, NotEligible.
    """
    gift, standing = locked_open(pk=delivery.gift_id, at=at)
    if standing is None or standing.pk != delivery.pk:
        raise Closed
    term = add_term(person=person, plan=gift.plan, months=gift.months, at=at, by=person)
    _check(term, is_studying)
    standing.term, standing.redeemed_at = term, at
    standing.save(update_fields=["term", "redeemed_at"])
    told: dict[str, Any] = {"plan": gift.plan.name, "starts_on": term.starts_on, "ends_on": term.ends_on}
    record(facts.REDEEMED, person=person, subject=gift, by=person, at=at, **told)
    record(facts.TAKEN_UP, person=gift.giver, subject=gift, at=at, plan=gift.plan.name)
    _tell(gift, standing, person, at)
    return term


def _check(term: Term, is_studying: bool) -> None:
    """Who says that she studies is believed, as when joining; who was believed before has to have shown it since."""
    if not term.plan.asks_evidence(on=term.starts_on):
        return
    if not is_studying:
        raise NotEligible(needs_evidence=False)
    person = term.membership.person
    former = Term.objects.of(person).filter(plan__evidence_from__isnull=False, cut_short_on=None).exclude(pk=term.pk)
    asked = any(one.plan.asks_evidence(on=one.starts_on) for one in former.select_related("plan"))
    if asked and not Evidence.objects.good(on=term.starts_on).filter(person=person).exists():
        raise NotEligible(needs_evidence=True)


def _tell(gift: Gift, delivery: Delivery, person: Person, at: datetime) -> None:
    term = delivery.term
    assert term
    send(
        template="gifts/redeemed",
        person=person,
        at=at,
        about=delivery,
        documents=[f"membership.card:{term.pk}"],
        context={
            "gift": gift,
            "term": term,
            "asks_evidence": gift.plan.asks_evidence(on=term.starts_on),
            "way_in": f"{settings.BASE_URL}/me/",
        },
    )
    if gift.giver and gift.giver.email and gift.giver != person:
        context = {"gift": gift, "delivery": delivery}
        send(template="gifts/taken_up", person=gift.giver, at=at, about=gift, context=context)


@transaction.atomic
def give_back(*, delivery: Delivery, at: datetime) -> None:
    """Whoever it is for cannot take it up: the giver is told, and may pass it on. Raises Closed."""
    gift, standing = locked_open(pk=delivery.gift_id, at=at)
    if standing is None or standing.pk != delivery.pk:
        raise Closed
    standing.declined_at = at
    standing.save(update_fields=["declined_at"])
    record(facts.DECLINED, person=gift.giver, subject=gift, at=at, plan=gift.plan.name)
    if gift.giver and gift.giver.email and not gift.is_for_pool:
        context = {"gift": gift, "delivery": standing, "gifts_url": f"{settings.BASE_URL}/me/gifts/{gift.pk}/"}
        send(template="gifts/given_back", person=gift.giver, at=at, about=gift, context=context)
