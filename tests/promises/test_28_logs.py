"""Promise 28, the logs: what opens something is planted, used, broken, and stands in no log and on no error page.

The worst that an error can say is what it is made to say here: the whole request with its cookies and what was typed,
and the secrets of the installation.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_urlsafe

import pytest
from django.conf import settings

from goldseam.core.mail.actions import send
from goldseam.core.mail.models import Message
from goldseam.core.mail.unsubscribing import unsubscribe_url
from goldseam.core.people.models import Person
from goldseam.core.sales.claims import claim_path
from goldseam.faces.office.tests.factories import at_the_desk
from goldseam.faces.portal.browsers import not_me_path
from goldseam.faces.portal.new_address import ask_for_proof
from goldseam.faces.portal.tests.factories import SECRET_WORD, mailed_code, newest_letter
from goldseam.foundation import clock
from goldseam.foundation.access.addresses import addresses
from goldseam.foundation.access.gate import rule_of
from goldseam.foundation.discreet import BEARER_PATHS, path_of, told
from goldseam.foundation.work.models import Run
from goldseam.subjects.membership.cards import card_path
from goldseam.subjects.membership.models import Term
from tests.promises.buyer import Broken, Browser
from tests.promises.processes import ROOT, environment
from tests.promises.server import serving
from tests.promises.world import World, a_world, filled

KEY, MAIL, DATABASE = "zz28-key-" + "k" * 50, "zz28-mail-word", "zz28-database-word"
FALLS = """
import django
django.setup()
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from goldseam.core.gateways.demo.gateway import secret
from goldseam.foundation.access import gate
inside = gate.Gate.process_view
def process_view(self, request, view, args, kwargs):
    fall = request.GET.get("fall")
    everything = f"{request!r} {request.get_full_path()} {request.COOKIES} {request.POST.dict()}"
    if fall == "500":
        raise RuntimeError(everything, settings.SECRET_KEY, settings.EMAIL_HOST_PASSWORD, secret())
    if fall == "403":
        raise PermissionDenied(everything)
    if fall == "404":
        raise Http404(everything)
    return inside(self, request, view, args, kwargs)
gate.Gate.process_view = process_view
"""
# Django's own way of writing a line.
TELLS_ALL = """
import config.settings
config.settings.LOGGING["formatters"]["plain"] = {"format": "{levelname} {name}: {message}", "style": "{"}
"""
WORKER = """
import django
django.setup()
from goldseam.core.mail import delivery
from goldseam.core.mail.models import Message
from goldseam.foundation import clock
from goldseam.foundation.work.schedule import run_due
def deliver_due(*, at):
    raise RuntimeError([(letter.text, letter.html) for letter in Message.objects.all()])
