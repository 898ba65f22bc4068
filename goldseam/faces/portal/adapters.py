"""How sign-in goes our way: our letters, our people, our counting."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from goldseam.core.mail.actions import Basis, release, send, send_again
from goldseam.core.people import actions as people
from goldseam.core.people.models import Association, Person
from goldseam.faces.portal import facts
from goldseam.faces.portal.browsers import not_me_path, sign_out
from goldseam.faces.portal.guesses import count_guess, was_right
from goldseam.faces.portal.people import is_address_of, person_at
from goldseam.foundation import clock
from goldseam.foundation.timeline.record import FactKind, record

LETTERS = {
    "account/email/login_code": "portal/code",
    "account/email/unknown_account": "portal/unknown",
    "account/email/password_reset_key": "portal/reset",
}
# What changed in how somebody signs in: it is told to them by letter and stands in their history.
CHANGES: dict[str, tuple[FactKind, Any]] = {
    "account/email/password_set": (facts.PASSWORD_SET, _("a password was set")),
    "account/email/password_changed": (facts.PASSWORD_SET, _("the password was changed")),
    "account/email/password_reset": (facts.PASSWORD_SET, _("a new password was set by a mailed link")),
    "mfa/email/totp_activated": (facts.SECOND_FACTOR_ADDED, _("an authenticator app was added")),
    "mfa/email/totp_deactivated": (facts.SECOND_FACTOR_REMOVED, _("the authenticator app was removed")),
    "mfa/email/webauthn_added": (facts.SECOND_FACTOR_ADDED, _("a passkey was added")),
    "mfa/email/webauthn_removed": (facts.SECOND_FACTOR_REMOVED, _("a passkey was removed")),
    "mfa/email/recovery_codes_generated": (facts.RECOVERY_CODES_MADE, _("new recovery codes were made")),
}

AGAIN = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Nobody signs up here: people join."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and this password do not belong together. You can also sign in with a code by e-mail."
        ),
        "enter_current_password": _("This is not your present password."),
        "incorrect_password": _("This is not your password."),
        "incorrect_code": _("This is not the code. Look at the newest letter or at what your app shows now."),
        "invalid_password_reset": _("This link has been used or is too old. You can ask for another."),
        "too_many_login_attempts": _("That was not right too many times. Please ask for another code."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only paths of this site: `next` never leads anywhere else."""
        return bool(url) and str(url).startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def is_ajax(self, request: HttpRequest) -> bool:
        """Only the passkey script asks for data, and only to read; a form always gets a page."""
        return request.method == "GET" and bool(super().is_ajax(request))

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        account = str(credentials.get("email", ""))
        count_guess(request, "password", account)
        person = authenticate(request, **credentials)
        if person:
            was_right("password", account)
        return person

    def is_login_by_code_required(self, login: Any) -> bool:
        """A password alone does not prove an address: without the proof a mailed code is asked for as well."""
        records = get_authentication_records(context.request, login.user)
        return not login.user.is_proved and not (records and records[-1]["method"] == "code")

    def login(self, request: HttpRequest, user: Any) -> None:
        """Every way in ends here. A code that came back from the mailbox proves the address."""
        records = get_authentication_records(request, user)
        codes = [entry.get("email") or user.email or "" for entry in records if entry["method"] == "code"]
        # A code that went to the address of a merged record says nothing of the one that letters go to.
        if any(is_address_of(user, address) for address in codes):
            self._note_proof(user)
        super().login(request, user)

    def _note_proof(self, person: Person) -> None:
        at = clock.now()
        people.prove_address(person=person, at=at)
        release(address=person.email or "", at=at)
        send_again(person=person, at=at)

    def set_password(self, user: Any, password: str) -> None:
        user.set_password(password)
        user.save(update_fields=["password"])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        person = person_at(email)
        send(
            template=LETTERS[template_prefix],
            person=person,
            address=(person.email if person and is_address_of(person, email) else None) or email,
            context={name: context[name] for name in ("code", "password_reset_url") if name in context},
            basis=Basis.SIGN_IN,
            at=clock.now(),
        )

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The address in the letter is our own, whatever host the request named."""
        return f"{settings.BASE_URL}{urlsplit(super().get_reset_password_from_key_url(key)).path}"

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        kind, what = CHANGES[template_prefix]
        at = clock.now()
        # Whoever knew the old way in may be inside already.
        sign_out(user, keep=_key_of(user))
        record(kind, person=user, subject=user, by=user, at=at)
        letter = {"what": what, "link": not_me_path(user)}
        send(template="portal/changed", person=user, context=letter, basis=Basis.SIGN_IN, at=at)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Our own gate asks, for all pages alike: asking_again.py."""
        return False

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Whoever has a second factor shows that one: a password, which others may know, does not open its settings."""
        methods = [
            method | {"description": AGAIN[method["id"]]} for method in super().get_reauthentication_methods(user)
        ]
        strong = [method for method in methods if method["id"].startswith("mfa")]
        return strong or methods

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return "/me/preferences/"


def _key_of(person: Person) -> str | None:
    """The key of this very session, if it is this person's: the browser in which they make the change stays."""
    request = context.request
    is_own = request is not None and request.user.is_authenticated and request.user.pk == person.pk
    return request.session.session_key if is_own else None


class MFAAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"]
    }

    def _get_site_name(self) -> str:
        return Association.get().name

    def build_totp_svg(self, url: str) -> str:
        """Drawn by the page itself, see mfa/totp/activate_form.html."""
        return ""
