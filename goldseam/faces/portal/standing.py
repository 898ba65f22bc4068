"""The sentence a member's page opens with: where one stands, until when, what happens next and how to change that."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.core.people.models import Person
from goldseam.core.repairs.models import Rupture
from goldseam.core.sales.actions.cancelling import TIME_TO_CHANGE_MIND
from goldseam.core.sales.models import Order
from goldseam.faces.portal.coming import Coming
from goldseam.faces.portal.seams import latest_mend
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import ruptures
from goldseam.foundation.money import pounds
from goldseam.subjects.membership.evidence.asking import READ_WITHIN, Asked, asked_of
from goldseam.subjects.membership.models import Pause, Term
from goldseam.subjects.membership.pausing import pauses_ahead
from goldseam.subjects.membership.periods import A_DAY
from goldseam.subjects.membership.renewals.prospects import DECIDES

# Consumer Contracts (Information, Cancellation and Additional Charges) Regulations 2013, regulation 30.


@dataclass(frozen=True)
class Broken:
    """Something between us is broken now: what stays, what we did, and the one thing to do."""

    since: str
    kept: str
    did: str
    action_label: str
    action_url: str
    others: int


@dataclass(frozen=True)
class Mend:
    """What was mended lately."""

    heading: str
    text: str
    when: str
    words: str
    url: str


@dataclass(frozen=True)
class Ahead:
    """Something that lies ahead, with what can be done about it."""

    when: str
    words: str
    label: str = ""
    url: str = ""


@dataclass(frozen=True)
class Standing:
    """How things stand between the association and one person."""

    heading: str
    text: str
    term: Term | None
    broken: Broken | None
    mend: Mend | None
    ahead: list[Ahead]
    pause: Pause | None = None


def standing(person: Person, *, at: datetime) -> Standing:
    """How things stand with `person` at that moment, in eleven queries at most."""
    on = local_date(at)
    terms = _terms(person, on)
    running = next((term for term in terms if term.starts_on <= on <= term.last_on), None)
    order = _open_order(person, at)
    pauses = list(pauses_ahead(person, on=on))
    coming = Coming.of(terms, on, pauses)
    paused = next((pause for pause in pauses if pause.begins_on <= on), None)
    broken, told = _broken(person, running, at)
    if told:
        heading, text = told.what_happened, told.what_you_can_do
    elif paused:
        heading, text = _paused_sentence(person.given_name, paused, terms[-1])
    else:
        heading, text = _sentence(person, terms, running, coming, order, on)
    return Standing(
        heading=heading,
        text=text,
        term=None if paused else running or (coming.term if coming and coming.is_in_grace else None),
        broken=broken,
        mend=None if broken else _mend(person, at),
        ahead=_ahead(terms, coming, order, pauses, on, _asked(person, terms)),
        pause=paused,
    )


def coming_of(person: Person, *, at: datetime) -> Coming | None:
    """What comes after this person's last term."""
    on = local_date(at)
    return Coming.of(_terms(person, on), on, pauses_ahead(person, on=on))


def _terms(person: Person, on: date) -> list[Term]:
    """The terms that run or lie ahead, first one first; only the last one that ended when there is no other."""
    terms = Term.objects.of(person).annotate(last=Coalesce("cut_short_on", "ends_on")).filter(last__gte=F("starts_on"))
    terms = terms.select_related(*DECIDES, "order_line__order")
    return list(terms.filter(last__gte=on).order_by("starts_on")) or list(terms.order_by("-last")[:1])


def _open_order(person: Person, at: datetime) -> Order | None:
    orders = Order.objects.open().filter(person=person, expires_at__gt=at).with_money()
    order: Order | None = orders.order_by("-placed_at").first()
    if order:
        order.received_pence, order.returned_pence = order.received, order.returned  # type: ignore[attr-defined]
    return order


def _sentence(
    person: Person, terms: list[Term], running: Term | None, coming: Coming | None, order: Order | None, on: date
) -> tuple[str, str]:
    name = person.given_name
    if running or (coming and coming.is_in_grace):
        return _member_sentence(name, terms[-1], coming)
    if terms and terms[0].starts_on > on:
        return _("%(name)s, your membership begins on %(day)s.") % {"name": name, "day": _day(terms[0].starts_on)}, ""
    if order:
        return _("%(name)s, one step is left: %(amount)s is still to be paid.") % {
            "name": name,
            "amount": pounds(order.due_pence),
        }, _("Your membership begins as soon as the money is here. What you typed is kept until then.")
    if _is_being_set_up(person):
        return _("%(name)s, your payment has arrived.") % {"name": name}, _(
            "Your membership is being set up; this takes a few minutes at most."
        )
    if terms:
        return _("%(name)s, your membership ended on %(day)s.") % {"name": name, "day": _day(terms[0].last_on)}, _(
            "What you did and learned with us is kept for you. You can come back whenever you like."
        )
    return _("%(name)s, you are not a member at the moment.") % {"name": name}, _(
        "What is between us stands below. You can join whenever you like."
    )


