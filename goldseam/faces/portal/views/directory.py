from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.mail.actions import can_write
from goldseam.core.people.models import Person
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation import clock
from goldseam.foundation.access import signed_in
from goldseam.subjects.hubs.actions import choose, entry_of, shown_by
from goldseam.subjects.hubs.forms import EntryForm
from goldseam.subjects.hubs.models import Entry
from goldseam.subjects.membership.actions import is_member


@signed_in("30/5m")
@never_cache
def directory(request: MemberRequest) -> HttpResponse:
    """By whom one is found in the directory, and with what."""
    at = clock.now()
    person = Person.objects.get(pk=request.user.pk)
    entry = entry_of(person)
    form = EntryForm(request.POST or None, entry=entry, is_lead=bool(person.hubs_led))
    if request.method == "POST" and form.is_valid():
        choose(person=person, chosen=form.cleaned_data, at=at)
        messages.success(request, _("Your choice is kept, and holds from this moment."))
        return redirect("portal:directory")
    is_shown = entry.seen_by != Entry.SeenBy.NOBODY
    page = {
        "form": form,
        "entry": entry,
        "is_shown": is_shown,
        "shown": ", ".join(shown_by(entry)),
        "is_member": is_member(person, on=clock.local_date(at)),
        "is_silent": is_shown and not can_write(person=person, at=at),
    }
    return render(request, "portal/directory.html", page)
