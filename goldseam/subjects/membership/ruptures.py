"""What can break where one term ends and the next should begin."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db.models import Count, Exists, F, OuterRef, QuerySet, Subquery
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.mail.about_ruptures import letters_about
from goldseam.core.mail.restraint import count_letters_about
from goldseam.core.sales.models import Mandate, Order, Payment
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
from goldseam.subjects.membership.evidence.asking import moves_on, next_plan
from goldseam.subjects.membership.evidence.ruptures import KINDS as OF_EVIDENCE
from goldseam.subjects.membership.models import Pause, Plan, Renewal, Term
from goldseam.subjects.membership.plans.monthly import goes_on_monthly, instalment_after
from goldseam.subjects.membership.renewals.links import renew_path
from goldseam.subjects.membership.renewals.prospects import What, renewable
from goldseam.subjects.membership.renewals.run import charges_of, next_try

DAY = timedelta(days=1)
CARD_LOOKS_AHEAD = 45 * DAY
LAPSED_FOR = 90 * DAY


def _key(rupture: Any) -> str:
    return str(rupture.subject.rpartition(":")[2])


def _renewal(rupture: Any) -> Renewal:
    rows = Renewal.objects.select_related("follows__plan", "follows__membership__person", "order", "mandate")
    return rows.get(pk=_key(rupture))


def _term(rupture: Any) -> Term:
    """The term in question, by whatever the rupture speaks of."""
    terms = Term.objects.select_related("membership__person", "plan__afterwards", "renewal__next_plan__afterwards")
    if rupture.subject.startswith("membership.term:"):
        return terms.get(pk=_key(rupture))
    if rupture.subject.startswith("membership.renewal:"):
        return terms.get(renewal__pk=_key(rupture))
    return terms.filter(membership__person=rupture.person_id, cut_short_on=None).latest("starts_on")


def _price(term: Term, follows: Plan, at: datetime) -> int:
    """What the term that follows costs when it is ordered now."""
    today = local_date(at)
    if goes_on_monthly(term, follows):
        return instalment_after(term, follows, follows.price_on(today)).pence
    starts_on = term.ends_on + DAY if today <= term.grace_ends_on else today
    return follows.price_of(starts_on, ordered_on=today)


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def _letter(template: str) -> Any:
    """A step that writes: every letter has the one link that renews this membership."""

    def act(rupture: Any, *, at: datetime) -> Notice | None:
        term = _term(rupture)
        follows = next_plan(term)
        context = {
            "term": term,
            "plan": term.plan,
            "next_plan": follows,
            "moves_on": follows != term.wanted_plan,
            "price_pence": _price(term, follows, at),
            "renew_url": renew_path(term),
            **_about_charge(rupture),
        }
        return Notice(f"membership/{template}", context)

    return act


def _about_charge(rupture: Any) -> dict[str, Any]:
    if rupture.subject.startswith("sales.mandate:"):
        return {"mandate": Mandate.objects.get(pk=_key(rupture))}
    if not rupture.subject.startswith("membership.renewal:"):
        return {}
    order = _renewal(rupture).order
    failed = _failed(order.pk).order_by("-failed_at").select_related("mandate").first() if order else None
    if not (order and failed):
        return {}
    return {
        "price_pence": order.due_pence,
        "mandate": failed.mandate,
        "reason": reason_of(failed.code),
        "next_try_on": next_try(charges_of(order)),
    }


def _failed(order: Any) -> QuerySet[Payment]:
    """The charges to a kept card that were declined."""
    failed = Payment.objects.filter(order=order, mandate__isnull=False, failed_at__isnull=False, confirmed_at=None)
    return failed.exclude(code="replaced")


def _renewed(rupture: Any) -> str:
    term = _term(rupture)
    later = Term.objects.filter(membership=term.membership_id, starts_on__gt=term.starts_on)
    return "renewed" if later.filter(cut_short_on=None).exists() else ""


def _tried(times: int) -> Any:
    """Whose card was declined so often."""

    def when(ruptures: Sequence[Any], *, at: datetime) -> set[int]:
        renewals = {int(_key(rupture)): rupture.pk for rupture in ruptures}
        failed = _failed(OuterRef("order")).order_by().values("order").annotate(times=Count("pk")).values("times")
        often = Renewal.objects.filter(pk__in=renewals).annotate(times=Subquery(failed)).filter(times__gte=times)
        return {renewals[pk] for pk in often.values_list("pk", flat=True)}

    return when


class ChargeFailed:
    """A charge for the next term was declined, and the term is still wanted."""

    urgency: ClassVar[Urgency] = Urgency.MONEY
    is_final: ClassVar[bool]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        failed = _failed(OuterRef("order"))
        charged = Renewal.objects.filter(order__paid_at=None, order__withdrawn_at=None, order__expires_at__gt=at)
        charged = charged.filter(Exists(failed), declined_at=None, order__mandate__isnull=False).annotate(
            is_over=Exists(failed.filter(is_final=True)),
            failed=Subquery(failed.order_by("failed_at").values("failed_at")[:1]),
            code=Subquery(failed.order_by("-failed_at").values("code")[:1]),
        )
        rows = charged.filter(is_over=self.is_final).values_list(
            "pk", "follows__membership__person", "failed", "code", "order__total_pence"
        )
        for pk, person, since, code, pence in rows.iterator():
            yield Broken(f"membership.renewal:{pk}", person, since, {"code": code, "total_pence": pence})

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        return _renewed(rupture)

    def words(self, rupture: Any, *, at: datetime) -> Words:
        renewal = _renewal(rupture)
        told = {
            "amount": pounds(rupture.detail.get("total_pence", 0)),
            "four": renewal.mandate.last_four if renewal.mandate else "",
            "reason": reason_of(rupture.detail.get("code", "")),
            "day": _day(renewal.follows.grace_ends_on),
        }
        return Words(
            what_happened=_("We could not renew your membership: %(reason)s.") % told,
            what_we_did=_("Nothing was taken, and all of it stays open to you until %(day)s.") % told
            + " "
            + self.what_we_do(renewal),
            what_you_can_do=_("You can pay another way."),
            way_on=renew_path(renewal.follows),
            way_on_label=_("Pay %(amount)s") % told,
            office=_("Renewal of %(amount)s declined on the card ending %(four)s: %(reason)s") % told,
        )

    def what_we_do(self, renewal: Renewal) -> str:
        """The sentence on whether the card is charged again."""
        day = next_try(charges_of(renewal.order)) if renewal.order else None
        return _("We try the card once more on %(day)s.") % {"day": _day(day)} if day else ""


class DeclinedForNow(ChargeFailed):
    """Declined softly: tried again as the provider's rule allows, with a letter that names the day each time."""

    is_final = False
    label = gettext_lazy("renewal charge declined for now")
    playbook: ClassVar[Sequence[Step]] = [
        Step("write at once", timedelta(0), _letter("renewal_failed"), is_required=True),
        Step("write after the second try", timedelta(0), _letter("renewal_failed"), when=_tried(2), is_required=True),
        Step("write after the third try", timedelta(0), _letter("renewal_failed"), when=_tried(3), is_required=True),
        Step("write after the fourth try", timedelta(0), _letter("renewal_failed"), when=_tried(4), is_required=True),
        Step("last letter", 22 * DAY, _letter("renewal_failed_last")),
    ]


