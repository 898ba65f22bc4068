"""Seeing the site as a member does: with their leave, or for a reason that they are told of."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import Refused
from goldseam.core.mail.actions import send
from goldseam.core.people.seeing import CannotSee, begin_seeing, permit_of
from goldseam.faces.office.people.acts import PersonAct
from goldseam.foundation import clock
from goldseam.foundation.access import eyes
from goldseam.foundation.clock import local

SHORTEST, FEWEST_WORDS = 20, 4


def _is_a_sentence(text: str) -> None:
    if len(text) < SHORTEST or len(text.split()) < FEWEST_WORDS:
        raise ValidationError(_("Please write a sentence: the person reads it."))


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        validators=[_is_a_sentence],
        help_text=gettext_lazy("It stands in the history of this person, and they are told at once by letter."),
        error_messages={"required": gettext_lazy("Please say why: they have not allowed it.")},
    )

    def __init__(self, *args: Any, is_allowed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_allowed:
            self.fields["reason"].required = False
            self.fields["reason"].help_text = _("They have allowed it. What you write stands in their history.")


class SeeAsMember(PersonAct):
    page_title = gettext_lazy("See the site as this person does")
    introduction = gettext_lazy(
        "For half an hour you see every page as this person sees it. You can change nothing meanwhile, and what only "
        "they may see stays shut. Who looked, when and why stands in their history."
    )
    permission_required = "eyes"
    submit_label = gettext_lazy("See with their eyes")
    form_class = ReasonForm

    def form_kwargs(self) -> dict[str, Any]:
        return {"is_allowed": permit_of(self.record, at=clock.now()) is not None}

    def success_url(self) -> str:
        return "/me/" if self.request.session.get(eyes.KEY) else super().success_url()

    def act(self, form: Any, *, at: datetime) -> str:
        reason = form.cleaned_data["reason"].strip()
        try:
            permit = begin_seeing(person=self.record, by=self.viewer, reason=reason, at=at)
        except CannotSee as error:
            raise Refused(
                _("This works for members who can sign in, and never for somebody who has a role here.")
            ) from error
        except ValueError as error:
            raise Refused(_("They have just taken their leave back. Please say why you need to look.")) from error
        if permit is None:
            told = {"looker": self.viewer, "reason": reason, "when": date_format(local(at), "j F Y, H:i")}
            send(template="office/seen", person=self.record, context=told, at=at)
        eyes.begin(self.request, person=self.record.pk, permit=permit.pk if permit else None)
        return ""
