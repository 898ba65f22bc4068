"""What is done with a letter to many. Nothing goes out before it was counted and said how many get it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.desk import running
from goldseam.core.desk.acts import ActMixin, RecordAct, Refused
from goldseam.core.desk.selection import Selection, Unselectable
from goldseam.core.mail import sendings
from goldseam.core.mail.models import Message, Recipient, Sending
from goldseam.core.mail.sending_policy import SENDING_POLICY
from goldseam.faces.office.letters.forms import PrepareForm
from goldseam.faces.office.letters.sendings import SendingRecord
from goldseam.faces.office.letters.standard import basis_words
from goldseam.faces.office.letters.words import lacking, words_of
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.foundation.contracts import audiences
from goldseam.foundation.work.models import Run


class Prepare(ActMixin):
    policy = SENDING_POLICY
    permission_required = "add"
    header_icon = "mail"
    page_title = gettext_lazy("Write to people")
    introduction = gettext_lazy("Choose the letter and the people. Nothing is sent yet: next you see who would get it.")
    submit_label = gettext_lazy("See who would get it")
    form_class = PrepareForm
    prepared: Sending | None = None

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Letters to many"), reverse("sendings:list"))]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        told = request.POST if request.method == "POST" else request.GET
        try:
            self.selection = Selection.asked(told, viewer=self.viewer) if {"of", "list"} & set(told) else None
            self.whom = self.selection.words() if self.selection else ""
        except Unselectable as error:
            messages.error(request, str(error))
            return redirect("people:list")
        return super().dispatch(request, *args, **kwargs)

    def form_kwargs(self) -> dict[str, Any]:
        asked = {"letter": self.request.GET.get("letter", "")}
        return {"viewer": self.viewer, "selection": self.selection, "initial": asked}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = super().get_context_data(**kwargs)
        if self.whom:
            page["introduction"] = _("To %(whom)s. Nothing is sent yet: next you see who would get it.") % {
                "whom": self.whom
            }
        return page

    def success_url(self) -> str:
        made = self.prepared
        return reverse("sendings:file", args=[made.pk]) if made else reverse("sendings:list")

    def act(self, form: Any, *, at: datetime) -> str:
        hub, version = form.cleaned_data.get("hub"), form.cleaned_data["letter"].versions.first()
        people, whom = self._people(form, at)
        self.prepared = sendings.prepare(
            version=version,
            people=people.filter(hub=hub) if hub else people,
            audience=(f"{whom}, {hub}" if hub else whom)[:200],
            lacking=lacking(version, at=at),
            hub=hub,
            by=self.viewer,
            at=at,
        )
        return ""

    def _people(self, form: Any, at: datetime) -> tuple[QuerySet[Any], str]:
        """Whom the list or the audience means, of those whom this viewer may see; and in words."""
        mine = PEOPLE_POLICY.rows(self.viewer)
        if self.selection:
            return mine.filter(pk__in=self.selection.people().values("pk")), self.whom
        audience = audiences[form.cleaned_data["audience"]]
        return mine.filter(pk__in=audience.people(at=at).order_by().values("pk")), str(audience.label)


class SendingAct(SendingRecord, RecordAct):
    permission_required = "change"


class Begin(SendingAct):
    page_title = gettext_lazy("Send it")
    is_confirmed_first = True
    submit_label = gettext_lazy("Send it to them now")

    def what_will_happen(self, form: Any) -> list[str]:
        sending, version = self.record, self.record.version
        counts = sendings.reasons_of(sending)
        getting = counts.pop(Recipient.Reason.NONE, 0)
        if sending.begun_at:
            raise Refused(_("This has been sent already."))
        if not getting:
            raise Refused(_("Nobody can be written to."))
        told = {"count": getting, "letter": sending, "subject": version.subject}
        return [
            ngettext(
                "%(count)s person gets the letter “%(letter)s”, each a letter of their own: %(subject)s",
                "%(count)s people get the letter “%(letter)s”, each a letter of their own: %(subject)s",
                getting,
            )
            % told,
            ngettext(
                "%(count)s person of the list does not get it.",
                "%(count)s people of the list do not get it.",
                sum(counts.values()),
            )
            % {"count": sum(counts.values())},
            _("By what right: %(basis)s.") % {"basis": basis_words(version.basis, version.purpose)},
            _("Everybody is asked of once more at that moment. What has gone out cannot be taken back."),
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            count = sendings.begin(
                sending=self.record, lacking=lacking(self.record.version, at=at), by=self.viewer, at=at
            )
        except sendings.CannotBegin as error:
            raise Refused(str(error)) from error
        return ngettext("It is on its way to %(count)s person.", "It is on its way to %(count)s people.", count) % {
            "count": count
        }


class Test(SendingAct):
    page_title = gettext_lazy("Send it to me first")
    introduction = gettext_lazy("You get the letter as one of its readers would. Nobody else gets anything.")
    submit_label = gettext_lazy("Send me the test")

    def act(self, form: Any, *, at: datetime) -> str:
        recipient = self.getting().first()
        if recipient is None:
            raise Refused(_("Nobody can be written to, so there is nothing to show."))
        if not self.viewer.email:
            raise Refused(_("We have no e-mail address of yours."))
        message: Message = sendings.send_test(
            sending=self.record, recipient=recipient, to=self.viewer, words=words_of, at=at
        )
        return _("A test is on its way to %(address)s.") % {"address": message.address}


class StopOrGoOn(SendingAct, running.StopOrGoOn):
    stops = gettext_lazy("It stops within moments. What has gone out has gone out.")

    def stop(self, run: Run, *, at: datetime) -> None:
        sendings.stop(sending=self.record, by=self.viewer, at=at)

    def go_on(self, run: Run, *, at: datetime) -> None:
        sendings.go_on(sending=self.record, by=self.viewer, at=at)


class Discard(SendingAct):
    page_title = gettext_lazy("Forget it")
    is_confirmed_first = True
    submit_label = gettext_lazy("Forget it")
    is_gone = False

    def what_will_happen(self, form: Any) -> list[str]:
        return [_("What was prepared is forgotten. Nobody has been written to; the standard letter stays.")]

    def success_url(self) -> str:
        return reverse("sendings:list") if self.is_gone else super().success_url()

    def act(self, form: Any, *, at: datetime) -> str:
        if not sendings.discard(sending=self.record):
            raise Refused(_("This has been sent already."))
        self.is_gone = True
        return _("It is forgotten.")
