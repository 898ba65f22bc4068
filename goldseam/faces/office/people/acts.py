"""What the office does with a person: each of it by the same actions that everybody else uses."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.desk.acts import RecordAct, Refused
from goldseam.core.mail.actions import send_again
from goldseam.core.people import actions, holds
from goldseam.core.people.actions import AddressTaken
from goldseam.core.people.models import RoleGrant
from goldseam.core.people.roles import ROLES
from goldseam.faces.office.people.forms import DetailsForm, HoldForm, NoteForm, RoleForm
from goldseam.faces.office.people.policy import PEOPLE_POLICY


class PersonAct(RecordAct):
    policy = PEOPLE_POLICY
    permission_required = "change"
    header_icon = "user"
    list_url_name = "people:list"
    file_url_name = "people:file"

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("hub").defer("search", "password")


class WriteNote(PersonAct):
    page_title = gettext_lazy("Write a note")
    introduction = gettext_lazy("Notes stand in the history for the office. The person can ask to read them.")
    submit_label = gettext_lazy("Keep the note")
    form_class = NoteForm

    def act(self, form: Any, *, at: datetime) -> str:
        actions.write_note(person=self.record, text=form.cleaned_data["text"], at=at, by=self.viewer)
        return _("The note is kept.")


class HoldPerson(PersonAct):
    page_title = gettext_lazy("Do not write for a while")
    introduction = gettext_lazy(
        "Meanwhile no letter goes to this person but those for signing in, and no kept card is charged. All else waits."
    )
    submit_label = gettext_lazy("Do not write")
    form_class = HoldForm

    def act(self, form: Any, *, at: datetime) -> str:
        holds.hold(person=self.record, at=at, by=self.viewer, **form.cleaned_data)
        return _("%(name)s is not written to for a while.") % {"name": self.record}


class EndHold(PersonAct):
    page_title = gettext_lazy("Write to them again")
    is_confirmed_first = True
    submit_label = gettext_lazy("Write again")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.hold = get_object_or_404(self.record.holds, pk=self.kwargs["hold"])

    def what_will_happen(self, form: Any) -> list[str]:
        return [_("What waits for %(name)s goes out, one letter at a time.") % {"name": self.record}]

    def act(self, form: Any, *, at: datetime) -> str:
        holds.end_hold(hold=self.hold, at=at, by=self.viewer)
        return _("%(name)s is written to again.") % {"name": self.record}


class ChangeDetails(PersonAct):
    page_title = gettext_lazy("Change details")
    form_class = DetailsForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"initial": {name: getattr(self.record, name) for name in DetailsForm.base_fields}}

    def act(self, form: Any, *, at: datetime) -> str:
        details = dict(form.cleaned_data)
        email, was = details.pop("email"), self.record.email
        try:
            with transaction.atomic():
                actions.change_details(person=self.record, details=details, at=at, by=self.viewer)
                if email != was:
                    actions.replace_address(person=self.record, email=email, at=at, by=self.viewer)
                    again = send_again(person=self.record, at=at) if email else 0
        except AddressTaken as error:
            raise Refused(_("Somebody else has this e-mail address. Nothing was changed.")) from error
        if email == was or not again:
            return _("The details are changed.")
        return ngettext(
            "The details are changed, and one letter that had come back is on its way again.",
            "The details are changed, and %(count)s letters that had come back are on their way again.",
            again,
        ) % {"count": again}


class GiveRole(PersonAct):
    page_title = gettext_lazy("Give a role")
    permission_required = "roles"
    is_confirmed_first = True
    submit_label = gettext_lazy("Give the role")
    form_class = RoleForm

    def what_will_happen(self, form: Any) -> list[str]:
        role, hub = ROLES[form.cleaned_data["role"]], form.cleaned_data["hub"]
        told = {"name": self.record, "role": role.name, "hub": hub}
        first = (
            _("%(name)s gets the role %(role)s for the hub %(hub)s.") if hub else _("%(name)s gets the role %(role)s.")
        )
        return [
            first % told,
            str(role.description),
            _("It opens with a second factor only, from the next sign-in on."),
        ]

    def act(self, form: Any, *, at: datetime) -> str:
        told = form.cleaned_data
        actions.give_role(person=self.record, role=told["role"], hub=told["hub"], at=at, by=self.viewer)
        return _("%(name)s has the role %(role)s.") % {"name": self.record, "role": ROLES[told["role"]].name}


class EndRole(PersonAct):
    page_title = gettext_lazy("End a role")
    permission_required = "roles"
    is_confirmed_first = True
    submit_label = gettext_lazy("End the role")

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.grant = self._grant()

    def _grant(self) -> RoleGrant:
        found = self.record.grants.filter(pk=self.kwargs["grant"]).select_related("hub", "person").first()
        if found is None:
            raise Http404
        return found

    def what_will_happen(self, form: Any) -> list[str]:
        return [_("%(name)s no longer has the role %(role)s, at once.") % {"name": self.record, "role": self.grant}]

    def act(self, form: Any, *, at: datetime) -> str:
        if self.record == self.viewer:
            raise Refused(_("Nobody can end a role of their own: somebody must stay who can give it back."))
        actions.end_role(grant=self.grant, at=at, by=self.viewer)
        return _("The role %(role)s of %(name)s has ended.") % {"name": self.record, "role": self.grant}