delivery.deliver_due = deliver_due
run_due(at=clock.now(), all_of_them=True)
"""


@dataclass
class Planted:
    """What opens something: addresses by what they are, and words that stand in no address."""

    paths: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    @property
    def secrets(self) -> dict[str, str]:
        """Each secret by itself: of an address the part that nobody can know."""
        return {name: max(path.split("/"), key=len) for name, path in self.paths.items()} | self.words

    def in_(self, text: str) -> list[str]:
        return sorted(name for name, secret in self.secrets.items() if secret in text)


def a_letter_link(template: str, sign: str) -> str:
    return next(word for word in newest_letter(template).text.split() if sign in word).partition("8000")[2]


def planted(world: World) -> Planted:
    other = Person.objects.get(pk=world.other.pk)
    ask_for_proof(person=other, email="new@zebrafinch.example", at=world.at)
    links = {
        "pay": f"/pay/{world.order.token}/",
        "proof of an address": claim_path(world.order),
        "card": card_path(Term.objects.of(other)[0].membership),
        "unsubscribe": unsubscribe_url(other.pk, "newsletter").removeprefix(settings.BASE_URL),
        "new address": a_letter_link("portal/new_address", "/preferences/address/"),
        "not me": not_me_path(other),
        "set-up": f"/set-up/begin/{token_urlsafe(32)}/",
        "demo bank": f"/demo/bank/{world.order.payments.earliest('pk').reference}/",
    }
    client = at_the_desk(other)
    client.post("/sign-in/out/")
    client.post("/sign-in/password/reset/", {"email": other.email})
    links["reset"] = a_letter_link("portal/reset", "/reset/")
    client.post("/sign-in/", {"email": other.email})
    session = at_the_desk(other).cookies[settings.SESSION_COOKIE_NAME].value
    words = {"code": mailed_code(), "session": session, "password": SECRET_WORD, "key": KEY, "mail": MAIL}
    return Planted(links, words)


def walks(port: int, secrets: Planted) -> Iterator[tuple[str, int, str]]:
    """Each address as it is, with a letter too many, and broken in three ways; what the pages of refusal say."""
    browser = Browser(port)
    browser.cookies[settings.SESSION_COOKIE_NAME] = secrets.words["session"]
    token = browser.form("/join/qualified/")
    for name, path in {**secrets.paths, "home": "/me/", "nowhere": "/nowhere/"}.items():
        for shown in (path, f"{path[:-1]}x/", path[:-1], *(f"{path}?fall={status}" for status in (403, 404, 500))):
            yield name, *asked(browser, "GET", shown)
            typed = {"code": secrets.words["code"], "password": SECRET_WORD}
            yield name, *asked(browser, "POST", shown, typed | {"csrfmiddlewaretoken": token})
            yield name, *asked(browser, "POST", shown, typed | {"csrfmiddlewaretoken": "forged"})
    browser.close()


def asked(browser: Browser, method: str, path: str, typed: dict[str, str] | None = None) -> tuple[int, str]:
    try:
        status, said, _to = browser.get(path) if method == "GET" else browser.post(path, typed or {})
    except Broken as broken:
        return 500, broken.said
    return status, said


def a_web_log(file: Path, secrets: Planted, before: str = "") -> tuple[str, list[tuple[str, int, str]]]:
    """What the web server wrote while all of it was asked for, and what it answered."""
    more = {"SECRET_KEY": settings.SECRET_KEY, "EMAIL_URL": f"smtp://nia:{MAIL}@127.0.0.1:9", "LOG_LEVEL": "DEBUG"}
    with file.open("w") as log, serving(before=before + FALLS, log=log, **more) as port:
        answers = list(walks(port, secrets))
    return file.read_text(), answers


@pytest.mark.django_db(transaction=True)
def test_no_log_and_no_error_page_tells_what_opens_something(tmp_path: Path, settings) -> None:
    secrets = planted(a_world())
    # The servers sign with the key that stands in the test's settings: it is planted by being it.
    secrets.words["key"] = settings.SECRET_KEY
    log, answers = a_web_log(tmp_path / "web.log", secrets)
    assert {403, 404, 500} <= {status for _name, status, _said in answers}
    assert log.count("RuntimeError") >= 20, "the control: the faults are in the log"
    assert "Not Found: /pay/…" in log
    assert [(secrets.in_(line), line) for line in log.splitlines() if secrets.in_(line)] == []
    pages = [(name, status) for name, status, said in answers if status >= 400 and secrets.in_(said)]
    assert pages == []


@pytest.mark.django_db(transaction=True)
def test_control_without_the_filter_all_of_them_are_found(tmp_path: Path, settings) -> None:
    secrets = planted(a_world())
    secrets.words["key"] = settings.SECRET_KEY
    log, _answers = a_web_log(tmp_path / "web.log", secrets, before=TELLS_ALL)
    assert secrets.in_(log) == sorted(secrets.secrets)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("tells_all", [False, True])
def test_the_log_of_the_worker_and_the_notes_of_errors_tell_nothing(tells_all: bool) -> None:
    secrets = planted(a_world())
    letters = " ".join(Message.objects.values_list("text", flat=True))
    mailed = [name for name in secrets.in_(letters) if name != "key"]
    assert {"code", "reset", "new address"} <= set(mailed)
    code = (TELLS_ALL if tells_all else "") + WORKER
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment(LOG_LEVEL="DEBUG"), cwd=ROOT, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert "The sweep deliver mail failed" in done.stderr
    assert [name for name in mailed if name in secrets.in_(done.stdout + done.stderr)] == (mailed if tells_all else [])
    notes = [*Message.objects.values_list("answer", flat=True), *Run.objects.values_list("answer", flat=True)]
    assert secrets.in_(" ".join(notes)) == []


@pytest.mark.django_db
def test_a_letter_that_cannot_go_out_is_not_quoted(caplog: pytest.LogCaptureFixture) -> None:
    world = a_world()
    letter = send(template="portal/code", person=world.other, context={"code": "QRST-VWXZ"}, at=clock.now())
    assert letter
    assert "QRST-VWXZ" not in caplog.text


def test_every_address_with_a_secret_in_it_is_known_to_the_log() -> None:
    """A new rule `bearer` without its path here fails the build; so does a path that no address has any more."""
    routes = [filled(found.route, found.view_name, {}) for found in addresses() if _is_secret(found)]
    unknown = [route for route in routes if not route.startswith(BEARER_PATHS)]
    assert unknown == []
    assert [path for path in BEARER_PATHS if not any(route.startswith(path) for route in routes)] == []


def _is_secret(found) -> bool:
    rule = rule_of(found)
    return bool(rule and rule.who == "bearer") or "(?P<key>" in found.route


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Not Found: /pay/3kf9aB-_x/done/", "Not Found: /pay/…/done/"),
        ("next=%2Fconfirm%2FeyJvIjox%3A1v%3Asig%2F&x", "next=%2Fconfirm%2F…%2F&x"),
        ("Resolver404: {'path': 'pay/3kf9aB-_x'}", "Resolver404: {'path': 'pay/…'}"),
        ("postgresql://nia:zz28@db/nia", "postgresql://nia:…@db/nia"),
        ("DETAIL:  Failing row contains (zz28, nia@x.example).", "DETAIL: …"),
        ("{'sessionid': 'zz28zz28', 'a': 'b'}", "{'sessionid': '…', 'a': 'b'}"),
        ("type this code: QRST-VWXZ", "type this code: …"),
        ("Not Found: /library/calm-nights/ (2026-05-04)", "Not Found: /library/calm-nights/ (2026-05-04)"),
        ("/office/people/12/ took 30 ms", "/office/people/12/ took 30 ms"),
    ],
)
def test_what_a_line_keeps(written: str, kept: str) -> None:
    assert told(written) == kept


def test_a_path_without_a_secret_stays_as_it_is() -> None:
    assert path_of("/me/preferences/close/") == "/me/preferences/close/"
    assert re.fullmatch(r"/unsubscribe/…/", path_of("/unsubscribe/WzEsIm4iXQ:sig/"))
