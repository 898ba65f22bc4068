"""Asking once more who is there, before what could harm most. Which pages ask stands with their rule of access.

The question stands in the place of the page that was asked for, at the same address. What was typed travels in it in
hidden fields and arrives there with the proof: nothing of it is kept by us, nothing is lost, and no script is needed.
"""

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers

from goldseam.faces.portal.again_forms import CodeAgain, MailedCode, PasskeyAgain, PasswordAgain, send_code
from goldseam.faces.portal.sign_in import STRONG
from goldseam.foundation.access.sessions import BROWSER

PREFIX = "again"
OURS = f"{PREFIX}-"
NEVER_CARRIED = ("csrfmiddlewaretoken",)


def ask(request: HttpRequest) -> HttpResponse | None:
    """The page that asks, or None for whoever has shown a moment ago who they are; by real time."""
    if is_fresh(request):
        return None
    try:
        response = _answer(request)
    except ImmediateHttpResponse as refusal:
        return refusal.response
    if response:
        add_never_cache_headers(response)
    return response


def is_fresh(request: HttpRequest) -> bool:
    """Whether this session was proved within the last minutes: by the second factor, where the person has one."""
    records = get_authentication_records(request, request.user)
    since = time.time() - settings.PROOF_GOOD_FOR
    if is_mfa_enabled(request.user):
        return any(entry["at"] > since and entry["method"] in STRONG for entry in records)
    # A session begins by signing in; one that is not noted yet begins with this very request.
    began = request.session.get(BROWSER, {}).get("began")
    return began is None or began > since or any(entry["at"] > since for entry in records)


def _answer(request: HttpRequest) -> HttpResponse | None:
    ways = _ways(request)
    chosen = ways.get(request.POST.get(f"{OURS}way", ""))
    if request.method == "POST" and f"{OURS}send" in request.POST and "mail" in ways:
        send_code(request)
        ways = _ways(request)
    elif chosen and chosen.is_bound and chosen.is_valid():
        chosen.note(request)
        if request.POST.get(f"{OURS}was") != "POST":
            return redirect(request.get_full_path())
        return None
    return _page(request, ways)


def _ways(request: HttpRequest) -> dict[str, Any]:
    """The ways in which this person can show who they are; the one that was used is bound to what was sent."""
    person: Any = request.user
    kinds = set(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    if is_mfa_enabled(person):
        # A password, which others may know, and a mailbox do not stand in for the second factor.
        forms_of: dict[str, Any] = {"code": CodeAgain} if kinds - {Authenticator.Type.WEBAUTHN} else {}
        forms_of |= {"passkey": PasskeyAgain} if Authenticator.Type.WEBAUTHN in kinds else {}
    else:
        forms_of = ({"password": PasswordAgain} if person.has_usable_password() else {}) | {"mail": MailedCode}
    used = request.POST.get(f"{OURS}way", "")
    return {
        way: form(request.POST if way == used else None, user=person, prefix=PREFIX) for way, form in forms_of.items()
    }


def _page(request: HttpRequest, ways: dict[str, forms.Form]) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    was = (data.get(f"{OURS}was") or "POST") if data is not None else "GET"
    carried = [
        (name, value)
        for name, values in (data.lists() if data else [])
        if not name.startswith(OURS) and name not in NEVER_CARRIED
        for value in values
    ]
    page = {
        "ways": ways,
        "form": max(ways.values(), key=lambda form: form.is_bound),
        "carried": carried,
        "was": was,
        "is_sent": MailedCode.is_waited_for(request),
        "passkey_question": {"request_options": begin_authentication(request.user)} if "passkey" in ways else None,
        "back": "/office/" if request.path.startswith(settings.OFFICE_PATH) else "/me/",
    }
    return render(request, "portal/again.html", page, status=403)
