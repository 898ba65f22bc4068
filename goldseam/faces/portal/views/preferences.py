from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from goldseam.core.people import actions as people
from goldseam.core.people.models import Consent, Person
from goldseam.core.people.seeing import permit_of
from goldseam.faces.portal.forms import AddressForm, PreferencesForm
from goldseam.faces.portal.new_address import ask_for_proof, carry_out, change_of
from goldseam.faces.portal.people import MemberRequest
from goldseam.faces.portal.views.own_data import copy_of
from goldseam.foundation import clock
from goldseam.foundation.access import bearer, signed_in
from goldseam.subjects.membership.closing import closing_of

HERE = Consent.Where.PREFERENCES


@signed_in()
@never_cache
def preferences(request: MemberRequest) -> HttpResponse:
    """What is one's own to change."""
    person = Person.objects.select_related("hub").get(pk=request.user.pk)
    form = PreferencesForm(request.POST or None, person=person)
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        with transaction.atomic():
            people.change_details(person=person, details=form.details(), at=at, by=person)
            people.set_consents(person=person, purposes=form.purposes(), at=at, by=person, where=HERE)
        messages.success(request, _("Your changes are kept."))
        return redirect("portal:preferences")
    return _page(request, form, AddressForm(person=person))


@signed_in("10/5m").asking_again()
@never_cache
@require_POST
def new_address(request: MemberRequest) -> HttpResponse:
    """Ask for another e-mail address; nothing changes before the letter to it is answered."""
    form = AddressForm(request.POST, person=request.user)
    if not form.is_valid():
        return _page(request, PreferencesForm(person=request.user), form)
    email = form.cleaned_data["email"]
    ask_for_proof(person=request.user, email=email, at=clock.now())
    messages.success(request, _("We have written to %(email)s. Follow the link in that letter.") % {"email": email})
    return redirect("portal:preferences")


def _page(request: MemberRequest, form: PreferencesForm, address_form: AddressForm) -> HttpResponse:
    at = clock.now()
    page = {
        "form": form,
        "address_form": address_form,
        "has_second_step": is_mfa_enabled(request.user),
        "withdrawn": request.user.consents.exclude(withdrawn_at=None).order_by("-withdrawn_at"),
        "closing": closing_of(request.user),
        "permit": permit_of(request.user, at=at),
    } | copy_of(request.user, at=at)
    return render(request, "portal/preferences.html", page)


@bearer()
@never_cache
def prove_new_address(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the letter to the new address: GET explains, POST acts, once."""
    change = change_of(token)
    if change is None:
        return render(request, "portal/link_closed.html", status=404)
    if change.is_done:
        return render(request, "portal/link_closed.html", {"email": change.email, "is_used": True}, status=410)
    if request.method == "POST":
        try:
            carry_out(change=change, at=clock.now())
        except people.AddressTaken:
            return render(request, "portal/link_closed.html", status=410)
        messages.success(request, _("From now on we write to %(email)s.") % {"email": change.email})
        return redirect("portal:home")
    return render(request, "portal/new_address.html", {"change": change})
