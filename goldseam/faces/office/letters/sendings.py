"""Letters to many: prepared, looked at, begun, followed."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.pages import DeskRecord
from goldseam.core.mail.letters import Letter
from goldseam.core.mail.models import Message, Recipient
from goldseam.core.mail.sending_policy import SENDING_POLICY
from goldseam.core.mail.sendings import letter_to, reasons_of, states_of
from goldseam.core.mail.showing import SHOWN_ALONE, policy
from goldseam.faces.office.letters.standard import basis_words
from goldseam.faces.office.letters.words import words_of
from goldseam.foundation import clock
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work.models import Run
from goldseam.foundation.work.runs import latest

A_PAGE = 50
State, Reason = Message.State, Recipient.Reason
# How the letters of a sending stand, in the order of their lives; '' is not written yet.
STATES = {"": gettext_lazy("Not written yet"), **dict(State.choices)}


def in_short(sending: Any) -> str:
    """How far a sending is, in a few words."""
    if not sending.begun_at:
        return _("Prepared, not sent")
    count = sum(sending.states.values())
    return _("%(sent)s of %(count)s sent") % {"sent": sending.states.get(State.SENT, 0), "count": count}


def _not_arrived(sending: Any) -> str:
    lost = sum(sending.states.get(state, 0) for state in (State.BOUNCED, State.FAILED, State.HELD))
    return str(lost or "")


class SendingList(DeskList):
    policy = SENDING_POLICY
    page_title = gettext_lazy("Letters to many")
    header_icon = "mail"
    index_url_name = "sendings:list"
    index_results_url_name = "sendings:results"
    file_url_name = "sendings:file"
    template_name = "office/letters/sending_list.html"
    default_ordering = ("-id",)
    columns = (
        Column(gettext_lazy("Letter"), str),
        Column(gettext_lazy("To whom"), lambda sending: sending.audience),
        Column(
            gettext_lazy("When"),
            lambda sending: date_format(clock.local(sending.begun_at or sending.prepared_at), "j M Y, H:i"),
        ),
        Column(gettext_lazy("Stands"), in_short),
        Column(gettext_lazy("Did not arrive"), _not_arrived, is_amount=True),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().select_related("version__letter")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows.filter(version__letter__name__icontains=text.strip())

    def look_up(self, rows: Sequence[Any]) -> None:
        states = states_of([sending.pk for sending in rows])
        for sending in rows:
            sending.states = states[sending.pk]


class SendingRecord(DeskRecord):
    policy = SENDING_POLICY
    header_icon = "mail"
    list_url_name = "sendings:list"
    file_url_name = "sendings:file"

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("version__letter", "hub", "prepared_by", "begun_by")

    @property
    def sees_reasons(self) -> bool:
        """Why somebody cannot be written to is between them and the office."""
        return bool(self.viewer.has_role("office"))

    def getting(self) -> QuerySet[Recipient]:
        rows: QuerySet[Recipient] = self.record.recipients.filter(reason=Reason.NONE).order_by("id")
        return rows


class SendingFile(SendingRecord):
    """Before: who gets it, who does not and why. After: how each letter stands."""

    template_name = "office/letters/sending.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sending, version = self.record, self.record.version
        run = latest(subject_key(sending)) if sending.begun_at else None
        reasons = reasons_of(sending)
        facts = Fact.objects.filter(subject=subject_key(sending)).select_related("by").order_by("-at", "-id")
        return super().get_context_data(**kwargs) | {
            "basis": basis_words(version.basis, version.purpose),
            "getting": reasons.pop("", 0),
            "not_getting": self._not_getting(reasons),
            "states": self._states(),
            "run": run,
            "is_under_way": bool(run and run.is_open),
            "is_stopped": bool(run and run.state in (Run.State.STOPPED, Run.State.FAILED)),
            "page": self._people(),
            "who": self.request.GET.get("who", ""),
            "sees_reasons": self.sees_reasons,
            "facts": facts if sending.begun_at else (),
        }

    def _not_getting(self, reasons: dict[str, int]) -> list[tuple[str, Any, int]]:
        if not self.sees_reasons:
            count = sum(reasons.values())
            said = _("Have not said yes to letters of the hub, or cannot be written to now")
            return [("", said, count)] if count else []
        return [(reason.value, reason.label, reasons[reason]) for reason in Reason if reasons.get(reason)]

    def _states(self) -> list[tuple[str, Any, int]]:
        if not self.record.begun_at:
            return []
        found = states_of([self.record.pk])[self.record.pk]
        return [(state or "unwritten", label, found[state]) for state, label in STATES.items() if found.get(state)]

    def _people(self) -> Any:
        """Those of the part asked for: `who` names a reason, or how the letter stands."""
        who = self.request.GET.get("who", "")
        rows = self.record.recipients.select_related("person", "message").defer("message__html", "message__text")
        if who == "unwritten":
            rows = rows.filter(reason=Reason.NONE, message=None)
        elif who in State.values:
            rows = rows.filter(message__state=who)
        elif who in Reason.values and who and self.sees_reasons:
            rows = rows.filter(reason=who)
        else:
            rows = rows.filter(reason=Reason.NONE)
        return Paginator(rows.order_by("id"), A_PAGE).get_page(self.request.GET.get("p"))


class Preview(SendingRecord):
    """The letter as each recipient gets it, one after the other."""

    template_name = "office/letters/preview.html"

    def path(self) -> Sequence[tuple[Any, str]]:
        return [*super().path(), (str(self.record), reverse("sendings:file", args=[self.record.pk]))]

    def get_page_title(self) -> str:
        return _("How it reads")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        page = Paginator(self.getting().select_related("person", "message"), 1).get_page(self.request.GET.get("n"))
        recipient = next(iter(page), None)
        letter = self.shown(recipient) if recipient else None
        return super().get_context_data(**kwargs) | {"page": page, "recipient": recipient, "letter": letter}

    def shown(self, recipient: Recipient) -> Letter:
        """What was written, or what would be."""
        if recipient.message:
            return Letter(recipient.message.subject, recipient.message.text, recipient.message.html)
        return letter_to(self.record, recipient, words_of, shown_to=self.viewer, at=clock.now())


class LetterAlone(Preview):
    """The HTML of one recipient's letter, for the frame in which it is looked at."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        recipient = self.getting().select_related("message").filter(pk=kwargs["recipient"]).first()
        if recipient is None:
            raise Http404
        # The office's own screens are left out of the strict policy; a letter is not one of them.
        return HttpResponse(self.shown(recipient).html, headers={"Content-Security-Policy": policy(SHOWN_ALONE)})
