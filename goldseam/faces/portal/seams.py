"""What is between the association and a person: facts, and among them the breaks and their mends."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.people import facts as people
from goldseam.core.people.models import Person
from goldseam.core.repairs.bowl import entries
from goldseam.core.repairs.models import Repair, Rupture
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import ruptures
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import facts_of, kinds, sentence
from goldseam.subjects.membership.facts import GIVEN_TERM_ENDED, GIVEN_TERM_TAKEN_BACK, TERM_GIVEN

ON_A_PAGE = 20
LATELY = timedelta(weeks=6)
DAYS_IN_WORDS = [
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
]
# What mended it, by the first half of the key that the rupture's kind gives.
MENDED_BY = {
    "paid": gettext_lazy("You paid after all, and nothing was lost."),
    "waived": gettext_lazy("We let you off the rest."),
    "fulfilled": gettext_lazy("Now you have it."),
    "new_address": gettext_lazy("Our letters reach you again."),
    "renewed": gettext_lazy("It is paid, and your membership goes on without a gap."),
    "new_card": gettext_lazy("Another card took its place."),
    "came_back": gettext_lazy("You came back."),
    "evidence_read": gettext_lazy("We have read your paper."),
    "evidence_shown": gettext_lazy("You have shown that you are studying."),
    "taken_up": gettext_lazy("Then it went through."),
    "seats_added": gettext_lazy("You added places, and the team goes on."),
    "seats_taken": gettext_lazy("All of the places are taken."),
    "lead_found": gettext_lazy("Somebody leads it again."),
    "coordinator_found": gettext_lazy("Somebody looks after it again."),
    "answered": gettext_lazy("Then we answered."),
    "quote_accepted": gettext_lazy("You accepted it."),
    "quote_replaced": gettext_lazy("You have a newer one."),
    "gift_taken_up": gettext_lazy("Your gift was taken up."),
    "gift_passed_on": gettext_lazy("You gave it to somebody else."),
    "gift_in_pool": gettext_lazy("The bursary pool has it, for a student who asks."),
    "sent": gettext_lazy("Then we reached it."),
}


# Of these a person wants to know who it was.
GIVEN = {TERM_GIVEN.key, GIVEN_TERM_ENDED.key, GIVEN_TERM_TAKEN_BACK.key}
SAYS_WHO = {people.SEEN.key, people.SEEN_BY_LEAVE.key} | GIVEN


@dataclass(frozen=True)
class Item:
    """One line of a history, ready to show. `state` is "mended", "broken" or ''; `words` say it."""

    when: str
    heading: str
    text: str = ""
    state: str = ""
    words: str = ""
    way_on: str = ""
    way_on_label: str = ""


def history(person: Person, *, page: Any, at: datetime, size: int = ON_A_PAGE) -> Page[Any]:
    """One page of all that is between us, newest first. Its `object_list` are Items."""
    found = Paginator(_moments(person), size).get_page(page)
    found.object_list = list(_items(found.object_list, at))
    return found


def latest(person: Person, *, at: datetime, size: int) -> list[Item]:
    """The newest lines of the history."""
    return list(_items(_moments(person)[:size], at))


def _moments(person: Person) -> QuerySet[Any, Any]:
    """What there is to tell and when, as (moment, what, pk): one query, however long the history is."""
    told = [key for key, kind in kinds.items() if str(kind.member)]
    facts = facts_of(person).order_by().filter(kind__in=told)
    theirs = Rupture.objects.filter(Q(person=person) | Q(person__merged_into=person), kind__in=list(ruptures))
    return (
        facts.annotate(moment=F("at"), what=Value("fact"))
        .values_list("moment", "what", "pk")
        .union(
            theirs.annotate(moment=Coalesce("closed_at", "noticed_at"), what=Value("rupture")).values_list(
                "moment", "what", "pk"
            ),
            all=True,
        )
        .order_by("-moment", "what", "-pk")
    )


def _items(moments: Iterable[Any], at: datetime) -> list[Item]:
    rows: list[tuple[datetime, str, int]] = list(moments)
    facts = Fact.objects.select_related("text", "by").in_bulk([pk for _at, what, pk in rows if what == "fact"])
    breaks = Rupture.objects.select_related("repair", "person").in_bulk(
        [pk for _at, what, pk in rows if what == "rupture"]
    )
    return [_fact_item(facts[pk]) if what == "fact" else rupture_item(breaks[pk], at=at) for _at, what, pk in rows]


def _fact_item(fact: Fact) -> Item:
    text = fact.text.text if hasattr(fact, "text") else ""
    if fact.kind in SAYS_WHO and fact.by:
        text = f"{fact.by}: {text}" if text else str(fact.by)
    return Item(when=_day(local_date(fact.at)), heading=sentence(fact, audience="member"), text=text)


def rupture_item(rupture: Rupture, *, at: datetime) -> Item:
    """A break, with its mend or with what can be done about it."""
    told = ruptures[rupture.kind].words(rupture, at=at)
    since = local_date(rupture.since)
    if rupture.closed_at is None:
        return Item(
            when=_("Since %(day)s") % {"day": _day(since)},
            heading=told.what_happened,
            text=f"{told.what_we_did} {told.what_you_can_do}".strip(),
            state="broken",
            words=_("Not yet mended"),
            way_on=told.way_on,
            way_on_label=told.way_on_label,
        )
    repair: Repair | None = getattr(rupture, "repair", None)
    when = between(since, local_date(repair.at if repair else rupture.closed_at))
    if repair is None:
        return Item(when=when, heading=told.what_happened, text=told.what_we_did, words=_("It ended without a mend"))
    mended_by = MENDED_BY.get(repair.mended_by.partition(":")[0], "")
    return Item(
        when=when,
        heading=told.what_happened,
        text=f"{told.what_we_did} {mended_by}".strip(),
        state="mended",
        words=mended_in((local_date(repair.at) - since).days),
    )


def bowl(person: Person, *, at: datetime) -> list[dict[str, Any]]:
    """All breaks between us as the entries of a bowl."""
    theirs = Rupture.objects.filter(Q(person=person) | Q(person__merged_into=person), kind__in=list(ruptures))
    return entries(theirs, say=lambda rupture: ruptures[rupture.kind].words(rupture, at=at).what_happened)


def latest_mend(person: Person, *, at: datetime) -> Item | None:
    """The mend of the last weeks that stands beside the opening sentence; None when there was none."""
    repairs = Repair.objects.filter(rupture__person=person, rupture__kind__in=list(ruptures), at__gt=at - LATELY)
    repair = repairs.select_related("rupture__repair", "rupture__person").order_by("-at").first()
    return rupture_item(repair.rupture, at=at) if repair else None


def mended_in(days: int) -> str:
    """`8` → "Mended in eight days"."""
    if days < 1:
        return _("Mended the same day")
    figure = DAYS_IN_WORDS[days - 2] if 2 <= days <= 12 else days
    return ngettext("Mended in a day", "Mended in %(days)s days", days) % {"days": figure}


def between(first: date, last: date) -> str:
    """ "11 to 19 March 2026", "28 March to 3 April 2026", or one day."""
    if first == last:
        return _day(last)
    begins = (
        "j" if (first.year, first.month) == (last.year, last.month) else "j F" if first.year == last.year else "j F Y"
    )
    return _("%(first)s to %(last)s") % {"first": date_format(first, begins), "last": _day(last)}


def _day(day: date) -> str:
    return date_format(day, "j F Y")
