"""Showing that one is studying: from the mailed link, or from one's own pages."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.people.models import Person
from goldseam.foundation import clock
from goldseam.foundation.access import bearer
from goldseam.subjects.membership.evidence.asking import READ_WITHIN, Asked, asked_of
from goldseam.subjects.membership.evidence.deeds import AddressInUse, ask_address, confirm_address, hand_in
from goldseam.subjects.membership.evidence.forms import AddressForm, PaperForm
from goldseam.subjects.membership.evidence.links import person_of, proof_of


@bearer("20/5m")
@never_cache
def show(request: HttpRequest, token: str) -> HttpResponse:
    """The page on which the person whom a mailed link names shows evidence, and does nothing else."""
    person = person_of(token)
    if person is None:
        return render(request, "membership/evidence_closed.html", status=410)
    return showing(request, person)


def showing(request: HttpRequest, person: Person, *, is_own_page: bool = False) -> HttpResponse:
    """How things stand with the evidence, and the two ways of showing it."""
    at = clock.now()
    asked = asked_of(person)
    if asked is None:
        return render(request, "membership/evidence.html", {"asked": None, "is_own_page": is_own_page})
    way = request.POST.get("way", "")
    today = clock.local_date(at)
    address = AddressForm(request.POST if way == "address" else None, today=today, plan=asked.plan, prefix="address")
    paper = PaperForm(request.POST or None, request.FILES, today=today, prefix="paper") if way == "paper" else None
    paper = paper or PaperForm(today=today, prefix="paper")
    if request.method == "POST" and _is_taken(request, asked, address if way == "address" else paper, at):
        return redirect(request.path)
    page = {
        "asked": asked,
        "is_own_page": is_own_page,
        "address_form": address if asked.plan.evidence_domains else None,
        "paper_form": paper,
        "failed": address if way == "address" else paper,
        "read_days": READ_WITHIN.days,
        "today": today,
    }
    return render(request, "membership/evidence.html", page)


def _is_taken(request: HttpRequest, asked: Asked, form: Any, at: datetime) -> bool:
    if not form.is_valid():
        return False
    told, person = form.cleaned_data, asked.term.membership.person
    if "address" in told:
        ask_address(person=person, plan=asked.plan, at=at, **told)
        words = _("We have written to %(address)s. Follow the link in that letter within three days.")
        messages.success(request, words % told)
    else:
        hand_in(person=person, at=at, **told)
        words = _("Thank you. We look at it within %(days)s days and write to you.")
        messages.success(request, words % {"days": READ_WITHIN.days})
    return True


@bearer()
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the letter to the university: looking at it confirms nothing, its button does."""
    proof = proof_of(token)
    if proof is None:
        return render(request, "membership/evidence_closed.html", status=410)
    page: dict[str, Any] = {"proof": proof}
    if request.method == "POST":
        try:
            page["evidence"] = confirm_address(proof=proof, at=clock.now())
        except AddressInUse:
            page["is_in_use"] = True
    return render(request, "membership/evidence_confirm.html", page)
