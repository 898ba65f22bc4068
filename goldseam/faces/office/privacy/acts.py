"""What the office does under data protection law: every deed confirmed, recorded and done by the same actions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.desk.acts import ActMixin, RecordAct, Refused
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.faces.office.privacy.forms import ComplaintForm, EraseForm, ReceivedForm, ReviewForm
from goldseam.faces.office.privacy.policy import PRIVACY_POLICY
from goldseam.foundation import clock
from goldseam.foundation.privacy import requests, reviewing
from goldseam.foundation.privacy.erasing import Consequence, hindrances, preview
from goldseam.foundation.privacy.models import Erasure
from goldseam.subjects.membership.closing import CannotClose, close_account

EXAMPLES = 20


class HeldAct(RecordAct):
    """A deed on one person; it leads back to what is held on them."""

    policy = PEOPLE_POLICY
    permission_required = "change"
    header_icon = "lock"
    list_url_name = "people:list"
    file_url_name = "privacy:held"

    def rows(self) -> QuerySet[Any]:
        return super().rows().defer("search", "password")


class TakeIn(HeldAct):
    form_class = ReceivedForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"received_on": clock.local_date(clock.now())}}


class AskCopy(TakeIn):
    page_title = gettext_lazy("They asked for a copy of everything")
    introduction = gettext_lazy("It is made in the background; only you and the person can download it, for a week.")
    submit_label = gettext_lazy("Have the copy made")

    def act(self, form: Any, *, at: datetime) -> str:
        day = form.cleaned_data["received_on"]
        asked = requests.ask_for_copy(person=self.record, by=self.viewer, at=at, received_on=day)
        return _("The copy is being made. It has to be with %(name)s by %(day)s.") % {
            "name": self.record,
            "day": date_format(asked.due_on, "j F Y"),
        }


class NoteComplaint(TakeIn):
    page_title = gettext_lazy("They complained")
    introduction = gettext_lazy("A complaint about how we treat somebody’s data is acknowledged within thirty days.")
    submit_label = gettext_lazy("Keep the complaint")
    form_class = ComplaintForm

    def act(self, form: Any, *, at: datetime) -> str:
        told = form.cleaned_data
        asked = requests.note_complaint(
            person=self.record, by=self.viewer, at=at, received_on=told["received_on"], text=told["text"]
        )
        return _("The complaint is kept. It has to be acknowledged by %(day)s.") % {
            "day": date_format(asked.due_on, "j F Y")
        }


class Answer(RecordAct):
    policy = PRIVACY_POLICY
    permission_required = "change"
    header_icon = "lock"
    page_title = gettext_lazy("They have their answer")
    introduction = gettext_lazy("Say so once the copy is with the person, or the complaint is acknowledged.")
    submit_label = gettext_lazy("Yes, they have it")
    list_url_name = "privacy:list"

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("person")

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Privacy"), reverse("privacy:list")), (str(self.record.person), self.success_url())]

    def success_url(self) -> str:
        return reverse("privacy:held", args=[self.record.person_id])

    def act(self, form: Any, *, at: datetime) -> str:
        requests.answer(asked=self.record, by=self.viewer, at=at)
        return _("It is noted that %(name)s has the answer.") % {"name": self.record.person}


class EraseDetails(HeldAct):
    page_title = gettext_lazy("Erase their details")
    introduction = gettext_lazy("What the law requires stays. The next page names all of it before anything happens.")
    is_confirmed_first = True
    submit_label = gettext_lazy("Erase the details")
    form_class = EraseForm

    def _refuse(self, form: Any, at: datetime) -> list[str]:
        """The sentences that stand against it and may be passed over. Raises Refused for the others."""
        if self.record == self.viewer:
            raise Refused(_("Nobody erases their own details here: somebody else of the office has to do it."))
        if Erasure.objects.filter(person=self.record).exists():
            raise Refused(_("Their details have been erased already."))
        against = hindrances(self.record, at=at)
        is_asked = form.cleaned_data["why"] == "asked"
        stops = [one.sentence for one in against if one.is_final or not is_asked]
        if stops:
            raise Refused(" ".join(stops))
        return [one.sentence for one in against]

    def what_will_happen(self, form: Any) -> list[str]:
        passed_over = self._refuse(form, clock.now())
        first = [
            _("The details of %(name)s are erased. Nobody can bring them back.") % {"name": self.record},
            _("A membership that runs ends today, consents end, and they can no longer sign in."),
            _("If their address is confirmed, one last letter tells them."),
            _("Lists that were written to files go too, and kept searches and uploaded files that name them."),
        ]
        return [*passed_over, *first, *(said(kind) for kind in preview(self.record))]

    def act(self, form: Any, *, at: datetime) -> str:
        self._refuse(form, at)
        try:
            close_account(person=self.record, by=self.viewer, at=at)
        except CannotClose as hindrance:
            raise Refused(str(hindrance)) from hindrance
        return _("The details are erased. What stays is named here.")


def said(kind: Consequence) -> str:
    """What erasure does to one kind of row, as a sentence."""
    told = {"what": kind.what, "rows": kind.rows, "goes": ", ".join(kind.goes), "stays": ", ".join(kind.stays)}
    if kind.is_deleted:
        return _("%(what)s (%(rows)s): all of it goes.") % told
    goes = _("%(what)s (%(rows)s): %(goes)s go.") if kind.goes else _("%(what)s (%(rows)s): nothing goes.")
    parts = [goes % told]
    if kind.stays:
        parts += [_("What stays: %(stays)s.") % told, kind.kept_because]
    if kind.stays and kind.kept_for:
        parts.append(_("Until: %(long)s.") % {"long": kind.kept_for})
    return " ".join(filter(None, parts))


class CarryOutReview(ActMixin):
    """Look at what one rule would let go, and decide."""

    policy = PRIVACY_POLICY
    permission_required = "change"
    template_name = "office/privacy/review.html"
    header_icon = "lock"
    is_confirmed_first = True
    submit_label = gettext_lazy("Decide so")
    form_class = ReviewForm

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        found = reviewing.rules().get(self.kwargs["rule"])
        if found is None:
            raise Http404
        self.rule = found

    def get_page_title(self) -> str:
        return str(self.rule.what)

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Privacy"), reverse("privacy:list")), (_("What we may let go"), reverse("privacy:reviews"))]

    def success_url(self) -> str:
        return reverse("privacy:reviews")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        due = self.rule.due(reviewing.before(self.rule, at=clock.now())).order_by("pk")
        return super().get_context_data(**kwargs) | {
            "rule": self.rule,
            "count": due.count(),
            "examples": [str(row) for row in due[:EXAMPLES]],
        }

    def what_will_happen(self, form: Any) -> list[str]:
        count = self.rule.due(reviewing.before(self.rule, at=clock.now())).count()
        if form.cleaned_data["decision"] == "keep":
            return [_("Nothing goes. The list asks again in a year.")]
        if not count:
            raise Refused(_("There is nothing to let go under this rule now."))
        sentence = ngettext("%(count)s row goes, for good.", "%(count)s rows go, for good.", count)
        if self.rule.empties is None:
            sentence = ngettext(
                "The details of %(count)s person are erased; what law requires stays.",
                "The details of %(count)s people are erased; what law requires stays.",
                count,
            )
        elif self.rule.empties:
            sentence = ngettext(
                "%(count)s row stays without its words.", "%(count)s rows stay without their words.", count
            )
        return [sentence % {"count": count}, str(self.rule.why), _("It is done in the background, and it is recorded.")]

    def act(self, form: Any, *, at: datetime) -> str:
        if form.cleaned_data["decision"] == "keep":
            reviewing.keep(rule=self.rule, by=self.viewer, at=at)
            return _("It is kept for another year.")
        try:
            reviewing.ask_to_let_go(rule=self.rule, by=self.viewer, at=at)
        except reviewing.UnderWay as error:
            raise Refused(_("This is being carried out already.")) from error
        return _("It is being let go.")
