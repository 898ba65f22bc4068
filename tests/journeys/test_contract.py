"""The contract that strangers' scripts use, over plain HTTP and without a browser: ordinary forms, no script, JSON."""

import http.cookiejar
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

import pytest

from goldseam.core.sales.models import Order
from goldseam.faces.demo.accounts import current_codes
from tests.journeys.living import Live
from tests.promises.sizes import size

pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "Babies settle with a person before they settle alone."
ROLES = ["office", "treasurer", "events", "editor", "hublead", "judge", "coordinator", "member", "student", "lapsed"]


class Form(HTMLParser):
    """The fields of the forms of a page: names, values, kinds; what a script would read."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.kinds: dict[str, str] = {}
        self.ticked: set[str] = set()
        self.choices: dict[str, list[str]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        told = dict(attributes)
        name = told.get("name")
        if not name or tag not in ("input", "select", "textarea", "button"):
            return
        kind = told.get("type") or tag
        self.kinds[name] = kind
        self.choices.setdefault(name, []).append(told.get("value") or "")
        if kind in ("checkbox", "radio") and "checked" in told:
            self.ticked.add(name)
        if kind not in ("checkbox", "radio", "submit"):
            self.fields[name] = told.get("value") or ""


@dataclass
class Answer:
    status: int
    url: str
    text: str
    headers: Mapping[str, str]

    @property
    def path(self) -> str:
        return urllib.parse.urlsplit(self.url).path

    @property
    def form(self) -> Form:
        return Form(self.text)


class Script:
    """A stranger's script: a cookie jar and the standard library."""

    def __init__(self, base: str) -> None:
        self.base = base
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)

    def ask(self, path: str, data: Mapping[str, str] | None = None, **headers: str) -> Answer:
        url = path if path.startswith("http") else self.base + path
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        request = urllib.request.Request(url, data=body, headers=headers)
        try:
            answer = self.opener.open(request, timeout=60)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return Answer(answer.status, answer.url, answer.read().decode("utf-8", "replace"), dict(answer.headers))

    def fill(self, page: Answer, **typed: str) -> Answer:
        """Send the form of a page back to its own address with what was typed."""
        token = page.form.fields["csrfmiddlewaretoken"]
        return self.ask(page.url, {"csrfmiddlewaretoken": token, **typed})


@pytest.fixture
def new_script(live: Live) -> Callable[[], Script]:
    return lambda: Script(live.url)


@pytest.fixture
def script(new_script: Callable[[], Script]) -> Script:
    return new_script()


NIA = {
    "given_name": "Nia",
    "family_name": "Ferreday",
    "email": "nia@families.example",
    "profession": "Health visitor, and still learning",
    "employer": "",
    "postcode": "LS6 2AB",
    "hub": "",
    "agree": "on",
}


def joining(script: Script, **changes: str) -> Answer:
    """From /join/ to the bank's page."""
    plans = script.ask("/join/")
    assert 'href="/join/qualified-professional/"' in plans.text
    pay = script.fill(script.ask("/join/qualified-professional/"), **{**NIA, **changes})
    assert re.fullmatch(r"/pay/[\w-]+/", pay.path), pay.text[:500]
    assert pay.form.kinds["method"] == "radio"
    assert {"demo", "transfer"} <= set(pay.form.choices["method"])
    return script.fill(pay, method="demo")


def mails(script: Script, to: str = NIA["email"]) -> list[dict[str, Any]]:
    return list(json.loads(script.ask(f"/demo/mail.json?to={to}").text))


def test_a_script_joins_pays_confirms_and_reads(live: Live, script: Script) -> None:
    assert SECRET not in script.ask("/library/infant-sleep/").text
    bank = joining(script)
    assert re.fullmatch(r"/demo/bank/[\w-]+/", bank.path)
    assert bank.form.choices["outcome"] == ["pay", "decline", "decline_hard", "hang", "twice", "first"]

    done = script.fill(bank, outcome="pay")
    assert re.fullmatch(r"/pay/[\w-]+/done/", done.path)
    live.work()

    (welcome,) = mails(script)
    assert set(welcome) >= {"to", "subject", "text", "html", "links", "attachments"}
    assert welcome["to"] == NIA["email"]
    assert [name.partition("-")[0] for name in welcome["attachments"]] == ["receipt", "membership"]
    (link,) = welcome["links"]
    assert link.startswith(live.url)
    assert script.ask("/me/").path.startswith("/sign-in/"), "the browser that paid is not signed in by paying"
    assert script.fill(script.ask(link)).path == "/me/"

    assert SECRET in script.ask("/library/infant-sleep/").text
    file = script.ask("/library/infant-sleep/download/")
    assert (file.status, file.headers["Content-Type"]) == (200, "application/pdf")
    for path in ("/me/history/", "/me/payments/", "/me/cpd/", "/me/preferences/"):
        assert script.ask(path).status == 200, path


