"""The steps of the set-up: what each keeps, what it refuses, and that nothing typed is lost."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from goldseam.core.mail.models import MailServer
from goldseam.core.people.models import Association, Hub, Person
from goldseam.faces.office.tests.factories import NOON, at_the_desk, somebody, staff
from goldseam.faces.setup.models import SetUp
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.publishing.models import HomePage
from tests.dns import name_server
from tests.smtp import Fault, SmtpSink

pytestmark = pytest.mark.django_db

NAMES = {"name": "Association of Weavers", "address": "1 Mill Lane\nLeeds", "email": "office@weavers.example"}
BANK = {"bank_account_name": "Weavers", "bank_sort_code": "200000", "bank_account_number": "12345678"}
COLOURS = {"sea": "#0e4a4d", "pot": "#9b4d32"}
STEPS = ("association", "look", "plans", "hubs", "money", "mail", "pages")


def rows(*told: dict[str, Any], there: int = 0) -> dict[str, Any]:
    """Several forms of one kind as a browser sends them."""
    sent: dict[str, Any] = {"row-TOTAL_FORMS": len(told), "row-INITIAL_FORMS": there}
    return sent | {f"row-{at}-{name}": value for at, row in enumerate(told) for name, value in row.items()}


def step(desk: Client, slug: str, **typed: Any) -> Any:
    return desk.post(f"/set-up/{slug}/", typed)


def a_picture(kind: str = "PNG", size: tuple[int, int] = (600, 300), tail: bytes = b"") -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", size, "#0e4a4d").save(drawn, kind)
    return SimpleUploadedFile("mark.png", drawn.getvalue() + tail, "image/png")


def test_the_steps_are_for_the_office_alone(ottilie: Person) -> None:
    others = [at_the_desk(somebody("Nia")), at_the_desk(staff("treasurer")), at_the_desk(staff("editor"))]
    for slug in ("", *(f"{slug}/" for slug in STEPS)):
        assert [client.get(f"/set-up/{slug}").status_code for client in others] == [403, 403, 403], slug


def test_ottilie_goes_through_all_of_it_and_opens_the_site(
    desk: Client, smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert step(desk, "association", **NAMES)["Location"] == "/set-up/look/"
    assert step(desk, "look", **COLOURS, mark=a_picture())["Location"] == "/set-up/plans/"
    told = {"is_open": "on", "name": "Weaver", "for_whom": "You weave.", "price_pence": "75", "gives": "A loom"}
    assert step(desk, "plans", **rows(told, {}))["Location"] == "/set-up/hubs/"
    assert step(desk, "hubs", **rows({}, {"name": "Dales", "postcode_areas": "LS,BD"}))["Location"] == "/set-up/money/"
    assert step(desk, "money", **BANK)["Location"] == "/set-up/mail/"
    assert "It took the letter" in step(desk, "mail", **{"try": "yes"}).content.decode()
    assert step(desk, "pages", make="yes")["Location"] == "/set-up/pages/"
    monkeypatch.setattr("goldseam.faces.setup.checklist.worker_lives", lambda: True)

    assert desk.post("/set-up/open/")["Location"] == "/set-up/"

    assert (Association.get().name, Association.get().bank_sort_code) == ("Association of Weavers", "20-00-00")
    assert Plan.objects.values_list("slug", "price_pence", "gives").get() == ("weaver", 7500, ["A loom"])
    assert Hub.objects.values_list("slug", "postcode_areas").get() == ("dales", ["LS", "BD"])
    assert [letter.recipient for letter in smtp_sink.letters] == ["ottilie@association.example"]
    stranger = Client()
    home = stranger.get("/").content.decode()
    assert "Association of Weavers" in home
    assert stranger.get("/join/weaver/").status_code == 200
    mark = re.search(r'class="mark" src="([^"]+)"', home)
    assert mark, home
    assert stranger.get(mark[1])["Content-Type"] == "image/png"
    said = set(Fact.objects.filter(by__email="ottilie@association.example").values_list("kind", flat=True))
    assert {"people.association_amended", "membership.plan_entered", "setup.opened", "mail.server_tried"} <= said


def test_the_site_is_not_opened_while_something_needed_is_missing(desk: Client) -> None:
    answer = desk.post("/set-up/open/")
    assert (answer.status_code, "The site was not opened" in answer.content.decode()) == (422, True)
    assert SetUp.objects.get().opened_at is None
    today = desk.get("/office/").content.decode()
    assert "Before the public can come in" in today
    assert "/set-up/plans/" in today


def test_what_was_typed_waits_when_she_goes_back_with_a_mistake_in_it(desk: Client) -> None:
    assert step(desk, "money", **BANK | {"bank_sort_code": "20"}, back="yes")["Location"] == "/set-up/hubs/"
    again = desk.get("/set-up/money/").content.decode()
    assert 'value="Weavers"' in again
    assert "A sort code has six figures" in again
    assert Association.get().bank_account_name == ""
    step(desk, "money", **BANK)
    assert "six figures" not in desk.get("/set-up/money/").content.decode()


def test_going_back_with_all_in_order_saves_it(desk: Client) -> None:
    assert step(desk, "association", **NAMES, back="yes")["Location"] == "/set-up/"
    assert Association.get().name == NAMES["name"]


def test_the_plans_are_changed_where_they_are_and_not_made_twice(desk: Client) -> None:
    proposed = desk.get("/set-up/plans/").content.decode()
    assert proposed.count("Offer this plan") == 4
    weaver = {"is_open": "on", "name": "Weaver", "for_whom": "You weave.", "price_pence": "75", "gives": ""}
    step(desk, "plans", **rows(weaver, weaver | {"name": "Weaver"}))
    first, second = Plan.objects.order_by("pk")
    assert (first.slug, second.slug) == ("weaver", "weaver-2")

    step(desk, "plans", **rows({"pk": first.pk, **weaver, "price_pence": "80"},
                               {"pk": second.pk, "name": "Weaver"}, {}, there=2))  # fmt: skip

    assert list(Plan.objects.order_by("pk").values_list("price_pence", "is_open")) == [(8000, True), (7500, False)]


@pytest.mark.parametrize(
    ("slug", "typed", "words"),
    [
        ("association", NAMES | {"email": "nobody"}, "valid email"),
        ("association", NAMES | {"vat_number": "12"}, "It looks like GB 123 4567 89."),
        ("look", {"sea": "#ffe680", "pot": "#9b4d32"}, "Choose a darker colour."),
        ("look", {"sea": "green", "pot": "#9b4d32"}, "A colour is written as a #"),
        ("plans", rows({"is_open": "on", "name": "Weaver"}), "Please fill this in, or do not offer the plan."),
        ("plans", rows({"is_open": "on", "name": "W", "for_whom": "x", "price_pence": "-1"}), "Please write an amount"),
        ("plans", {}, "ManagementForm"),
        ("hubs", rows({"postcode_areas": "LS"}), "Which hub is this?"),
        ("hubs", rows({"name": "Dales", "postcode_areas": "Leeds"}), "Areas are one or two capitals"),
        ("money", BANK | {"bank_account_number": "12"}, "An account number has eight figures."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(desk: Client, slug: str, typed: dict[str, Any], words: str) -> None:
    before = Fact.objects.count()
    answer = step(desk, slug, **typed)
    assert (answer.status_code, words in answer.content.decode()) == (422, True), answer.content.decode()
    assert Fact.objects.count() == before


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    "sent",
    [
        SimpleUploadedFile("mark.svg", SVG, "image/svg+xml"),
        SimpleUploadedFile("mark.png", SVG, "image/png"),
        SimpleUploadedFile("mark.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "image/png"),
        SimpleUploadedFile("mark.php.png", b"<?php echo 1; ?>", "image/png"),
        SimpleUploadedFile("empty.png", b"\0", "image/png"),
        a_picture(size=(20_001, 1_000)),
    ],
    ids=["svg", "svg named png", "half a png", "php", "nothing", "too many dots"],
)
def test_what_is_no_picture_is_refused(desk: Client, sent: SimpleUploadedFile) -> None:
    answer = step(desk, "look", **COLOURS, mark=sent)
    assert answer.status_code == 422
    assert "picture" in answer.content.decode()
    assert Association.get().mark == ""


def test_a_mark_is_made_anew_so_that_nothing_hides_in_it(desk: Client, settings: Settings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    step(desk, "look", **COLOURS, mark=a_picture("JPEG", tail=b"<script>zz9()</script>"))
    with default_storage.open(Association.get().mark) as kept:
        body = kept.read()
    assert body.startswith(b"\x89PNG")
    assert b"zz9" not in body
    assert Image.open(BytesIO(body)).size == (480, 240)
    step(desk, "look", **COLOURS, is_without_mark="on")
    assert Association.get().mark_url == ""


def test_the_server_named_here_is_used_and_its_password_shown_to_nobody(
    desk: Client, smtp_sink: SmtpSink, settings: Settings
) -> None:
    settings.EMAIL_HOST = ""
    told = {"host": smtp_sink.host, "port": smtp_sink.port, "security": "none", "user": "", "password": ""}
    assert (
        "Without security the password could be read"
        in step(
            desk, "mail", **told | {"host": "mail.example", "user": "ottilie", "password": "kingfisher"}
        ).content.decode()
    )
    smtp_sink.fault = Fault.REFUSED
    page = step(desk, "mail", **told, **{"try": "yes"}).content.decode()
    assert "550 5.1.1 There is no such mailbox here" in page
    assert MailServer.get().tested_at is None
    step(desk, "mail", provider="brevo", port="1", security="none", user="ottilie", password="kingfisher")
    named = MailServer.get()
    assert (named.host, named.port, named.security) == ("smtp-relay.brevo.com", 587, "starttls")
    page = desk.get("/set-up/mail/").content.decode()
    assert "kingfisher" not in page
    assert "One is kept." in page


def test_the_page_says_that_the_servers_settings_come_first_and_looks_at_the_domain(
    desk: Client, smtp_sink: SmtpSink, settings: Settings
) -> None:
    step(desk, "association", **NAMES)
    settings.BASE_URL = "https://weavers.example"
    with name_server({("weavers.example", "TXT"): ["v=spf1 a:weavers.example ~all"]}) as settings.DNS_RESOLVER:
        page = step(desk, "mail", selector="s1", look="yes").content.decode()
    assert "(EMAIL_URL)" in page
    assert "SPF: in order" in page
    assert "v=DMARC1; p=none; rua=mailto:office@weavers.example" in page
    assert MailServer.get().records_missing == ["DKIM", "DMARC"]


def test_the_checklist_names_what_is_there(desk: Client) -> None:
    step(desk, "association", **NAMES)
    step(desk, "pages", make="yes")
    page = desk.get("/set-up/").content.decode()
    assert "2 of 6 things that are needed are there" in page
    assert HomePage.objects.get().title == NAMES["name"]
    assert Association.objects.get().pk == 1
    assert SetUp.objects.get().begun_at == NOON
