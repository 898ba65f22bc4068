"""The file of one person: each part of it is fetched only for those whose role may read it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timesince import timesince
from django.utils.translation import gettext as _

from goldseam.core.desk.pages import DeskRecord
from goldseam.core.people import facts as people
from goldseam.core.people.actions import consents_of
from goldseam.core.people.models import Hold, Person
from goldseam.core.people.seeing import can_be_seen
from goldseam.core.repairs import facts as repairs
from goldseam.core.repairs.bowl import entries
from goldseam.core.repairs.models import Rupture
from goldseam.core.repairs.office import label_of
from goldseam.core.sales.office.lists import orders_of
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.faces.office.people.twins import twins_of
from goldseam.foundation import clock
from goldseam.foundation.contracts import ruptures
from goldseam.foundation.privacy.holdings import everybody_in
from goldseam.foundation.timeline.record import HistoryItem, history, subject_key
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.pausing import pauses_ahead
from goldseam.subjects.membership.standing import standings

LETTERS_SHOWN = 20


@dataclass(frozen=True)
class Line:
    """One line of the history: `state` is mended, broken or nothing, `words` say it."""

    at: datetime
    heading: str
    text: str
    who: str
    state: str = ""
    words: str = ""


def lines(person: Person, found: Iterable[Rupture]) -> list[Line]:
    """The history with who did what, its breaks and its seams."""
    by_key = {subject_key(rupture): rupture for rupture in found}
    return [_line(item, by_key.get(item.fact.subject), person) for item in history(person, audience="office")]


def _line(item: HistoryItem, rupture: Rupture | None, person: Person) -> Line:
    fact = item.fact
    who = (
        _("by themselves")
        if fact.by_id in (person.pk, fact.person_id)
        else _("by %(name)s") % {"name": fact.by}
        if fact.by
        else ""
    )
    state = words = ""
    if fact.kind == people.MERGED.key:
        state, words = "mended", _("Two records became one")
    if rupture and fact.kind == repairs.MENDED.key and rupture.closed_at:
        state, words = "mended", _("Mended in %(time)s") % {"time": timesince(rupture.since, rupture.closed_at)}
    elif rupture and fact.kind == repairs.NOTICED.key and rupture.closed_at is None:
        state, words = "broken", _("Not yet mended")
    return Line(fact.at, item.sentence, item.text, who, state, words)


class PersonFile(DeskRecord):
    policy = PEOPLE_POLICY
    template_name = "office/people/file.html"
    header_icon = "user"
    list_url_name = "people:list"
    file_url_name = "people:file"

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("hub").defer("search", "password")

    def find(self) -> Any:
        """The file; the number of a record that was merged finds the one that goes on."""
        keys = Q(pk=self.kwargs["pk"]) | Q(merged_from=self.kwargs["pk"])
        found = self.rows().filter(keys).first()
        if found is None:
            raise Http404
        return found

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.record.pk != self.kwargs["pk"]:
            told = {"old": self.kwargs["pk"], "new": self.record.pk}
            messages.info(request, _("Record %(old)s was put together with this one, record %(new)s.") % told)
            return redirect("people:file", self.record.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        person, at = self.record, clock.now()
        page = super().get_context_data(**kwargs) | {
            "standing": standings([person.pk], on=clock.local_date(at))[person.pk],
            "readable_email": person.email if PEOPLE_POLICY.addressable(self.request.user, [person.pk]) else "",
            "sees_everything": self.may["history"],
            "sees_money": self.may["money"],
            "can_be_seen": self.may["eyes"] and can_be_seen(person),
            "terms": [],
        }
        if self.may["money"]:
            terms = Term.objects.filter(membership__person__in=everybody_in(person))
            terms = terms.select_related("plan", "given_by").order_by("-starts_on")
            pauses = pauses_ahead(person, on=clock.local_date(at))
            page |= {"today": clock.local_date(at), "terms": terms, "orders": orders_of(person), "pauses": pauses}
        return page | (self._between_us(person, at) if self.may["history"] else {})

    def _between_us(self, person: Person, at: datetime) -> dict[str, Any]:
        found = list(Rupture.objects.filter(person=person).order_by("-since"))
        return {
            "open_ruptures": [
                {"rupture": rupture, "words": ruptures[rupture.kind].words(rupture, at=at)}
                for rupture in found
                if rupture.closed_at is None and rupture.kind in ruptures
            ],
            "lines": lines(person, found),
            "bowl": entries(Rupture.objects.filter(person=person), say=label_of),
            "kept_files": person.kept_files.select_related("kept_by"),
            "consents": consents_of(person).order_by("withdrawn_at", "purpose"),
            "letters": person.messages.defer("html", "text").order_by("-written_at")[:LETTERS_SHOWN],
            "grants": person.grants.filter(ended_at=None).select_related("hub"),
            "holds": Hold.on(person, at=at),
            "merges": person.merges.filter(unmerged_at=None),
            "twins": twins_of(person.pk),
        }