def test_a_script_orders_a_team_of_seven_and_finds_its_page(live: Live, script: Script) -> None:
    assert 'href="/teams/"' in script.ask("/join/").text
    page = script.ask("/teams/?seats=7")
    assert "7 × £65 = £455" in " ".join(page.text.split())
    bronwen = {"given_name": "Bronwen", "family_name": "Sayle", "email": "bronwen@bramble.example", "agree": "on"}
    ordered = {"organisation": "Bramble Lane", "seats": "7", "purchase_order": "PO-17"}

    bank = script.fill(script.fill(page, **bronwen, **ordered), method="demo")
    assert re.fullmatch(r"/pay/[\w-]+/done/", script.fill(bank, outcome="pay").path)
    live.work()

    (letter,) = mails(script, "bronwen@bramble.example")
    (link,) = letter["links"]
    assert script.fill(script.ask(link)).path == "/me/"
    team = script.ask("/me/team/")
    assert "Places taken: 0 of 7." in " ".join(team.text.split())
    assert "addresses" in team.form.kinds


def test_the_form_has_the_names_that_were_promised_and_no_consent_is_ticked(script: Script) -> None:
    form = script.ask("/join/qualified-professional/").form

    assert {*NIA} <= set(form.kinds)
    consents = [name for name in form.kinds if name.startswith("consent_")]
    assert consents
    assert all(form.kinds[name] == "checkbox" for name in [*consents, "agree"])
    assert form.ticked == set()


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("pay", "paid"),
        ("decline", "open"),
        ("decline_hard", "open"),
        ("hang", "open"),
        ("twice", "paid"),
        ("first", "paid"),
    ],
)
def test_each_button_of_the_bank_ends_in_a_state(live: Live, script: Script, outcome: str, state: str) -> None:
    after = script.fill(joining(script), outcome=outcome)
    assert after.status == 200
    live.work()
    live.work()

    assert Order.objects.get().state == state
    if outcome == "hang":
        assert "/done/" in after.text
    if outcome.startswith("decline"):
        (letter,) = mails(script)
        (link,) = letter["links"]
        assert script.fill(script.fill(script.ask(link), method="demo"), outcome="pay").path.endswith("/done/")
        live.work()
        assert Order.objects.get().state == "paid"


def test_the_clock_is_read_and_moved(live: Live, script: Script) -> None:
    before = json.loads(script.ask("/demo/clock/?format=json").text)
    page = script.ask("/demo/clock/")
    days = size(7, 45)
    moved = script.fill(page, days=str(days))

    assert moved.status == 200
    after = json.loads(script.ask("/demo/clock/", Accept="application/json").text)
    assert after["days_ahead"] == before["days_ahead"] + days
    assert script.ask("/demo/clock/", {"days": "1"}).status == 403, "a form needs its token"


@pytest.mark.parametrize("role", ROLES)
def test_every_role_is_one_press_away(new_script: Callable[[], Script], role: str) -> None:
    script = new_script()
    start = script.ask("/demo/")
    assert role in start.form.choices["role"]
    token = start.form.fields["csrfmiddlewaretoken"]

    inside = script.ask("/demo/sign-in/", {"csrfmiddlewaretoken": token, "role": role})

    assert inside.status == 200
    assert inside.path in ("/office/", "/me/")
    assert script.ask("/me/").path == "/me/"


def test_staff_sign_in_by_password_and_the_code_that_is_shown(script: Script) -> None:
    shown = re.findall(r"<strong>(\d{6})</strong>", script.ask("/demo/").text)
    assert set(shown) == set(current_codes().values())
    (door,) = re.findall(r'href="(/sign-in/[^"]*password[^"]*)"', script.ask("/demo/").text)
    page = script.ask(door)

    second = script.fill(page, login="office@aimh.example", password="goldseam-demo")
    assert "code" in second.form.kinds
    assert script.fill(second, code=current_codes()["office@aimh.example"]).status == 200
    assert script.ask("/office/").path == "/office/"


def test_health_names_what_is_down(script: Script) -> None:
    answer = script.ask("/healthz")
    told = json.loads(answer.text)
    assert {"status", "database", "worker", "mail"} <= set(told)
    assert (answer.status, told["worker"], told["down"]) == (503, "down", ["worker"]), "nobody works in this test"


def test_what_is_not_built_is_linked_nowhere(script: Script) -> None:
    seen, todo = set(), {"/", "/demo/"}
    while todo:
        path = todo.pop()
        seen.add(path)
        page = script.ask(path)
        assert page.status == 200, path
        found = {link for link in re.findall(r'<a[^>]* href="(/[^"#?]*)', page.text) if "/notice/" not in link}
        todo |= {link for link in found if not link.startswith(("/office/", "/demo/mail", "/healthz"))} - seen
        assert len(seen) < 120
    assert {"/join/", "/library/", "/blog/", "/news/", "/hubs/"} <= seen
