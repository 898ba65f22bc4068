"""What can break about evidence: the office lets a paper lie, somebody shows none, or what they showed ends."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db.models import Exists, F, OuterRef
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.mail.about_ruptures import letters_about
from goldseam.core.sales.models import Mandate
from goldseam.foundation.clock import local_date, midnight_before
from goldseam.foundation.contracts import Broken, Notice, RuptureKind, Step, Urgency, Words
from goldseam.foundation.money import pounds
from goldseam.subjects.membership.evidence.asking import READ_WITHIN, moves_on, next_plan
from goldseam.subjects.membership.evidence.links import show_path
from goldseam.subjects.membership.models import Evidence, Term, TermQuerySet
from goldseam.subjects.membership.renewals.prospects import renewable

DAY = timedelta(days=1)
# So long after joining nobody is asked again: most show it by themselves.
LEFT_ALONE = 7 * DAY
# Before the first reminder to renew, so that whoever still studies can say so in time.
LOOKS_AHEAD = 45 * DAY


def _key(rupture: Any) -> str:
    return str(rupture.subject.rpartition(":")[2])


def _day(day: Any) -> str:
    return date_format(day, "j F Y")


def _term(rupture: Any) -> Term:
    return Term.objects.select_related("membership__person", "plan__afterwards", "renewal__next_plan__afterwards").get(
        pk=_key(rupture)
    )


def _of_term(template: str) -> Any:
    """A step that writes about a term: every letter has the one link by which evidence is shown."""

    def act(rupture: Any, *, at: datetime) -> Notice:
        term = _term(rupture)
        follows = next_plan(term)
        next_on = term.ends_on + DAY
        context = {
            "term": term,
            "plan": term.plan,
            "due_on": max(term.starts_on + term.plan.evidence_days * DAY, local_date(at) + LEFT_ALONE),
            "next_plan": follows,
            "price_pence": follows.price_of(next_on, ordered_on=next_on),
            "student_pence": term.plan.price_of(next_on, ordered_on=next_on),
            "mandate": Mandate.objects.living().filter(person=rupture.person_id).first(),
            "show_url": show_path(term.membership.person),
        }
        return Notice(f"membership/{template}", context)

    return act


def _shown(rupture: Any) -> str:
    """Whether something came that counts, or is here to be read."""
    shown = Evidence.objects.filter(person=rupture.person_id, shown_at__gte=rupture.since)
    return "evidence_shown" if shown.exclude(decided_at__isnull=False, valid_until=None).exists() else ""


def _without_waiting(terms: TermQuerySet) -> TermQuerySet:
    """Whoever has handed something in waits for us, and is not asked."""
    return terms.filter(~Exists(Evidence.objects.waiting().filter(person=OuterRef("membership__person"))))


class Unread:
    """A paper that the office wanted to read by now: our fault, and nothing changes for the member."""

    label = gettext_lazy("evidence of studies not read in time")
    urgency: ClassVar[Urgency] = Urgency.KEPT
    playbook: ClassVar[Sequence[Step]]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        late = Evidence.objects.waiting().filter(shown_at__lte=at - READ_WITHIN)
        for pk, person, shown_at in late.values_list("pk", "person", "shown_at").iterator():
            yield Broken(f"membership.evidence:{pk}", person, shown_at + READ_WITHIN)

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        return "evidence_read" if Evidence.objects.filter(pk=_key(rupture), decided_at__isnull=False).exists() else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        told = {"day": _day(local_date(rupture.since - READ_WITHIN))}
        return Words(
            what_happened=_("We have not read the paper you handed in on %(day)s.") % told,
            what_we_did=(
                _("We wrote to you that we are sorry, and the office is shown it each day. Nothing changes for you.")
                if letters_about(rupture)
                else _("The office is shown it each day. Nothing changes for you.")
            ),
            what_you_can_do=_("You need do nothing."),
            office=_("The paper handed in on %(day)s waits to be read") % told,
        )


def _say_sorry(rupture: Any, *, at: datetime) -> Notice | None:
    shown_on = local_date(rupture.since - READ_WITHIN)
    return Notice("membership/evidence_unread", {"shown_on": shown_on, "read_days": READ_WITHIN.days})


Unread.playbook = [Step("say sorry", timedelta(0), _say_sorry)]


class Missing:
    """A term that began on the word that its member studies, and nothing has shown it."""

    label = gettext_lazy("evidence of studies not shown")
    urgency: ClassVar[Urgency] = Urgency.KEPT
    playbook: ClassVar[Sequence[Step]] = [
        Step("ask", timedelta(0), _of_term("evidence_missing")),
        Step("ask once more", 14 * DAY, _of_term("evidence_missing")),
        Step("last letter", 23 * DAY, _of_term("evidence_missing_last")),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        today = local_date(at)
        begun = renewable().current(on=today).filter(starts_on__lte=today - LEFT_ALONE)
        begun = begun.filter(plan__evidence_from__lte=F("starts_on"))
        shown = Evidence.objects.filter(person=OuterRef("membership__person"), valid_until__gte=OuterRef("starts_on"))
        silent = _without_waiting(begun.filter(~Exists(shown)))
        for pk, person, starts_on in silent.values_list("pk", "membership__person", "starts_on").iterator():
            yield Broken(f"membership.term:{pk}", person, midnight_before(starts_on))

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        return _shown(rupture)

    def words(self, rupture: Any, *, at: datetime) -> Words:
        term = _term(rupture)
        told = {"plan": term.plan.name, "ends": _day(term.ends_on), "begun": _day(term.starts_on)}
        return Words(
            what_happened=_("We have not seen yet that you are studying."),
            what_we_did=(
                _("We wrote to you. Your membership stays open until %(ends)s either way.")
                if letters_about(rupture)
                else _("Your membership stays open until %(ends)s either way.")
            )
            % told,
            what_you_can_do=_("You can show it with your university address or a paper."),
            way_on=show_path(term.membership.person),
            way_on_label=_("Show it"),
            office=_("%(plan)s since %(begun)s without evidence of studies") % told,
        )


class Ends:
    """What was shown does not reach beyond the term, which ends soon."""

    label = gettext_lazy("evidence of studies ends before the next term")
    urgency: ClassVar[Urgency] = Urgency.KEPT
    playbook: ClassVar[Sequence[Step]] = [Step("ask", timedelta(0), _of_term("evidence_ends"))]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        today = local_date(at)
        ending = renewable().filter(moves_on(), ends_on__range=(today, today + LOOKS_AHEAD))
        shown = Evidence.objects.filter(person=OuterRef("membership__person"), valid_until__gte=OuterRef("starts_on"))
        # Of the others nothing was shown for this term at all: that is another break, and they were told.
        known = ending.filter(Exists(shown)) | ending.filter(plan__evidence_from__gt=F("starts_on"))
        rows = _without_waiting(known).values_list("pk", "membership__person", "ends_on")
        for pk, person, ends_on in rows.iterator():
            yield Broken(f"membership.term:{pk}", person, min(midnight_before(ends_on - LOOKS_AHEAD), at))

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        later = Term.objects.filter(membership__person=rupture.person_id, cut_short_on=None)
        term = _term(rupture)
        if later.filter(starts_on__gt=term.starts_on).exists():
            return "renewed"
        return _shown(rupture)

    def words(self, rupture: Any, *, at: datetime) -> Words:
        term = _term(rupture)
        follows = term.plan.afterwards or term.plan
        next_on = term.ends_on + DAY
        price = pounds(follows.price_of(next_on, ordered_on=next_on))
        told = {"day": _day(term.ends_on), "next": follows.name, "plan": term.plan.name, "price": price}
        return Words(
            what_happened=_("What you showed about your studies ends before your next term."),
            what_we_did=(
                _("We wrote to you. Your membership as %(plan)s runs until %(day)s.")
                if letters_about(rupture)
                else _("Your membership as %(plan)s runs until %(day)s.")
            )
            % told,
            what_you_can_do=_(
                "Still studying? Show it, and the price stays. Otherwise we propose %(next)s, for %(price)s."
            )
            % told,
            way_on=show_path(term.membership.person),
            way_on_label=_("I am still studying"),
            office=_("The evidence of studies ends before the term after %(day)s") % told,
        )


KINDS: dict[str, RuptureKind] = {
    "evidence_unread": Unread(),
    "evidence_missing": Missing(),
    "evidence_ends": Ends(),
}
