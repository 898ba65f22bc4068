"""What is done with a conversation."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import ActMixin, RecordAct, Refused
from goldseam.foundation import clock
from goldseam.subjects.enquiries import actions
from goldseam.subjects.enquiries.office import forms
from goldseam.subjects.enquiries.office.policy import ENQUIRY_POLICY


class EnquiryAct(RecordAct):
    policy = ENQUIRY_POLICY
    permission_required = "change"
    header_icon = "comment"
    list_url_name = "enquiries:list"
    file_url_name = "enquiries:file"

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("person", "owner", "hub")


class Answer(EnquiryAct):
    page_title = gettext_lazy("Answer")
    submit_label = gettext_lazy("Send the answer")
    form_class = forms.AnswerForm

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            actions.answer(enquiry=self.record, text=form.cleaned_data["text"], by=self.viewer, at=at)
        except actions.CannotWrite as error:
            words = _("A letter to them would not arrive. Please telephone or write by post, and record it here.")
            raise Refused(words) from error
        except actions.IsClosed as error:
            raise Refused(_("The conversation is closed. Please open it again first.")) from error
        return _("The answer is on its way to %(name)s.") % {"name": self.record.name}


class WriteNote(EnquiryAct):
    page_title = gettext_lazy("Write a note")
    introduction = gettext_lazy("Notes are for us. The person can ask to read all we hold, and then reads them too.")
    submit_label = gettext_lazy("Keep the note")
    form_class = forms.NoteForm

    def act(self, form: Any, *, at: datetime) -> str:
        actions.write_note(enquiry=self.record, text=form.cleaned_data["text"], by=self.viewer, at=at)
        return _("The note is kept.")


class Record(EnquiryAct):
    page_title = gettext_lazy("Record what was said elsewhere")
    introduction = gettext_lazy("A telephone call, a letter by post, an e-mail that came to another address.")
    submit_label = gettext_lazy("Record it")
    form_class = forms.RecordForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"said_on": clock.local_date(clock.now())}}

    def act(self, form: Any, *, at: datetime) -> str:
        told = form.cleaned_data
        said: dict[str, Any] = {"enquiry": self.record, "text": told["text"], "way": told["way"], "by": self.viewer}
        if told["who"] == "theirs":
            actions.go_on(**said, at=at)
            return _("What they said is recorded, and we owe an answer.")
        try:
            actions.note_answer(**said, said_at=form.said_at(at), at=at)
        except actions.IsClosed as error:
            raise Refused(_("The conversation is closed. Please open it again first.")) from error
        return _("Our answer is recorded.")


class MovePromise(EnquiryAct):
    page_title = gettext_lazy("Promise another day")
    introduction = gettext_lazy("They are told the new day and why. What is late stays in our history.")
    submit_label = gettext_lazy("Tell them the new day")
    form_class = forms.PromiseForm

    def act(self, form: Any, *, at: datetime) -> str:
        try:
            actions.move_promise(enquiry=self.record, **form.cleaned_data, by=self.viewer, at=at)
        except actions.IsClosed as error:
            raise Refused(_("No answer is owed just now, so there is no day to move.")) from error
        day = date_format(form.cleaned_data["promised_on"], "l j F")
        return _("We answer by %(day)s now.") % {"day": day}


class Give(EnquiryAct):
    permission_required = "give"
    page_title = gettext_lazy("Who looks after it")
    form_class = forms.GiveForm

    def form_kwargs(self) -> dict[str, Any]:
        initial = {"owner": self.record.owner_id, "hub": self.record.hub_id}
        return {"enquiry": self.record, "initial": initial}

    def act(self, form: Any, *, at: datetime) -> str:
        actions.give(enquiry=self.record, **form.cleaned_data, by=self.viewer, at=at)
        return _("It is noted.")


class Close(EnquiryAct):
    page_title = gettext_lazy("Close the conversation")
    introduction = gettext_lazy("When they write again, it opens by itself.")
    submit_label = gettext_lazy("Close it")
    form_class = forms.CloseForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"enquiry": self.record}

    def act(self, form: Any, *, at: datetime) -> str:
        actions.close(enquiry=self.record, **form.cleaned_data, by=self.viewer, at=at)
        return _("The conversation is closed.")


class Reopen(EnquiryAct):
    page_title = gettext_lazy("Open it again")
    introduction = gettext_lazy("We then owe an answer, by a new day.")
    submit_label = gettext_lazy("Open it again")

    def act(self, form: Any, *, at: datetime) -> str:
        actions.reopen(enquiry=self.record, by=self.viewer, at=at)
        return _("The conversation is open again.")


class Enter(ActMixin):
    policy = ENQUIRY_POLICY
    permission_required = "add"
    page_title = gettext_lazy("Enter an enquiry")
    introduction = gettext_lazy(
        "Somebody telephoned, wrote by post, or spoke to one of us. The promise runs from that day."
    )
    submit_label = gettext_lazy("Enter it")
    header_icon = "comment"
    form_class = forms.EnterForm

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Enquiries"), reverse("enquiries:list"))]

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"said_on": clock.local_date(clock.now())}}

    def success_url(self) -> str:
        return reverse("enquiries:list")

    def act(self, form: Any, *, at: datetime) -> str:
        told = form.cleaned_data
        enquiry = actions.begin_enquiry(
            enquirer=form.enquirer(),
            topic=told["topic"],
            text=told["text"],
            way=told["way"],
            received_at=form.said_at(at),
            by=self.viewer,
            at=at,
        )
        told = {"enquiry": enquiry, "day": enquiry.promised_words}
        return _("%(enquiry)s is entered, to be answered by %(day)s.") % told
