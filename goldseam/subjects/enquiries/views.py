from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from goldseam.core.people.visiting import proved_visitor
from goldseam.foundation import clock
from goldseam.foundation.access import anyone, bearer
from goldseam.subjects.enquiries.actions import begin_enquiry, go_on
from goldseam.subjects.enquiries.forms import AskForm, GoOnForm
from goldseam.subjects.enquiries.models import Enquiry
from goldseam.subjects.enquiries.promises import WORKING_DAYS, promised
from goldseam.subjects.membership.views import known_of


# Each sends a letter to the address that is typed, which may be that of somebody else.
@anyone(rate="10/10m").limited("6/h", per="email")
@never_cache
def ask(request: HttpRequest) -> HttpResponse:
    """Write to us."""
    at = clock.now()
    if request.method == "POST":
        form = AskForm(request.POST)
        if form.is_valid():
            told = form.cleaned_data
            enquiry = begin_enquiry(
                enquirer=form.enquirer(),
                topic=told["topic"],
                text=told["text"],
                signed_in=proved_visitor(request),
                key=told["key"] or None,
                at=at,
            )
            messages.success(request, _("Your message is with us. We have sent the address of this page to you."))
            return redirect("contact:conversation", token=enquiry.token)
    else:
        form = AskForm(initial=_initial(request) | {"key": uuid4().hex})
    page = {"form": form, "days": WORKING_DAYS, "by": promised(Enquiry.Topic.OTHER, clock.local_date(at))}
    return render(request, "enquiries/ask.html", page, status=422 if form.errors else 200)


def _initial(request: HttpRequest) -> dict[str, Any]:
    """What the link says that led here, and who is signed in."""
    topic = request.GET.get("about", "")
    seats = request.GET.get("seats", "")
    return known_of(request.user) | {
        "topic": topic if topic in Enquiry.Topic.values else Enquiry.Topic.MEMBERSHIP,
        "seats": int(seats) if seats.isascii() and seats.isdigit() and len(seats) < 5 else None,
    }


@bearer("20/10m")
@never_cache
def conversation(request: HttpRequest, token: str) -> HttpResponse:
    """What was said on both sides, for whoever has the address, and a place to say more."""
    enquiry = Enquiry.objects.select_related("person").filter(token=token).first()
    if enquiry is None:
        raise Http404
    form = GoOnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        go_on(enquiry=enquiry, text=form.cleaned_data["text"], at=clock.now())
        enquiry.refresh_from_db()
        told = {"day": enquiry.promised_words}
        messages.success(request, _("It is with us. We answer by %(day)s.") % told)
        return redirect("contact:conversation", token=token)
    today = clock.local_date(clock.now())
    entries = enquiry.entries.shown().select_related("author", "letter")
    page = {"enquiry": enquiry, "entries": entries, "form": form, "today": today}
    page["quotes"] = enquiry.quotes.open(on=today)
    return render(request, "enquiries/conversation.html", page, status=422 if form.errors else 200)
