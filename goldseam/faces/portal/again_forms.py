"""The ways to show once more who one is. Each counts its guesses like the door it stands for."""

import time
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.mail.actions import Basis, send
from goldseam.core.people.models import Person
from goldseam.faces.portal.guesses import count_guess, was_right
from goldseam.faces.portal.sign_in_forms import ReauthenticateForm, SecondFactorAgainForm
from goldseam.foundation import clock

WAITING = "again_code"
GOOD_FOR_S = 15 * 60


class PasswordAgain(ReauthenticateForm):
    def note(self, request: HttpRequest) -> None:
        record_authentication(request, request.user, "password", reauthenticated=True)


class CodeAgain(SecondFactorAgainForm):
    def note(self, request: HttpRequest) -> None:
        self.save()


class PasskeyAgain(webauthn.ReauthenticateWebAuthnForm):
    def note(self, request: HttpRequest) -> None:
        self.save()


def send_code(request: HttpRequest) -> None:
    """Mail a code to the person who is signed in. Raises ImmediateHttpResponse when it was asked for too often."""
    person = Person.objects.get(pk=request.user.pk)
    count_guess(request, "code asked for again", person.email or "")
    code = get_adapter().generate_login_code()
    request.session[WAITING] = {"code": _sealed(code), "at": int(time.time())}
    send(template="portal/again", person=person, context={"code": code}, basis=Basis.SIGN_IN, at=clock.now())


def _sealed(code: str) -> str:
    plain = code.replace("-", "").replace(" ", "").upper()
    return salted_hmac("portal.again", plain, algorithm="sha256").hexdigest()


class MailedCode(forms.Form):
    """The code from the letter; it works once, in the browser that asked for it."""

    code = forms.CharField(
        label=gettext_lazy("The code from the letter"),
        max_length=20,
        widget=forms.TextInput(
            {
                "class": "short",
                "autocomplete": "one-time-code",
                "autocapitalize": "characters",
                "spellcheck": "false",
            }
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    @staticmethod
    def is_waited_for(request: HttpRequest) -> bool:
        """Whether a code is on its way that still counts."""
        waiting: dict[str, Any] = request.session.get(WAITING) or {"at": 0}
        return bool(waiting["at"] > time.time() - GOOD_FOR_S)

    def clean_code(self) -> str:
        request, typed = context.request, str(self.cleaned_data["code"])
        address = self.user.email or ""
        count_guess(request, "mailed code", address)
        if not self.is_waited_for(request):
            raise forms.ValidationError(_("That code is too old. Please ask for another."))
        if not constant_time_compare(_sealed(typed), request.session[WAITING]["code"]):
            raise forms.ValidationError(_("This is not the code. Look at the newest letter."))
        was_right("mailed code", address)
        return typed

    def note(self, request: HttpRequest) -> None:
        del request.session[WAITING]
        record_authentication(request, request.user, "code", reauthenticated=True)
