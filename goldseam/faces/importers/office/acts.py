from collections.abc import Sequence
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.desk import running
from goldseam.core.desk.acts import ActMixin, RecordAct, Refused
from goldseam.faces.importers import actions
from goldseam.faces.importers.models import Import
from goldseam.faces.importers.office.forms import AT_ONCE, DecisionForm, FileForm, OrderForm
from goldseam.faces.importers.office.policy import IMPORT_POLICY
from goldseam.foundation.money import exact
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work import runs


class HandIn(ActMixin):
    policy = IMPORT_POLICY
    permission_required = "add"
    page_title = gettext_lazy("Hand in a file of people")
    introduction = gettext_lazy(
        "Lists from a spreadsheet, Tendenci, CiviCRM, Wild Apricot, Ghost or Mailchimp are read as they are."
    )
    submit_label = gettext_lazy("Read the file")
    header_icon = "upload"
    form_class: ClassVar[type[forms.BaseForm]] = FileForm
    made: Import | None = None

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Import"), reverse("import:list"))]

    def success_url(self) -> str:
        return reverse("import:file", args=[self.made.pk]) if self.made else reverse("import:list")

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            self.made = self.receive(form, at)
        except actions.AlreadyBroughtIn as error:
            raise Refused(_("This very file has been brought in already. Nothing was changed.")) from error
        actions.ask_to_read(upload=self.made, at=at, by=self.viewer)
        return _("The file is here and is being read.")

    def receive(self, form: Any, at: datetime) -> Import:
        file = form.cleaned_data["file"]
        return actions.receive(filename=file.name, content=file, by=self.viewer, at=at)


class ImportAct(RecordAct):
    policy = IMPORT_POLICY
    permission_required = "change"
    header_icon = "upload"
    list_url_name = "import:list"
    file_url_name = "import:file"

    def path(self) -> Sequence[tuple[Any, str]]:
        own = reverse("import:file", args=[self.record.pk])
        return [(_("Import"), reverse("import:list")), (str(self.record), own)]


class SayOrder(ImportAct):
    page_title = gettext_lazy("How dates are written")
    introduction = gettext_lazy("Some dates can be read in two ways, and no row of the file says in which.")
    submit_label = gettext_lazy("Read the file so")
    form_class = OrderForm

    def act(self, form: Any, *, at: datetime) -> str:
        order = form.cleaned_data["day_order"]
        try:
            actions.ask_to_read(upload=self.record, at=at, by=self.viewer, day_order=order)
        except actions.NotReady as error:
            raise Refused(str(error)) from error
        return _("The file is being read again.")


class Decide(ImportAct):
    page_title = gettext_lazy("Are they the same people?")
    introduction = gettext_lazy(
        "A record that exists stays as it is; it only gains the terms, payments and notes of the file."
    )
    form_class = DecisionForm

    def form_kwargs(self) -> dict[str, Any]:
        alike = self.record.rows.filter(alike__isnull=False, is_sure=False, decision="")
        asked = [key for key in self.request.POST if key.startswith("row")]
        if asked:
            numbers = [int(key[3:]) for key in asked[:AT_ONCE] if key[3:].isdecimal() and len(key) < 12]
            alike = self.record.rows.filter(alike__isnull=False, is_sure=False, number__in=numbers)
        return {"rows": list(alike.select_related("alike").order_by("number")[:AT_ONCE])}

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            actions.decide(upload=self.record, decisions=form.decisions)
        except Import.DoesNotExist as error:
            raise Refused(_("These people have been brought in already.")) from error
        return _("Your answers are kept.")


class BringIn(ImportAct):
    page_title = gettext_lazy("Bring these people in")
    is_confirmed_first = True
    submit_label = gettext_lazy("Bring them in")

    def what_will_happen(self, form: Any) -> list[str]:
        if not self.record.is_ready:
            raise Refused(_("It cannot be brought in yet."))
        return self.sentences()

    def sentences(self) -> list[str]:
        counts = self.record.counts
        return [
            ngettext("%(new)s person is entered.", "%(new)s people are entered.", counts["new"]) % counts,
            _("Terms begun: %(terms)s.") % counts,
            _("Past payments kept in the history: %(payments)s, %(paid)s. They are in no books here.")
            % {"payments": counts["payments"], "paid": exact(counts["paid_pence"])},
            _("Nobody is written to. The file is forgotten; the import can be undone until somebody builds on it."),
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            actions.ask_to_apply(upload=self.record, at=at, by=self.viewer)
        except actions.NotReady as error:
            raise Refused(str(error)) from error
        return _("They are being brought in.")


class Undo(ImportAct):
    page_title = gettext_lazy("Undo this import")
    is_confirmed_first = True
    submit_label = gettext_lazy("Undo it")

    def what_will_happen(self, form: Any) -> list[str]:
        if refusal := actions.why_not_undo(self.record):
            raise Refused(refusal)
        return self.sentences()

    def sentences(self) -> list[str]:
        return [
            _("Everybody who came with this file leaves the lists, and their terms count as never begun."),
            _("What was entered for people we knew before is taken back; their own records stay."),
            _("The history keeps every entry, and beside each that it was undone."),
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            actions.ask_to_undo(upload=self.record, at=at, by=self.viewer)
        except actions.NotReady as error:
            raise Refused(str(error)) from error
        return _("The import is being undone.")


class Discard(ImportAct):
    page_title = gettext_lazy("Forget this file")
    is_confirmed_first = True
    submit_label = gettext_lazy("Forget it")

    def what_will_happen(self, form: Any) -> list[str]:
        return [_("The file and all that was read from it is deleted. Nothing has been brought in from it.")]

    def success_url(self) -> str:
        return (
            super().success_url() if Import.objects.filter(pk=self.record.pk).exists() else reverse(self.list_url_name)
        )

    def act(self, form: Any, *, at: datetime) -> str:
        run = runs.latest(subject_key(self.record))
        if self.record.applied_at or (run and run.is_open):
            raise Refused(_("It is under way or has been brought in."))
        key = self.record.pk
        actions.discard(upload=self.record)
        self.record.pk = key
        return _("The file is forgotten.")


class StopOrGoOn(ImportAct, running.StopOrGoOn):
    stops = gettext_lazy("It stops at its next step. Nothing is brought in by halves.")
