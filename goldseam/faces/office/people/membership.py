"""What the office does with somebody's membership on their behalf, with the reason."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.desk.acts import Refused
from goldseam.faces.office.people.acts import PersonAct
from goldseam.faces.office.people.forms import EndGivenForm, GiveTermForm
from goldseam.foundation import clock
from goldseam.subjects.membership.actions import NothingToEnd, current_term, end_given, give_term
from goldseam.subjects.membership.models import Term
from goldseam.subjects.membership.pause_forms import PauseForSomebodyForm
from goldseam.subjects.membership.pausing import CannotPause, come_back, pause, pauses_ahead

NOTHING_TO_END = gettext_lazy("Only a membership that was given, and still runs or lies ahead, is ended here.")


class PauseForSomebody(PersonAct):
    page_title = gettext_lazy("Pause the membership")
    introduction = gettext_lazy("The days do not count: the end of what is paid moves by as many.")
    submit_label = gettext_lazy("Pause it")
    is_confirmed_first = True
    form_class = PauseForSomebodyForm

    def form_kwargs(self) -> dict[str, Any]:
        today = clock.local_date(clock.now())
        term = current_term(self.record, on=today)
        longest = term.plan.pause_months if term else 0
        initial = {"begins_on": today, "why": "parental", "months": min(6, longest)}
        return {"initial": initial, "person": self.record, "longest": longest, "today": today}

    def what_will_happen(self, form: Any) -> list[str]:
        asked = form.asked
        told = {
            "name": self.record,
            "first": date_format(asked.begins_on),
            "last": date_format(asked.until_on),
            "was": date_format(asked.was_until),
            "ends": date_format(asked.runs_until),
        }
        return [
            _("The membership of %(name)s is paused from %(first)s to %(last)s, and then goes on by itself.") % told,
            _("What is paid runs until %(ends)s instead of %(was)s.") % told,
            _("Until then nothing is charged, and nobody writes about renewing. The library and the card wait."),
            _("We write to %(name)s with the dates.") % told,
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        told = dict(form.cleaned_data)
        try:
            pause(person=self.record, by=self.viewer, at=at, **told)
        except CannotPause as error:
            raise Refused(str(error)) from error
        return _("The membership of %(name)s is paused.") % {"name": self.record}


class ReturnForSomebody(PersonAct):
    page_title = gettext_lazy("End the pause")
    submit_label = gettext_lazy("End the pause")
    is_confirmed_first = True

    def what_will_happen(self, form: Any) -> list[str]:
        if not pauses_ahead(self.record, on=clock.local_date(clock.now())).exists():
            raise Refused(_("There is no pause to end."))
        return [
            _("The membership of %(name)s goes on today, and all of it is open again.") % {"name": self.record},
            _("The days that are left of the pause count again, so the end moves back by as many."),
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        if not come_back(person=self.record, by=self.viewer, at=at):
            raise Refused(_("There is no pause to end."))
        return _("The membership of %(name)s goes on.") % {"name": self.record}


class GiveTerm(PersonAct):
    page_title = gettext_lazy("Give a membership")
    introduction = gettext_lazy("Nobody pays for it. It follows what the person has, or begins today.")
    submit_label = gettext_lazy("Give it")
    is_confirmed_first = True
    form_class = GiveTermForm

    def what_will_happen(self, form: Any) -> list[str]:
        told = {"name": self.record, "why": form.cleaned_data["why"], "by": self.viewer.full_name}
        told |= {"plan": form.cleaned_data["plan"], "years": form.cleaned_data["years"]}
        first = ngettext(
            "%(name)s is a member as %(plan)s for %(years)d year, and pays nothing.",
            "%(name)s is a member as %(plan)s for %(years)d years, and pays nothing.",
            form.cleaned_data["years"],
        )
        return [
            first % told,
            _("We write that %(by)s gave it, and why: %(why)s") % told,
            _("When it ends nothing is charged by itself, also not to a kept card; we write before that day."),
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        told = dict(form.cleaned_data)
        term = give_term(person=self.record, months=12 * told.pop("years"), by=self.viewer, at=at, **told)
        words = {"name": self.record, "day": date_format(term.ends_on)}
        return _("%(name)s is a member until %(day)s.") % words


class EndGiven(PersonAct):
    page_title = gettext_lazy("End a membership that was given")
    introduction = gettext_lazy(
        "It ends sooner than was said when it was given. Nothing is charged, and nothing deleted."
    )
    submit_label = gettext_lazy("End it")
    is_confirmed_first = True
    form_class = EndGivenForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        of_hers = Term.objects.of(self.record).select_related("plan")
        self.term = get_object_or_404(of_hers, pk=self.kwargs["term"])

    def form_kwargs(self) -> dict[str, Any]:
        today = clock.local_date(clock.now())
        return {"initial": {"last_on": today}, "term": self.term, "today": today}

    def what_will_happen(self, form: Any) -> list[str]:
        if not self.term.given_as or self.term.cut_short_on:
            raise Refused(NOTHING_TO_END)
        last = form.cleaned_data["last_on"]
        told = {"name": self.record, "plan": self.term.plan, "why": form.cleaned_data["why"]}
        told |= {"last": date_format(last), "was": date_format(self.term.ends_on)}
        ends = _("The membership of %(name)s as %(plan)s ends on %(last)s instead of %(was)s, without grace.")
        if last < self.term.starts_on:
            ends = _("The membership of %(name)s as %(plan)s does not begin. What it was to follow goes on by itself.")
        later = Term.objects.of(self.record).whole_from(last).filter(starts_on__gt=self.term.starts_on).first()
        keeps = _("The term from %(first)s stays as it is; nothing is open to %(name)s in between.")
        return [
            ends % told,
            *([keeps % (told | {"first": date_format(later.starts_on)})] if later else []),
            _("We write that to %(name)s, and why: %(why)s") % told,
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            term = end_given(term=self.term, by=self.viewer, at=at, **form.cleaned_data)
        except NothingToEnd as error:
            raise Refused(NOTHING_TO_END) from error
        if term.is_undone:
            return _("It is taken back.")
        return _("It is ended; its last day is %(day)s.") % {"day": date_format(term.last_on)}
