"""A member's own rights, at /me/preferences/: a copy of everything, and a closed account."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.test import Client
from pytest_django import Settings

from goldseam.core.mail.delivery import deliver_due
from goldseam.core.mail.models import Message
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.faces.portal.tests.factories import a_member, a_person, staff
from goldseam.foundation import clock
from goldseam.foundation.privacy.models import Erasure, Request
from goldseam.foundation.work.runs import carry_on
from goldseam.subjects.membership.closing import close_due, closing_of, forget_last_letters
from goldseam.subjects.membership.models import Term
from tests.smtp import SmtpSink

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME, settings.PRIVATE_ROOT = tmp_path, tmp_path / "private"


def test_nia_has_a_copy_made_and_downloads_it(client: Client) -> None:
    nia = a_member("Nia")
    client.force_login(nia)
    client.post("/me/preferences/copy/")
    assert b"Your copy is being made" in client.get("/me/preferences/").content

    carry_on(at=clock.now())

    assert b"Download your copy" in client.get("/me/preferences/").content
    answer = client.get("/me/preferences/copy/download/")
    with ZipFile(BytesIO(b"".join(answer.streaming_content))) as copy:  # type: ignore[attr-defined]
        assert f"papers/membership-card-{nia.membership.number}.pdf" in copy.namelist()
        assert "everything.json" in copy.namelist()
    assert Request.objects.get().answered_at, "nobody in the office has to do anything"
    history = client.get("/me/history/").content.decode()
    assert "You asked for a copy of everything we hold about you" in history

    Request.objects.update(made_at=clock.now() - timedelta(days=8))
    assert client.get("/me/preferences/copy/download/").status_code == 302


def test_a_copy_asked_for_twice_is_made_once(client: Client) -> None:
    client.force_login(a_member("Nia"))
    client.post("/me/preferences/copy/")
    client.post("/me/preferences/copy/")
    assert Request.objects.count() == 1


def test_nia_closes_her_account_now(client: Client, smtp_sink: SmtpSink) -> None:
    nia = a_member("Nia")
    people.set_consents(person=nia, purposes=["newsletter"], at=clock.now(), by=nia)
    client.force_login(nia)
    shown = client.get("/me/preferences/close/").content.decode()
    assert "Register of members: Companies Act 2006 s. 113." in shown
    assert client.post("/me/preferences/close/", {"when": "now"}).status_code == 422
    assert not Erasure.objects.exists()

    done = client.post("/me/preferences/close/", {"when": "now", "understood": "on"}, follow=True)

    assert "We have closed it" in done.content.decode()
    assert client.get("/me/").status_code == 302
    nia = Person.objects.get(pk=nia.pk)
    assert (nia.given_name, nia.email, nia.is_active) == ("", None, False)
    assert nia.consents.get().withdrawn_where == "closing"
    assert not Term.objects.current(on=clock.local_date(clock.now()) + timedelta(days=1)).exists()
    deliver_due(at=clock.now())
    assert "Your account is closed" in smtp_sink.to("nia@families.example")[0].subject
    forget_last_letters(at=clock.now())
    assert not Message.objects.exclude(address="").exists()


def test_nia_lets_her_membership_run_out_first_and_may_change_her_mind(client: Client) -> None:
    nia = a_member("Nia")
    client.force_login(nia)
    client.post("/me/preferences/close/", {"when": "later", "understood": "on"})
    assert closing_of(nia)
    client.post("/me/preferences/close/keep/")
    assert closing_of(nia) is None

    client.post("/me/preferences/close/", {"when": "later", "understood": "on"})
    last = Term.objects.of(nia)[0].ends_on
    almost = clock.now() + (last - clock.local_date(clock.now()))
    assert close_due(at=almost) == 0
    assert close_due(at=almost + timedelta(days=1)) == 1
    assert Erasure.objects.get().person == nia


def test_staff_are_told_to_have_their_role_ended_first(client: Client) -> None:
    ruth = staff("Ruth")
    client.force_login(ruth)
    assert "The role Office has to end first." in client.get("/me/preferences/close/").content.decode()
    refused = client.post("/me/preferences/close/", {"understood": "on"})
    assert refused.status_code == 422
    assert Person.objects.get(pk=ruth.pk).is_active


def test_what_nia_said_yes_to_stands_beside_the_box_and_what_she_took_back_below(client: Client) -> None:
    nia = a_person("Nia")
    at = clock.now()
    people.set_consents(person=nia, purposes=["newsletter"], at=at, by=nia, where="joining")
    client.force_login(nia)
    assert b", when joining." in client.get("/me/preferences/").content
    people.set_consents(person=nia, purposes=[], at=at, by=nia, where="preferences")
    assert b"You took back:" in client.get("/me/preferences/").content
