from typing import Any
from urllib.parse import urlencode

from csp.constants import SELF
from csp.decorators import csp, csp_update
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST

from goldseam.core.mail.showing import SHOWN_ALONE
from goldseam.faces.demo import mailbox
from goldseam.foundation import clock
from goldseam.foundation.access import anyone
from goldseam.subjects.enquiries.incoming import LONGEST, take_mail

A_PAGE, MOST = 50, 1000
LETTER_POLICY = SHOWN_ALONE | {"sandbox": ["allow-top-navigation-by-user-activation"]}


@anyone()
def inbox(request: HttpRequest) -> HttpResponse:
    """The letters the association has sent, newest first."""
    to = request.GET.get("to", "")
    page = Paginator(mailbox.names(to), A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "demo/mail.html", {"page": page, "letters": mailbox.letters(list(page.object_list)), "to": to}
    )


@anyone()
def as_json(request: HttpRequest) -> HttpResponse:
    """The same for scripts: a list, newest first. `?to=`, `?limit=` (100), `?page=`; the count in X-Total-Count."""
    names = mailbox.names(request.GET.get("to", ""))
    limit = min(_number(request, "limit", 100), MOST)
    number = _number(request, "page", 1)
    shown = names[(number - 1) * limit : number * limit]
    response = JsonResponse([_told(request, letter) for letter in mailbox.letters(shown)], safe=False)
    response["X-Total-Count"] = str(len(names))
    if number * limit < len(names):
        onward = urlencode({**request.GET.dict(), "limit": limit, "page": number + 1})
        response["Link"] = f'<{request.build_absolute_uri(request.path)}?{onward}>; rel="next"'
    return response


def _number(request: HttpRequest, name: str, default: int) -> int:
    given = request.GET.get(name, "")
    return max(int(given), 1) if given.isdecimal() and len(given) < 9 else default


def _told(request: HttpRequest, letter: mailbox.Letter) -> dict[str, Any]:
    return {
        "to": letter.to,
        "subject": letter.subject,
        "text": letter.text,
        "html": letter.html,
        "links": letter.links,
        "attachments": letter.attachments,
        "from": letter.sender,
        "at": letter.at.isoformat(),
        "url": request.build_absolute_uri(reverse("demo:letter", args=[letter.name])),
    }


def _letter(name: str) -> mailbox.Letter:
    found = mailbox.letter(name)
    if found is None:
        raise Http404
    return found


@anyone()
@csp_update({"frame-src": [SELF]})  # type: ignore[arg-type]
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter, as its reader sees it and as text."""
    return render(request, "demo/letter.html", {"letter": _letter(name)})


@anyone(rate="20/m")
@require_POST
def answer(request: HttpRequest, name: str) -> HttpResponse:
    """Answer a letter, as its reader would from a mail program."""
    read, text = _letter(name), request.POST.get("text", "").strip()[:LONGEST]
    if text:
        take_mail(mailbox.answer_to(read, text), at=clock.now())
        messages.success(request, _("Your answer is with the association. The office finds it under “Enquiries”."))
    return redirect("demo:letter", name=name)


@anyone()
@csp(LETTER_POLICY)  # type: ignore[arg-type]
@xframe_options_sameorigin
def letter_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of a letter, alone and locked in; its links open in the whole window."""
    return HttpResponse(_letter(name).html.replace("<head>", '<head><base target="_top">', 1))


@anyone()
def attachment(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """What is attached, as a file to keep."""
    files = _letter(name).files
    if int(number) >= len(files):
        raise Http404
    file = files[int(number)]
    response = HttpResponse(file.get_payload(decode=True), content_type=file.get_content_type())
    response["Content-Disposition"] = content_disposition_header(True, str(file.get_filename())) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    return response
