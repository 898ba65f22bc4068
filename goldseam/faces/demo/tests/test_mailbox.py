import json
import shutil
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.faces.demo import mailbox
from goldseam.faces.demo.postbox import Postbox
from goldseam.subjects.enquiries.tests.factories import asks
from goldseam.subjects.membership.tests.factories import an_association

pytestmark = pytest.mark.django_db


@pytest.fixture
def postbox(settings: Any, tmp_path: Path) -> Postbox:
    settings.HOME = tmp_path
    (tmp_path / "mail").mkdir()
    return Postbox(tmp_path / "mail")


def a_letter(to: str, subject: str = "Welcome", text: str = "Dear Nia,", html: str = "", file: bytes = b"") -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "Office <office@aimh.example>", to, subject
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    if file:
        mail.add_attachment(file, maintype="application", subtype="pdf", filename="receipt-2026-0001.pdf")
    return mail.as_bytes()


def keep(postbox: Postbox, to: str, **what: Any) -> str:
    return postbox.keep("office@aimh.example", to, a_letter(to, **what)).stem


def told(client: Client, question: str = "") -> list[dict[str, Any]]:
    return list(json.loads(client.get(f"/demo/mail.json{question}").content))


def test_letters_are_told_newest_first_with_all_that_is_in_them(client: Client, postbox: Postbox) -> None:
    keep(postbox, "joel@families.example", subject="First")
    keep(
        postbox,
        "nia@families.example",
        subject="Welcome. You are a member",
        text="Dear Nia,\n\nOpen your pages:\nhttp://127.0.0.1:8000/me/\n",
        html='<p>Dear Nia</p><a style="x" href="http://127.0.0.1:8000/me/?a=1&amp;b=2">Open</a>',
        file=b"%PDF-1.7",
    )

    newest, oldest = told(client)

    assert newest["to"] == "nia@families.example"
    assert newest["subject"] == "Welcome. You are a member"
    assert newest["text"].startswith("Dear Nia,")
    assert "<p>Dear Nia</p>" in newest["html"]
    assert newest["links"] == ["http://127.0.0.1:8000/me/", "http://127.0.0.1:8000/me/?a=1&b=2"]
    assert newest["attachments"] == ["receipt-2026-0001.pdf"]
    assert oldest["subject"] == "First"


def test_a_whole_address_finds_its_letters_only_and_a_part_finds_more(client: Client, postbox: Postbox) -> None:
    for to in ("nia@families.example", "tania@families.example", "NIA@families.example", "ni-a@families.example"):
        keep(postbox, to)

    assert len(told(client, "?to=Nia@families.example")) == 2
    assert len(told(client, "?to=nia")) == 3
    assert len(told(client, "?to=nobody@families.example")) == 0
    assert len(told(client)) == 4


def test_they_come_in_pages(client: Client, postbox: Postbox) -> None:
    for number in range(7):
        keep(postbox, "nia@families.example", subject=str(number))

    first = client.get("/demo/mail.json?limit=3")
    assert [letter["subject"] for letter in first.json()] == ["6", "5", "4"]
    assert first["X-Total-Count"] == "7"
    assert 'rel="next"' in first["Link"]
    last = client.get("/demo/mail.json?limit=3&page=3")
    assert [letter["subject"] for letter in last.json()] == ["0"]
    assert "Link" not in last
    assert len(told(client, "?limit=0&page=-1")) == 1
    assert len(told(client, "?limit=ten&page=one")) == 7


def test_of_five_thousand_letters_only_those_that_are_shown_are_opened(client: Client, postbox: Postbox) -> None:
    for number in range(4800):
        # Whoever opened one of these for a letter would fail.
        (postbox.folder / f"{1_700_000_000_000_000_000 + number}-nia-families-example.eml").mkdir()
    for _number in range(200):
        keep(postbox, "nia@families.example")

    assert len(told(client)) == 100
    assert client.get("/demo/mail/").status_code == 200


def test_the_html_of_a_letter_is_locked_in(client: Client, postbox: Postbox) -> None:
    html = '<html><head></head><body><script>steal()</script><img src="http://elsewhere.example/x.gif"></body></html>'
    name = keep(postbox, "nia@families.example", html=html)

    page = client.get(f"/demo/mail/{name}/")
    assert b"<script>steal" not in page.content
    assert f'src="/demo/mail/{name}/html/"' in page.content.decode()
    assert 'sandbox="allow-top-navigation-by-user-activation"' in page.content.decode()
    assert "frame-src" in page["Content-Security-Policy"]

    alone = client.get(f"/demo/mail/{name}/html/")
    policy = alone["Content-Security-Policy"]
    for rule in ("default-src 'none'", "img-src data:", "form-action 'none'", "sandbox", "frame-ancestors 'self'"):
        assert rule in policy
    assert "script-src" not in policy
    assert "allow-scripts" not in policy
    assert alone["X-Frame-Options"] == "SAMEORIGIN"
    assert b'<base target="_top">' in alone.content


def test_what_is_attached_is_a_file_to_keep(client: Client, postbox: Postbox) -> None:
    name = keep(postbox, "nia@families.example", file=b"%PDF-1.7 receipt")

    file = client.get(f"/demo/mail/{name}/0/")

    assert file.content == b"%PDF-1.7 receipt"
    assert file["Content-Type"] == "application/pdf"
    assert file["Content-Disposition"] == 'attachment; filename="receipt-2026-0001.pdf"'
    assert client.get(f"/demo/mail/{name}/1/").status_code == 404


@pytest.mark.parametrize(
    "name", ["..%2f..%2fsecret", "../../secret.key", "1-a", "1795344589986227718-nobody", "x" * 300]
)
def test_nothing_but_letters_can_be_read(client: Client, postbox: Postbox, name: str) -> None:
    (postbox.folder.parent / "secret.key").write_text("ours")
    assert client.get(f"/demo/mail/{name}/").status_code == 404
    assert mailbox.letter(name) is None


def test_a_strange_letter_breaks_no_page(client: Client, postbox: Postbox) -> None:
    strange = [
        b"",
        b"\xff\xfe\x00",
        b"Subject: =?utf-9?q?=ff?=\r\nContent-Type: text/plain; charset=klingon\r\n\r\n\xe9",
    ]
    for body in strange:
        postbox.keep("", "nia@families.example", body)

    assert len(told(client)) == 3
    assert client.get("/demo/mail/").status_code == 200
    for name in mailbox.names():
        assert client.get(f"/demo/mail/{name}/").status_code == 200


def test_a_folder_that_was_cleared_away_is_made_again(client: Client, postbox: Postbox) -> None:
    shutil.rmtree(postbox.folder)
    keep(postbox, "nia@families.example")
    assert len(told(client)) == 1


def test_no_letter_has_come_yet(client: Client, settings: Any, tmp_path: Path) -> None:
    settings.HOME = tmp_path / "nothing"
    assert told(client) == []
    assert b"Nothing has been sent there" in client.get("/demo/mail/").content


def test_a_letter_can_be_answered_and_the_answer_lands_in_its_conversation(client: Client, postbox: Postbox) -> None:
    an_association()
    enquiry = asks()
    sent = Message.objects.get()
    name = postbox.keep(
        "office@aimh.example", sent.address, f"Message-ID: {sent.message_id}\n".encode() + a_letter(sent.address)
    ).stem
    assert "Answer it" in client.get(f"/demo/mail/{name}/").content.decode()

    client.post(f"/demo/mail/{name}/answer/", {"text": "And with a purchase order?"})

    said = enquiry.entries.filter(kind="theirs", way="mail").get()
    assert said.text == "And with a purchase order?"
