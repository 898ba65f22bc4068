"""The forms at the doors, with our labels and our way of finding people."""

from typing import Any

from allauth.account import forms as account
from allauth.core import context
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from goldseam.faces.portal.guesses import count_guess, was_right
from goldseam.faces.portal.people import person_at


def _word(form: forms.Form, labels: dict[str, Any], hints: dict[str, Any] | None = None) -> None:
    """Label the fields in our words; a placeholder says nothing that a label does not say better."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].help_text = (hints or {}).get(name, "")
        form.fields[name].widget.attrs.pop("placeholder", None)


class AskForCodeForm(account.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, {"email": _("E-mail address")}, {"email": _("We send you a code. No password is needed.")})

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        self._user = person_at(email)
        return email


class CodeForm(account.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, {"code": _("The code from the letter")})
        self.fields["code"].widget.attrs |= {"class": "short", "autocapitalize": "characters", "spellcheck": "false"}


class PasswordForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, {"login": _("E-mail address"), "password": _("Password")})
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class AskForResetForm(account.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, {"email": _("E-mail address")})

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"]
        found = person_at(email)
        self.users = [found] if found else []
        return email


class ResetLinkForm(account.UserTokenForm):
    """The link itself: its secret is long, and is guessed at no more often than any other."""

    def clean(self) -> dict[str, Any]:
        whose = self.cleaned_data.get("uidb36", "")
        count_guess(context.request, "reset link", whose)
        told: dict[str, Any] = super().clean()
        was_right("reset link", whose)
        return told


def _new_password(form: forms.Form) -> None:
    hint = format_lazy("{rules}", rules=" ".join(password_validators_help_texts()))
    _word(form, {"password1": _("New password"), "password2": _("New password, once more")}, {"password1": hint})


class ResetForm(account.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self)


class SetPasswordForm(account.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _new_password(self)


class ChangePasswordForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, {"oldpassword": _("Present password")})
        _new_password(self)

    def clean_oldpassword(self) -> str:
        address = self.user.email or ""
        count_guess(context.request, "password", address)
        password: str = super().clean_oldpassword()
        was_right("password", address)
        return password


class ReauthenticateForm(account.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, {"password": _("Password")})


class CountedCode:
    """What both forms for a second factor share: our words, and each guess counted."""

    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, {"code": _("Code")}, {"code": _("Six figures from your app, or one of your recovery codes.")})  # type: ignore[arg-type]
        self.fields["code"].widget.attrs |= {"class": "short", "inputmode": "numeric"}  # type: ignore[attr-defined]

    def clean_code(self) -> str:
        count_guess(context.request, "second factor", str(self.user.pk))
        code: str = super().clean_code()  # type: ignore[misc]
        was_right("second factor", str(self.user.pk))
        return code


class SecondFactorForm(CountedCode, mfa.AuthenticateForm):
    """The second step of signing in."""


class SecondFactorAgainForm(CountedCode, mfa.ReauthenticateForm):
    """The second step once more, before its settings open."""


class ActivateAppForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, {"code": _("The six figures that the app shows")})
        self.fields["code"].widget.attrs |= {"class": "short", "inputmode": "numeric"}


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word(self, {"name": _("Name")}, {"name": _("So that you know it again: “my phone”, “the key on my ring”.")})
        self.fields["name"].max_length = 60
        if "passwordless" in self.fields:
            _word(self, {"passwordless": _("I want to sign in with this passkey alone")})
