"""The ways in. What is not here is the library's own, under the rules of config/access.py."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import ConfirmLoginCodeView, LoginView, RequestLoginCodeView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from goldseam.faces.portal.guesses import count_guess, was_right


class FirstDoor(RequestLoginCodeView):
    """Sign in by a mailed code, or go on to the other ways."""

    template_name = "portal/sign_in.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.user.is_authenticated and not request.user.is_proved:
            # A session whose address was changed by the office opens nothing: begin again, by proving the new one.
            logout(request)
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Whoever comes back to the first door has mistyped the address, or thought of another way."""

    def get_initial(self) -> dict[str, Any]:
        return {"email": self.request.GET.get("email", "")[:254]}


class PasswordDoor(LoginView):
    """Sign in with a password."""

    template_name = "portal/password.html"

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """As at the first door."""


class CodeDoor(ConfirmLoginCodeView):
    """Type the mailed code."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        count_guess(request, "mailed code", self._process.state["email"])
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        was_right("mailed code", self._process.state["email"])
        response: HttpResponse = super().form_valid(form)
        return response


class AddApp(ActivateTOTPView):
    """Set up an authenticator app. The code typed here shows the second factor, so that this session has passed it."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp", reauthenticated=True)
        return response


class AddPasskey(AddWebAuthnView):
    """Add a passkey, which shows the second factor just as well."""

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn", reauthenticated=True)
        return response