def _member_sentence(name: str, last: Term, coming: Coming | None) -> tuple[str, str]:
    """For somebody who has what members have: until when, and what follows."""
    told = {"name": name, "day": _day(last.last_on)}
    if coming and coming.is_in_grace:
        told["until"] = _day(last.grace_ends_on)
        heading = _("%(name)s, your membership ended on %(day)s, and all of it stays open to you until %(until)s.")
        return heading % told, _("Renew by then and it goes on as if nothing had been.")
    follows = coming.words if coming else _("It ends by itself on that day. Nothing is taken without asking you.")
    return _("%(name)s, all is well: you are a member until %(day)s.") % told, follows


def _paused_sentence(name: str, paused: Pause, last: Term) -> tuple[str, str]:
    told = {"name": name, "day": _day(paused.last_on), "until": _day(last.last_on)}
    heading = _("%(name)s, your membership is paused until %(day)s.")
    return heading % told, _("It then goes on by itself, until %(until)s. You can come back sooner.") % told


def _is_being_set_up(person: Person) -> bool:
    waiting = Order.objects.filter(person=person, paid_at__isnull=False)
    return waiting.filter(lines__fulfilled_at=None, lines__revoked_at=None).exists()


def _broken(person: Person, running: Term | None, at: datetime) -> tuple[Broken | None, Any]:
    """The oldest open break, and the words about it."""
    found = list(
        Rupture.objects.filter(person=person, closed_at=None, kind__in=list(ruptures)).order_by("since", "pk")[:10]
    )
    if not found:
        return None, None
    told = ruptures[found[0].kind].words(found[0], at=at)
    kept = _("You are a member until %(day)s.") % {"day": _day(running.last_on)} if running else ""
    broken = Broken(
        since=_day(local_date(found[0].since)),
        kept=kept,
        did=told.what_we_did,
        action_label=told.way_on_label,
        action_url=told.way_on,
        others=len(found) - 1,
    )
    return broken, told


def _mend(person: Person, at: datetime) -> Mend | None:
    item = latest_mend(person, at=at)
    return Mend(item.heading, item.text, item.when, item.words, reverse("portal:history")) if item else None


def _asked(person: Person, terms: list[Term]) -> Asked | None:
    return asked_of(person) if any(term.plan.evidence_from for term in terms) else None


def _about_studies(asked: Asked, on: date) -> tuple[date, Ahead] | None:
    """What is still to be shown about one's studies, on the day by which it is."""
    url = reverse("portal:studies")
    if asked.waiting:
        read_by = max(on, local_date(asked.waiting.shown_at + READ_WITHIN))
        return _ahead_on(read_by, _("By this day we read the paper about your studies."), _("See it"), url)
    if asked.counts_for_next:
        return None
    if asked.good_until:
        words = _("What you showed about your studies counts until this day. Show it anew, and the price stays.")
        return _ahead_on(max(on, asked.good_until), words, _("Show that you are still studying"), url)
    words = _("Until this day you can show that you are studying. Nothing closes meanwhile.")
    if asked.asked_again:
        words += " " + _("The last paper would not quite do: %(reason)s") % {"reason": asked.asked_again}
    return _ahead_on(max(on, asked.due_on), words, _("Show that you are studying"), url)


def _ahead(
    terms: list[Term], coming: Coming | None, order: Order | None, pauses: list[Pause], on: date, asked: Asked | None
) -> list[Ahead]:
    """The dates ahead, the nearest first."""
    dates: list[tuple[date, Ahead]] = []
    if order:
        words = _("%(amount)s for %(reference)s is still to be paid. Until this day the order is kept.")
        words %= {"amount": pounds(order.due_pence), "reference": order.reference}
        pay = reverse("sales:pay", args=[order.token])
        dates.append(_ahead_on(local_date(order.expires_at), words, _("Pay now"), pay))
    for term in terms:
        if term.starts_on > on:
            dates.append(_ahead_on(term.starts_on, _("Your next year begins: %(plan)s.") % {"plan": term.plan.name}))
        if term.order_line and term.order_line.order.paid_at:
            until = local_date(term.order_line.order.paid_at) + TIME_TO_CHANGE_MIND
            if until >= on:
                words = _("Until this day you can change your mind and have all of your money back.")
                way = reverse("portal:cancel", args=[term.order_line.order_id])
                dates.append(_ahead_on(until, words, _("Cancel, with your money back"), way))
    studies = _about_studies(asked, on) if asked else None
    if studies:
        dates.append(studies)
    for pause in pauses:
        see = (_("See or change this"), reverse("portal:pause"))
        if pause.begins_on > on:
            dates.append(_ahead_on(pause.begins_on, _("Your pause begins."), *see))
        dates.append(_ahead_on(pause.last_on + A_DAY, _("Your membership goes on after the pause."), *see))
    if coming:
        dates.append(_ahead_on(coming.day, coming.next_words, coming.label, coming.url))
    return [ahead for _on, ahead in sorted(dates, key=lambda pair: pair[0])]


def _ahead_on(day: date, words: str, label: str = "", url: str = "") -> tuple[date, Ahead]:
    return day, Ahead(date_format(day, "l j F Y"), words, label, url)


def _day(day: date) -> str:
    return date_format(day, "j F Y")