class DeclinedForGood(ChargeFailed):
    """Refused for good, or the card has expired: never tried again."""

    is_final = True
    label = gettext_lazy("renewal charge refused for good")
    playbook: ClassVar[Sequence[Step]] = [
        Step("write at once", timedelta(0), _letter("renewal_failed"), is_required=True),
        Step("remind", 8 * DAY, _letter("renewal_failed")),
        Step("last letter", 22 * DAY, _letter("renewal_failed_last")),
    ]

    def what_we_do(self, renewal: Renewal) -> str:
        return _("We do not charge that card any more.")


class CardExpiring:
    """The card that is to be charged is good no longer than the term."""

    urgency: ClassVar[Urgency] = Urgency.KEPT
    label = gettext_lazy("card expires before it is charged")
    playbook: ClassVar[Sequence[Step]] = [Step("ask for another card", timedelta(0), _letter("card_expiring"))]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        today = local_date(at)
        # Where another plan follows, or the term was given, no card is charged; in a pause nobody is written to.
        paused = Pause.objects.running(on=today).filter(term=OuterRef("pk"))
        going_on = renewable().filter(~moves_on(), ~Exists(paused), membership__person=OuterRef("person"), given_as="")
        last = going_on.values("ends_on")[:1]
        cards = Mandate.objects.living().annotate(ends_on=Subquery(last))
        cards = cards.filter(ends_on__range=(today, today + CARD_LOOKS_AHEAD), expires_on__lte=F("ends_on"))
        since = min(midnight_before(today), at)
        for pk, person, last_four in cards.values_list("pk", "person", "last_four").iterator():
            yield Broken(f"sales.mandate:{pk}", person, since, {"last_four": last_four})

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        card = Mandate.objects.get(pk=_key(rupture))
        return "new_card" if card.ended_why == Mandate.Why.REPLACED else _renewed_since(card)

    def words(self, rupture: Any, *, at: datetime) -> Words:
        card, term = Mandate.objects.get(pk=_key(rupture)), _term(rupture)
        told = {"four": card.last_four, "day": _day(card.expires_on), "next": _day(term.ends_on + DAY)}
        return Words(
            what_happened=_("Your card ending %(four)s is good until %(day)s only.") % told,
            what_we_did=(
                _("We wrote to you before it is charged on %(next)s.")
                if letters_about(rupture)
                else _("Nothing is charged before %(next)s.")
            )
            % told,
            what_you_can_do=_("You can renew now with another card; the new term follows this one."),
            way_on=renew_path(term),
            way_on_label=_("Use another card"),
            office=_("The card ending %(four)s expires on %(day)s, before it is charged") % told,
        )


