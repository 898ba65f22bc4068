from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.people.models import Person
from goldseam.foundation import clock
from goldseam.foundation.access import anyone, signed_in
from goldseam.subjects.hubs.actions import CannotWrite, WroteEnough, write_through
from goldseam.subjects.hubs.finding import Found, open_to, search, seen, shown
from goldseam.subjects.hubs.forms import DirectoryForm, WriteForm
from goldseam.subjects.hubs.models import Entry
from goldseam.subjects.membership.actions import is_member

ON_A_PAGE = 24


@anyone(rate="120/m").counting_looks()
@never_cache
def directory(request: HttpRequest) -> HttpResponse:
    """Those who let this visitor find them."""
    at = clock.now()
    form = DirectoryForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    wanted = {"words": asked.get("q", ""), "place": asked.get("place", ""), "hub": asked.get("hub")}
    to_members = is_member(request.user, on=clock.local_date(at))
    found = search(seen(to_members=to_members, at=at), **wanted).in_order()
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "people": shown(cast(Any, page.object_list)),
        "is_asked": any(wanted.values()),
        "is_member": to_members,
    }
    return render(request, "hubs/directory.html", context)


@anyone(rate="120/m").counting_looks()
@never_cache
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    """One person, as they let themselves be seen. Whoever hides is as unknown as whoever never was."""
    found = _found(request, key)
    return render(request, "hubs/person.html", {"found": found, **_may_write(request, found)})


@signed_in("20/h")
@never_cache
def write(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write to somebody who lets members write to them."""
    found = _found(request, key)
    if not _may_write(request, found)["may_write"]:
        raise Http404
    form = WriteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        entry, by = Entry.objects.get(key=key), Person.objects.get(pk=request.user.pk)
        try:
            write_through(entry=entry, by=by, text=form.cleaned_data["text"], at=clock.now())
        except CannotWrite as error:
            raise Http404 from error
        except WroteEnough:
            form.add_error(None, _("You wrote ten letters since yesterday. Please send this one tomorrow."))
        else:
            messages.success(request, _("Your letter to %(name)s is on its way.") % {"name": found.name})
            return redirect("directory:person", key=key)
    return render(request, "hubs/write.html", {"found": found, "form": form})


def _found(request: HttpRequest, key: UUID) -> Found:
    for found in shown(open_to(request.user, at=clock.now()).filter(key=key)):
        return found
    raise Http404


def _may_write(request: HttpRequest, found: Found) -> dict[str, Any]:
    user: Any = request.user
    is_own = user.is_authenticated and Entry.objects.filter(key=found.key, person=user.pk).exists()
    writes = is_member(user, on=clock.local_date(clock.now()))
    return {"is_own": is_own, "may_write": found.takes_letters and writes and not is_own}
