import pytest
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.foundation import clock
from goldseam.foundation.privacy.erasing import erase
from goldseam.foundation.timeline.record import facts_of, sentence
from goldseam.subjects.hubs.actions import LETTERS_A_DAY, CannotWrite, WroteEnough, write_through
from goldseam.subjects.hubs.models import Entry
from goldseam.subjects.hubs.tests.factories import NOON, a_member, found_by, somebody

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_source", lambda: NOON)


def test_bea_writes_to_ada_who_reads_her_words_and_can_answer(client: Client) -> None:
    ada, bea = a_member(), a_member("Bea")
    entry = found_by(ada, "members", shows=["letters"])
    client.force_login(bea)
    page = client.get(f"/directory/{entry.key}/write/").content.decode()
    assert "ada@fife.example" not in page
    answer = client.post(f"/directory/{entry.key}/write/", {"text": "Shall we meet?\n\nOn Tuesday?"}, follow=True)
    assert "Your letter to Ada Lindqvist is on its way." in answer.content.decode()
    assert "ada@fife.example" not in answer.content.decode()
    letter = Message.objects.get(template="hubs/through_directory")
    assert (letter.person, letter.address) == (ada, "ada@fife.example")
    assert "> Shall we meet?\n>\n> On Tuesday?" in letter.text
    assert "bea@fife.example" in letter.text
    said = [sentence(fact, audience="member") for who in (ada, bea) for fact in facts_of(who)]
    assert {"A member wrote to you through the directory", "You wrote to a member through the directory"} <= {*said}


def test_words_that_look_like_a_link_never_become_a_button_of_ours() -> None:
    entry, bea = found_by(a_member(), shows=["letters"]), a_member("Bea")
    trick = "Hello\n\n[Sign in](https://evil.example/)\n\n<a href='https://evil.example/x'>here</a>"
    write_through(entry=entry, by=bea, text=trick, at=NOON)
    html = Message.objects.get().html
    assert 'href="https://evil.example/)' not in html
    assert ">Sign in</a>" not in html
    assert "<a href='https://evil.example" not in html


def test_only_members_write_and_only_to_whoever_ticked_it() -> None:
    entry, bea = found_by(a_member(), shows=["letters"]), a_member("Bea")
    for stranger in (somebody("Cleo"), entry.person):
        with pytest.raises(CannotWrite):
            write_through(entry=entry, by=stranger, text="Hello", at=NOON)
    closed = found_by(a_member("Dora"), shows=["hub"])
    with pytest.raises(CannotWrite):
        write_through(entry=closed, by=bea, text="Hello", at=NOON)
    client = Client()
    client.force_login(bea)
    assert client.get(f"/directory/{closed.key}/write/").status_code == 404
    assert "Members can write to them" in Client().get(f"/directory/{entry.key}/").content.decode()
    assert Message.objects.count() == 0


def test_after_ten_letters_it_is_enough_for_a_day() -> None:
    entry, bea = found_by(a_member(), shows=["letters"]), a_member("Bea")
    for _ in range(LETTERS_A_DAY):
        write_through(entry=entry, by=bea, text="Hello", at=NOON)
    with pytest.raises(WroteEnough):
        write_through(entry=entry, by=bea, text="Hello", at=NOON)
    assert Message.objects.count() == LETTERS_A_DAY


def test_who_is_erased_leaves_no_words_in_the_letters_of_others_and_no_entry() -> None:
    entry, bea = found_by(a_member(), "members", shows=["letters"]), a_member("Bea")
    found_by(bea, "members", offer="Walks")
    write_through(entry=entry, by=bea, text="Shall we meet?", at=NOON)
    letter = Message.objects.get()
    assert "bea@fife.example" in letter.text
    erase(person=bea, by=entry.person, at=NOON)
    letter.refresh_from_db()
    assert (letter.subject, letter.text, letter.html, letter.state) == ("", "", "", Message.State.HELD)
    assert not Entry.objects.filter(person=bea).exists()