def _renewed_since(card: Mandate) -> str:
    paid = Payment.objects.filter(order__person=card.person_id, confirmed_at__gt=card.agreed_at)
    return "renewed" if paid.exclude(given_mandate=card).exists() else ""


class NoticeUnanswered:
    """The term is over, its reminders were not answered, and the grace still runs."""

    urgency: ClassVar[Urgency] = Urgency.ENDING
    label = gettext_lazy("renewal reminders not answered")
    playbook: ClassVar[Sequence[Step]] = [
        Step("say what stays open", 4 * DAY, _letter("renewal_unanswered")),
        Step("last letter", 18 * DAY, _letter("renewal_unanswered_last")),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        today = local_date(at)
        over = renewable().in_grace(on=today).filter(renewal__reminded_days__isnull=False)
        # Whoever has begun to pay is written to about that.
        begun = Order.objects.open().filter(person=OuterRef("membership__person"), expires_at__gt=at)
        for row in (
            over.filter(~Exists(begun), renewal__order=None)
            .values("renewal", "membership__person", "ends_on")
            .iterator()
        ):
            since = midnight_before(row["ends_on"] + DAY)
            yield Broken(f"membership.renewal:{row['renewal']}", row["membership__person"], since)

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        return _renewed(rupture)

    def words(self, rupture: Any, *, at: datetime) -> Words:
        term = _term(rupture)
        told = {"day": _day(term.ends_on), "last": _day(term.grace_ends_on)}
        return Words(
            what_happened=_("Your membership ended on %(day)s, and we have not heard from you.") % told,
            what_we_did=(
                _("All of it stays open to you until %(last)s. We wrote to you about it.")
                if letters_about(rupture)
                else _("All of it stays open to you until %(last)s.")
            )
            % told,
            what_you_can_do=_("You can renew, and it goes on without a gap; or leave it, and nothing is taken."),
            way_on=renew_path(term),
            way_on_label=_("Renew for %(price)s") % {"price": pounds(_price(term, next_plan(term), at))},
            office=_("Membership ended on %(day)s; the reminders were not answered") % told,
        )


class Lapsed:
    """The grace is over and no term followed."""

    urgency: ClassVar[Urgency] = Urgency.KEPT
    label = gettext_lazy("membership lapsed")
    playbook: ClassVar[Sequence[Step]] = [
        Step("leave the door open", timedelta(0), _letter("membership_lapsed")),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        today = local_date(at)
        # Only those who were written to before the end: whoever was brought in long after it is not to be startled.
        known: Any = renewable().with_ends().filter(renewal__isnull=False)
        over = known.filter(last_of_grace__lt=today, last_of_grace__gte=today - LAPSED_FOR)
        for pk, person, last in over.values_list("pk", "membership__person", "last_of_grace").iterator():
            yield Broken(f"membership.term:{pk}", person, midnight_before(last + DAY))

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        return "came_back" if _renewed(rupture) else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        term = _term(rupture)
        told = {"day": _day(term.ends_on)}
        return Words(
            what_happened=_("Your membership ended on %(day)s and was not renewed.") % told,
            what_we_did=(
                _("We wrote once that the door stays open, and keep what is yours.")
                if letters_about(rupture)
                else _("We keep what is yours.")
            ),
            what_you_can_do=_("You can come back whenever you like."),
            way_on=renew_path(term),
            way_on_label=_("Come back"),
            office=_("Lapsed: the membership ended on %(day)s") % told,
        )


WHAT_STANDS_STILL = {
    What.REMIND: gettext_lazy("The reminder could not be written"),
    What.ANNOUNCE: gettext_lazy("The letter that announces the charge could not be written"),
    What.CHARGE: gettext_lazy("The card could not be charged as announced"),
    What.RETRY: gettext_lazy("The card could not be charged once more"),
}


class RenewalStuck:
    """The run could not do what was due for one membership, through a fault of ours. It tries again each hour."""

    urgency: ClassVar[Urgency] = Urgency.MONEY
    label = gettext_lazy("renewal stands still")
    playbook: ClassVar[Sequence[Step]] = [Step("leave to the office", timedelta(0), leave_to_the_office, writes=False)]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        rows: Any = Renewal.objects.filter(failed_at__isnull=False, due_on__isnull=False)
        for pk, person, since, trouble in rows.values_list(
            "pk", "follows__membership__person", "failed_at", "trouble"
        ).iterator():
            yield Broken(f"membership.renewal:{pk}", person, since, {"trouble": trouble})

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        if _renewed(rupture):
            return "renewed"
        going_on = renewable().filter(renewal__pk=_key(rupture), renewal__declined_at=None).first()
        return "taken_up" if going_on and local_date(at) <= going_on.grace_ends_on else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        what, _colon, cause = rupture.detail.get("trouble", "").partition(":")
        term = _term(rupture)
        told = {"day": _day(term.ends_on), "plan": term.plan.name, "cause": cause}
        told["what"] = WHAT_STANDS_STILL.get(what, _("The renewal could not be taken up"))
        return Words(
            what_happened=_("Something of ours keeps us from renewing your membership as we told you."),
            what_we_did=_("Nothing was taken. We try again every hour, and the office knows of it."),
            what_you_can_do=_("You need not do anything."),
            office=_("%(what)s for the membership “%(plan)s” that ends on %(day)s.") % told
            + " "
            + _("It is tried again every hour. Give this name to whoever looks after the system: %(cause)s.") % told,
        )


# What the run writes counts towards the ceiling. It is not held back by it: its days are promised and rehearsed.
count_letters_about(Renewal._meta.label_lower)
# That a pause ends, nobody asked to hear either: it waits for room below the ceiling.
count_letters_about(Pause._meta.label_lower)
KINDS: dict[str, RuptureKind] = {
    "renewal_declined": DeclinedForNow(),
    "renewal_refused": DeclinedForGood(),
    "card_expiring": CardExpiring(),
    "renewal_unanswered": NoticeUnanswered(),
    "membership_lapsed": Lapsed(),
    "renewal_stuck": RenewalStuck(),
    **OF_EVIDENCE,
}
for slug, kind in KINDS.items():
    ruptures.register(slug, kind)
