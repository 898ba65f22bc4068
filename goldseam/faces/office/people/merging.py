"""Two records that are one person: looked at side by side, put together, parted again, or told apart for good."""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.desk.acts import Refused
from goldseam.core.desk.pages import DeskRecord
from goldseam.core.people.merging import actions
from goldseam.core.people.merging.agreeing import Agreed, agreed
from goldseam.core.people.merging.details import KEPT, MERGED, Side, changed_since, side_by_side
from goldseam.core.people.merging.models import Merge
from goldseam.core.people.merging.preview import came_since, going
from goldseam.core.people.merging.settling import against, against_parting
from goldseam.core.people.models import Person
from goldseam.faces.office.people.acts import PersonAct
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.foundation import clock
from goldseam.foundation.clock import local
from goldseam.foundation.search import prefix_query
from goldseam.foundation.theme.widgets import RadioRows

SHOWN = 20
SAYS = {"yes": gettext_lazy("yes"), "no": gettext_lazy("no"), "": gettext_lazy("never asked")}


def _number(person: Person) -> str:
    return _("record %(number)s") % {"number": person.pk}


class FindTwin(DeskRecord):
    """Look for the other record of the same person."""

    policy = PEOPLE_POLICY
    permission_required = "change"
    template_name = "office/people/find_twin.html"
    page_title = gettext_lazy("Put together with another record")
    header_icon = "group"
    list_url_name = "people:list"

    def path(self) -> Sequence[tuple[Any, str]]:
        return [*super().path(), (str(self.record), reverse("people:file", args=[self.record.pk]))]

    def get_page_title(self) -> str:
        return str(self.page_title)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        text = self.request.GET.get("q", "").strip() or f"{self.record.given_name} {self.record.family_name}"
        found: Any = PEOPLE_POLICY.rows(self.viewer).none()
        if prefix_query(text):
            others = PEOPLE_POLICY.rows(self.viewer).exclude(pk=self.record.pk)
            found = PEOPLE_POLICY.found(self.viewer, others, text).order_by("family_name", "given_name", "pk")
        return super().get_context_data(**kwargs) | {"text": text, "found": list(found.defer("search")[:SHOWN])}


