"""The mail server that the office names: kept safely, used by the worker, tried before anybody relies on it."""

import pytest
from django.db import connection
from pytest_django import Settings

from goldseam.core.mail import server
from goldseam.core.mail.actions import name_server, send
from goldseam.core.mail.delivery import deliver_due
from goldseam.core.mail.models import MailServer, Message
from goldseam.core.mail.server import Server
from goldseam.core.mail.trying import try_out
from goldseam.core.people.models import Person
from goldseam.faces.office.tests.factories import NOON, somebody
from goldseam.foundation.sealing import seal, unseal
from tests.smtp import Fault, SmtpSink

pytestmark = pytest.mark.django_db
PASSWORD = "kingfisher-by-the-weir"


@pytest.fixture
def nothing_named(smtp_sink: SmtpSink, settings: Settings) -> SmtpSink:
    """A mail server runs, and no setting names it."""
    settings.EMAIL_HOST = ""
    return smtp_sink


def named(sink: SmtpSink, *, by: Person, password: str | None = None, **more: object) -> None:
    details = {"host": sink.host, "port": sink.port, "security": "none", "user": ""} | more
    name_server(details=details, password=password, at=NOON, by=by)


def test_letters_wait_until_a_server_is_named_and_then_leave_by_it(nothing_named: SmtpSink) -> None:
    nia = somebody("Nia")
    send(template="mail/test", person=nia, context={}, at=NOON)
    assert deliver_due(at=NOON) == 0
    assert Message.objects.get().attempts == 0, "a letter is not given up because nobody named a server"

    named(nothing_named, by=nia)

    assert deliver_due(at=NOON) == 1
    assert [letter.recipient for letter in nothing_named.letters] == [nia.email]


def test_what_the_environment_names_comes_before_what_the_office_named(smtp_sink: SmtpSink) -> None:
    name_server(details={"host": "elsewhere.example"}, password=None, at=NOON, by=somebody("Nia"))
    found = server.current()
    assert found is not None
    assert (found.host, found.port, found.is_from_environment) == (smtp_sink.host, smtp_sink.port, True)


def test_the_password_lies_sealed_and_opens_under_the_same_key_only(
    nothing_named: SmtpSink, settings: Settings
) -> None:
    named(nothing_named, by=somebody("Nia"), password=PASSWORD, user="nia")
    with connection.cursor() as cursor:
        cursor.execute("SELECT m::text || coalesce((SELECT string_agg(f::text, '') FROM timeline_fact f), '')"
                       " FROM mail_mailserver m")  # fmt: skip
        assert PASSWORD not in cursor.fetchone()[0]
    found = server.current()
    assert found is not None
    assert found.password == PASSWORD
    assert PASSWORD not in repr(found)
    assert unseal(seal(PASSWORD, purpose="one"), purpose="another") is None
    settings.SECRET_KEY = "another key, that of a server made anew"
    assert server.stored(MailServer.get()).password == "", "then it is typed once more"


def test_an_empty_password_keeps_the_one_there_is_and_a_change_wants_a_new_trial(nothing_named: SmtpSink) -> None:
    nia = somebody("Nia")
    named(nothing_named, by=nia, password=PASSWORD, user="nia")
    MailServer.objects.update(tested_at=NOON)
    named(nothing_named, by=nia, user="nia")
    assert (server.stored(MailServer.get()).password, MailServer.get().tested_at) == (PASSWORD, NOON)
    named(nothing_named, by=nia, user="maria")
    assert MailServer.get().tested_at is None


def test_a_trial_tells_each_step_in_the_servers_own_words(smtp_sink: SmtpSink) -> None:
    said = try_out(Server(smtp_sink.host, smtp_sink.port, "none"), to="nia@families.example")
    assert all(step.is_good for step in said)
    assert said[-1].answer == "250 Kept"
    assert smtp_sink.to("nia@families.example")[0].subject == "A letter of trial from Our association"


@pytest.mark.parametrize(
    ("fault", "answer"),
    [
        (Fault.TEMPORARY, "451 4.3.0 Not now, try again later"),
        (Fault.REFUSED, "550 5.1.1 There is no such mailbox here"),
        (Fault.REFUSED_CONTENT, "554 5.7.1 This letter is not wanted here"),
        (Fault.UNAVAILABLE, "421 4.3.2 Closed for the moment"),
    ],
)
def test_a_server_that_says_no_is_quoted(smtp_sink: SmtpSink, fault: Fault, answer: str) -> None:
    smtp_sink.fault = fault
    said = try_out(Server(smtp_sink.host, smtp_sink.port, "none"), to="nia@families.example")
    assert (said[-1].is_good, said[-1].answer) == (False, answer)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"security": "starttls"}, "does not offer what we ask for"),
        ({"security": "tls"}, "how to keep the connection secret"),
        ({"user": "nia", "password": PASSWORD}, "does not offer what we ask for"),
        ({"port": 9}, "Nobody listens"),
        ({"host": "nobody.invalid"}, "cannot be reached: look at its name"),
    ],
)
def test_what_was_set_wrongly_is_said_in_plain_words(smtp_sink: SmtpSink, told: dict[str, object], words: str) -> None:
    settings = {"host": smtp_sink.host, "port": smtp_sink.port, "security": "none"} | told
    said = try_out(Server(**settings), to="nia@families.example")  # type: ignore[arg-type]
    assert words in said[-1].words, said
    assert not said[-1].is_good
    assert PASSWORD not in str(said)
