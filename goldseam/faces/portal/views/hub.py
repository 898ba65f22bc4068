from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.people.actions import suggest_hub
from goldseam.core.people.models import Person
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.hubs.actions import choose_hubs
from goldseam.subjects.hubs.forms import HubsForm
from goldseam.subjects.publishing.showing import news_of_hubs, pages_of_hubs


@signed_in("30/5m")
@never_cache
def hub(request: MemberRequest) -> HttpResponse:
    """The hub that is home, further ones, and their news."""
    at = clock.now()
    person = Person.objects.select_related("hub").get(pk=request.user.pk)
    suggested = suggest_hub(person.postcode_district) if person.postcode_district else None
    further = [row.hub for row in person.further_hubs.exclude(hub=person.hub_id).select_related("hub")]
    home = person.hub or suggested
    initial: dict[str, Any] = {"home": home and home.slug, "further": [one.slug for one in further]}
    form = HubsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        choose_hubs(person=person, **form.cleaned_data, at=at)
        messages.success(request, _("Your hubs are kept."))
        return redirect("portal:hub")
    own = [one for one in (person.hub, *further) if one]
    page = {
        "form": form,
        "home": person.hub,
        "suggested": suggested if suggested != person.hub else None,
        "hubs": pages_of_hubs(own, at=at),
        "news": news_of_hubs(own, at=at),
    }
    return render(request, "portal/hub.html", page)