class _Sides(forms.Form):
    """One choice for each detail in which both records say something else, and why the two are one person."""

    why = forms.CharField(
        label=gettext_lazy("Why these are one person"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It stands in the history for the office. The person can ask to read it."),
        error_messages={"required": gettext_lazy("Please say how you know that these are one person.")},
    )

    def __init__(self, *args: Any, sides: Sequence[Side], kept: Person, merged: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        numbers = {KEPT: _number(kept), MERGED: _number(merged)}
        for side in sides:
            if side.is_open:
                hints = {choice: numbers[choice] for choice in numbers}
                self.fields[side.name] = forms.ChoiceField(
                    label=side.label,
                    choices=[(choice, str(side.value(choice))) for choice in numbers],
                    widget=RadioRows(hints=hints),
                    initial=side.proposed,
                    help_text=side.why,
                    error_messages={"required": _("Please choose which of the two stands.")},
                )
        self.order_fields([name for name in self.fields if name != "why"])


class PairAct(PersonAct):
    """A deed on two records; `other` is named by the address."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.other = get_object_or_404(self.rows(), pk=self.kwargs["other"])
        if self.other.pk == self.record.pk:
            raise Http404


class MergeRecords(PairAct):
    page_title = gettext_lazy("Put two records together")
    template_name = "office/people/merge.html"
    is_confirmed_first = True
    submit_label = gettext_lazy("Put them together")
    form_class = _Sides

    @cached_property
    def sides(self) -> list[Side]:
        return side_by_side(self.record, self.other)

    @cached_property
    def agreed(self) -> list[Agreed]:
        return agreed(self.record.pk, self.other.pk)

    def form_kwargs(self) -> dict[str, Any]:
        return {"sides": self.sides, "kept": self.record, "merged": self.other}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "other": self.other,
            "against": against(self.record, self.other, at=clock.now()),
            "sides": [side for side in self.sides if side.kept or side.merged],
            "agreed": [(one.words, SAYS[one.kept], SAYS[one.merged], SAYS[one.holds]) for one in self.agreed],
            "going": going(self.record, self.other),
        }

    def what_will_happen(self, form: Any) -> list[str]:
        if found := against(self.record, self.other, at=clock.now()):
            raise Refused(" ".join(found))
        told = {"name": self.record, "kept": self.record.pk, "merged": self.other.pk}
        chosen = [(side, form.cleaned_data.get(side.name, side.proposed)) for side in self.sides]
        changed = [f"{side.label}: {side.value(MERGED)}" for side, choice in chosen if choice == MERGED]
        first = _("Record %(kept)s goes on as %(name)s; record %(merged)s becomes part of it. Nothing is deleted.")
        takes = _("Record %(kept)s takes over from record %(merged)s:") % told
        return [
            first % told,
            *([f"{takes} {'; '.join(changed)}."] if changed else []),
            *self._about_consents(),
            *self._about_signing_in(),
            _("What moves is written down row by row, so that the two can be parted again."),
        ]

    def _about_consents(self) -> list[str]:
        ends = [one.words for one in self.agreed if one.holds == "no" and "yes" in (one.kept, one.merged)]
        if not ends:
            return []
        return [_("A no in either record counts. This yes ends: %(purposes)s.") % {"purposes": "; ".join(ends)}]

    def _about_signing_in(self) -> list[str]:
        proved = [person.email for person in (self.record, self.other) if person.email and person.email_proved_at]
        told = {"merged": self.other.pk, "addresses": _(" and ").join(proved)}
        lines = [_("Whoever is signed in with record %(merged)s is signed out.") % told]
        if len(proved) == 2:
            opens = _("Whoever reads letters to %(addresses)s can sign in and sees all of it: be sure they are one.")
            lines.append(opens % told)
        return lines

    def act(self, form: Any, *, at: datetime) -> str:
        told = dict(form.cleaned_data)
        try:
            actions.merge(kept=self.record, merged=self.other, why=told.pop("why"), choices=told, at=at, by=self.viewer)
        except actions.CannotMerge as error:
            raise Refused(str(error)) from error
        return _("Record %(merged)s is part of this one now.") % {"merged": self.other.pk}


class WhyForm(forms.Form):
    why = forms.CharField(
        label=gettext_lazy("Why they are parted"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It stands in the history for the office. The person can ask to read it."),
        error_messages={"required": gettext_lazy("Please say why these are two people after all.")},
    )


class PartRecords(PersonAct):
    page_title = gettext_lazy("Part two records again")
    template_name = "office/people/part.html"
    is_confirmed_first = True
    submit_label = gettext_lazy("Part them")
    form_class = WhyForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        merges: QuerySet[Merge] = self.record.merges.select_related("merged", "by")
        self.merge = get_object_or_404(merges, pk=self.kwargs["merge"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        labels = {side.name: side.label for side in side_by_side(self.merge.kept, self.merge.merged)}
        since = came_since(self.merge)
        return super().get_context_data(**kwargs) | {
            "merge": self.merge,
            "against": against_parting(self.merge, at=clock.now()),
            "stays": [labels[name] for name in changed_since(self.merge, self.record)],
            "since": since[:SHOWN],
            "more": max(0, len(since) - SHOWN),
        }

    def what_will_happen(self, form: Any) -> list[str]:
        if found := against_parting(self.merge, at=clock.now()):
            raise Refused(" ".join(found))
        told = {"kept": self.record.pk, "merged": self.merge.merged_id, "name": self.merge.merged}
        count = len(came_since(self.merge))
        stays = ngettext(
            "%(count)s thing that came since stays with record %(kept)s.",
            "%(count)s things that came since stay with record %(kept)s.",
            count,
        ) % (told | {"count": count})
        return [
            _("Record %(merged)s, %(name)s, stands for itself again, with all that was its own.") % told,
            _("Consents that ended by putting the two together run again in either record."),
            *([stays] if count else []),
            _("Whoever signed in with record %(merged)s signs in anew.") % told,
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            actions.unmerge(merge=self.merge, why=form.cleaned_data["why"], at=at, by=self.viewer)
        except actions.CannotUnmerge as error:
            raise Refused(str(error)) from error
        told = {"merged": self.merge.merged_id, "day": date_format(local(self.merge.at), "j F Y")}
        return _("Record %(merged)s stands for itself again, as it did before %(day)s.") % told


class TellApart(PairAct):
    page_title = gettext_lazy("These are two people")
    is_confirmed_first = True
    submit_label = gettext_lazy("Yes, two people")

    def what_will_happen(self, form: Any) -> list[str]:
        told = {"one": self.record, "other": self.other, "first": self.record.pk, "second": self.other.pk}
        return [
            _("%(one)s, record %(first)s, and %(other)s, record %(second)s, stay two records.") % told,
            _("They are not proposed again as one person."),
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        actions.tell_apart(one=self.record, other=self.other, at=at, by=self.viewer)
        return _("It is noted that these are two people.")
