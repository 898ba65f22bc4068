"""Promise 28: secrets stay secret. What was planted is looked for in all that we write, say and show."""

import logging
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from django.test import Client
from pytest_django import Settings

from goldseam.core.mail.actions import name_server, send
from goldseam.core.mail.delivery import deliver_due
from goldseam.core.mail.models import MailServer, Message
from goldseam.core.people.models import Association
from goldseam.faces.command import doctor
from goldseam.faces.command.tests.copies import goldseam
from goldseam.faces.office.tests.factories import NOON, at_the_desk, somebody, staff
from goldseam.faces.setup.actions import new_link
from goldseam.faces.setup.models import SetUp
from tests.promises.server import free_port

pytestmark = pytest.mark.django_db
# What only its owner may read. Each is unlike any word of ours.
PASSWORD, MAIL, DATABASE, KEY = "zz28-password", "zz28-mail", "zz28-database", "zz28-key-" + "k" * 60
PLANTED = [PASSWORD, MAIL, DATABASE, KEY]


def leaked(*told: object) -> list[str]:
    """Which secrets stand in it, plainly or as they are spoken to a mail server."""
    text = " ".join(map(str, told))
    spoken = {secret: [secret, b64encode(secret.encode()).decode()] for secret in PLANTED}
    spoken[MAIL].append(b64encode(f"\0nia\0{MAIL}".encode()).decode())
    return [secret for secret, ways in spoken.items() if any(way in text for way in ways)]


class Parrot:
    """A mail server that refuses everybody, and repeats what it was told."""

    def __call__(self, server: Any, session: Any, envelope: Any, mechanism: str, told: LoginPassword) -> AuthResult:
        plain = b"\0" + told.login + b"\0" + told.password
        words = (
            b"535 5.7.8 not with " + told.password + b" nor " + b64encode(plain) + b" nor " + b64encode(told.password)
        )
        return AuthResult(success=False, handled=False, message=words.decode())


@contextmanager
def a_parrot() -> Iterator[int]:
    port = free_port()
    nothing = type("Nothing", (), {})()
    server = Controller(nothing, hostname="127.0.0.1", port=port, authenticator=Parrot(), auth_require_tls=False)
    server.start()
    try:
        yield port
    finally:
        server.stop()


def test_a_mail_server_that_repeats_the_password_does_not_make_us_repeat_it(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    settings.EMAIL_HOST, settings.EMAIL_BACKEND = "", "django.core.mail.backends.smtp.EmailBackend"
    nia = staff("office", given_name="Nia")
    with a_parrot() as port:
        details = {"host": "127.0.0.1", "port": port, "security": "none", "user": "nia"}
        name_server(details=details, password=MAIL, at=NOON, by=nia)
        send(template="mail/test", person=nia, context={}, at=NOON)
        assert deliver_due(at=NOON) == 1
        page = at_the_desk(nia).post("/set-up/mail/", details | {"try": "yes"}).content.decode()
        said = [*doctor.check_mail_server()]
    letter = Message.objects.get()
    assert "535 5.7.8 not with" in page
    assert "535" in letter.answer, "the control: the server did say it"
    # The server's own log is not ours.
    ours = [record.getMessage() for record in caplog.records if record.name != "mail.log"]
    assert any("The mail server is away" in line for line in ours), "the control: the fault is in the log"
    assert leaked(page, letter.answer, said, ours) == []


def test_an_error_page_and_its_log_tell_nothing_that_was_typed(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, settings: Settings
) -> None:
    """The database goes away in the middle of a form; the traceback goes into the log."""
    caplog.set_level(logging.DEBUG)
    settings.SECRET_KEY = KEY
    somebody("Nia")
    client = Client(raise_request_exception=False)

    def away() -> Association:
        secret = PASSWORD
        raise RuntimeError("the database is away", len(secret))

    monkeypatch.setattr(Association, "get", away)
    typed = {"login": "nia.ferreday@families.example", "password": PASSWORD}
    answers = [client.post("/sign-in/password/", typed), client.get("/join/"), client.get(f"/search/?q={'x' * 9}")]
    assert 500 in {answer.status_code for answer in answers}
    assert "RuntimeError" in caplog.text, "the control: the fault is in the log"
    assert leaked(caplog.text, *(answer.content.decode() for answer in answers)) == []


def test_the_commands_say_what_is_wrong_without_saying_what_is_secret(tmp_path: Path) -> None:
    told = {
        "GOLDSEAM_MODE": "production",
        "BASE_URL": "http://127.0.0.1:9",
        "EMAIL_URL": f"smtp://nia:{MAIL}@127.0.0.1:9",
        "SECRET_KEY": KEY,
        "LOG_LEVEL": "DEBUG",
    }
    done = goldseam("doctor", home=tmp_path, database=f"postgresql://nia:{DATABASE}@127.0.0.1:9/nia", **told)
    assert "The database does not answer" in done.stdout
    assert "The mail server at 127.0.0.1:9 does not answer" in done.stdout
    assert leaked(done.stdout, done.stderr) == []


def test_what_the_database_holds_opens_nothing(settings: Settings) -> None:
    secret = new_link(at=NOON)
    name_server(details={"host": "x.example"}, password=MAIL, at=NOON, by=somebody("Nia"))
    rows = [*SetUp.objects.values(), *MailServer.objects.values()]
    assert secret
    assert secret not in str(rows)
    assert leaked(rows) == []


def test_a_secret_that_was_told_would_be_found() -> None:
    """The control of the tests above."""
    assert leaked(f"<p>{PASSWORD}</p>") == [PASSWORD]
    assert leaked(b64encode(f"\0nia\0{MAIL}".encode())) == [MAIL]
