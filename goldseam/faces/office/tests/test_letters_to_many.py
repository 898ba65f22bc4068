"""Writing to many: a standard letter, who gets it and who does not and why, a test, and the sending itself."""

import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldseam.core.mail.actions import Basis, note_bounce, send
from goldseam.core.mail.models import LetterVersion, Message, Recipient, Sending, StandardLetter
from goldseam.core.people import actions as people
from goldseam.core.people.models import Hold, Hub, Person
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, members, press, somebody, staff, today_is
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.work import runs
from goldseam.subjects.membership.tests.factories import an_association

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Spring day",
    "subject": "Dear {given_name}, come to {hub}",
    "body": "Dear {given_name},\n\nyour {plan} runs until {valid_until}.\n\n[See what is on](/events/)\n\nOlive",
    "basis": "consent",
    "purpose": "hub",
    "is_for_hub_leads": "on",
}
NOTICE = {
    "name": "Our new address",
    "subject": "We have moved",
    "body": "Dear {given_name},\n\nwe have moved.\n\nOlive",
    "basis": "service",
    "needed_for": "Where to send what they owe",
    "promotes_nothing": "on",
}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def york() -> Hub:
    return a_hub("yorkshire")


@pytest.fixture
def olive() -> Client:
    """The office at its desk."""
    return at_the_desk(staff("office", given_name="Olive"))


def kept(client: Client, typed: dict[str, str] = TYPED) -> StandardLetter:
    assert press(client, "/office/standard-letters/new/", typed).status_code == 302
    return StandardLetter.objects.get(name=typed["name"])


def prepared(client: Client, letter: StandardLetter, audience: str = "everybody", hub: Hub | None = None) -> Sending:
    typed = {"letter": str(letter.pk), "audience": audience, "hub": str(hub.pk) if hub else ""}
    assert press(client, "/office/letters-to-many/new/", typed).status_code == 302
    return Sending.objects.latest("pk")


def says_yes(person: Person, purpose: str = "hub") -> Person:
    people.set_consents(person=person, purposes=[purpose], at=NOON, by=person)
    return person


def page(client: Client, sending: Sending, question: str = "") -> str:
    return client.get(f"/office/letters-to-many/{sending.pk}/{question}").content.decode()


def reasons(sending: Sending) -> dict[str, str]:
    return dict(sending.recipients.values_list("person__given_name", "reason"))


def test_a_letter_with_a_gap_that_nobody_can_fill_is_refused_with_those_there_are(olive: Client) -> None:
    answer = press(olive, "/office/standard-letters/new/", TYPED | {"body": "Dear {first name},\n\nhello {hub}."})

    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "We cannot write {first name}. There are: {given_name}, {family_name}, {hub}, {plan}" in shown
    assert "hello {hub}." in shown, "what was typed stays"
    assert not StandardLetter.objects.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"purpose": ""}, "Please choose what they said yes to."),
        (NOTICE | {"promotes_nothing": ""}, "A letter that promotes anything is sent by consent"),
        (NOTICE | {"needed_for": ""}, "Please say what people need it for."),
        ({"purpose": "newsletter"}, "Hub leads write by consent to letters of the hub"),
        ({"basis": "soft_opt_in"}, "Select a valid choice"),
    ],
)
def test_a_letter_without_a_right_to_send_it_is_refused(olive: Client, typed: dict[str, str], said: str) -> None:
    answer = press(olive, "/office/standard-letters/new/", TYPED | typed)

    assert said in answer.content.decode()
    assert not StandardLetter.objects.exists()


def test_the_database_itself_keeps_no_letter_without_a_right_and_changes_none_that_was_kept(olive: Client) -> None:
    version = kept(olive).versions.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterVersion.objects.create(letter=version.letter, number=2, basis="service", written_at=NOON)
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterVersion.objects.filter(pk=version.pk).update(subject="Something else")


def test_what_was_sent_can_be_read_as_it_was_sent_after_the_letter_was_changed(olive: Client) -> None:
    letter = kept(olive)

    press(olive, f"/office/standard-letters/{letter.pk}/change/", TYPED | {"subject": "Another subject"})
    press(olive, f"/office/standard-letters/{letter.pk}/change/", TYPED | {"subject": "Another subject"})

    assert list(letter.versions.values_list("number", "subject")) == [(2, "Another subject"), (1, TYPED["subject"])]
    first = olive.get(f"/office/standard-letters/{letter.pk}/?version=1").content.decode()
    assert "Dear {given_name}, come to {hub}" in first
    assert "by Olive Staff" in first


def test_before_anything_is_sent_it_is_said_who_does_not_get_it_and_why(olive: Client, york: Hub) -> None:
    members(1, hub=york)
    nia = says_yes(Person.objects.get(given_name="Member1"))
    says_yes(somebody("Plain", hub=york))
    says_yes(somebody("Nowhere", hub=york, email=None))
    held, bounced, merged = (says_yes(somebody(name, hub=york)) for name in ("Held", "Bounced", "Merged"))
    somebody("Silent", hub=york)
    Hold.objects.create(person=held, reason="bereaved", since=NOON)
    letter = send(template="portal/address_known", person=bounced, basis=Basis.SIGN_IN, at=NOON)
    note_bounce(message=letter, answer="550 no", at=NOON)
    Person.objects.filter(pk=merged.pk).update(merged_into=nia)

    sending = prepared(olive, kept(olive))

    assert reasons(sending) == {
        "Member1": "",
        "Plain": "no_words",
        "Nowhere": "no_address",
        "Held": "on_hold",
        "Bounced": "suppressed",
        "Silent": "no_consent",
        "Olive": "no_consent",
    }, "who was merged into somebody else stands in no list"
    shown = page(olive, sending)
    assert "1 person would get it." in shown
    assert "member1@many.example" in shown
    assert "Not to be written to for a while" in shown
    assert "Held Ferreday" in page(olive, sending, "?who=on_hold")
    assert not Message.objects.filter(about=f"mail.sending:{sending.pk}").exists()


def test_whom_a_letter_goes_to_is_fixed_by_one_statement_however_many_they_are(olive: Client, york: Hub) -> None:
    letter = kept(olive, NOTICE)
    counts = []
    for begin in (1, 11):
        members(10 if begin == 1 else 200, hub=york, begin=begin)
        with CaptureQueriesContext(connection) as asked:
            sending = prepared(olive, letter, "members")
        counts.append(len(asked))
        assert sending.recipients.filter(reason="").count() == Person.objects.filter(family_name="Many").count()
    assert counts[0] == counts[1]


def test_each_reads_their_own_letter_in_the_preview_and_looking_ends_nobodys_yes(olive: Client, york: Hub) -> None:
    members(2, hub=york)
    for person in Person.objects.filter(family_name="Many"):
        says_yes(person)
    sending = prepared(olive, kept(olive), "members", york)

    second = olive.get(f"/office/letters-to-many/{sending.pk}/preview/?n=2").content.decode()

    assert "2 of 2" in second
    assert "Dear Member2, come to Yorkshire" in second
    assert "runs until 3 May 2027" in second
    row = sending.recipients.get(person__given_name="Member2")
    alone = olive.get(f"/office/letters-to-many/{sending.pk}/preview/{row.pk}/")
    assert "sandbox" in alone["Content-Security-Policy"]
    link = re.search(r'/unsubscribe/[^/"]+/', alone.content.decode())
    assert link
    olive.post(link[0])
    assert row.person.consents.filter(withdrawn_at=None).exists()


def test_a_test_goes_to_oneself_and_to_nobody_else(olive: Client, york: Hub) -> None:
    members(2, hub=york)
    sending = prepared(olive, kept(olive, NOTICE), "members")

    press(olive, f"/office/letters-to-many/{sending.pk}/test/", {})

    letter = Message.objects.get()
    assert (letter.address, letter.subject) == ("Olive@aimh.example", "Test: We have moved")
    assert "Dear Member1," in letter.text
    assert Sending.objects.get().begun_at is None


def sent(client: Client, sending: Sending) -> Any:
    return press(client, f"/office/letters-to-many/{sending.pk}/send/", {}, confirmed=True)


def test_a_letter_is_sent_after_it_was_said_to_how_many_and_stands_in_each_file(olive: Client, york: Hub) -> None:
    members(2, hub=york)
    nia = says_yes(Person.objects.get(given_name="Member1"))
    sending = prepared(olive, kept(olive), "members")

    asked = press(olive, f"/office/letters-to-many/{sending.pk}/send/", {}).content.decode()
    assert "1 person gets the letter “Spring day”" in asked
    assert "1 person of the list does not get it." in asked
    assert Sending.objects.get().begun_at is None
    sent(olive, sending)
    again = sent(olive, sending)
    assert "This has been sent already." in again.content.decode()
    runs.carry_on(at=NOON)

    letter = Message.objects.get(person=nia)
    assert (letter.state, letter.basis, letter.purpose) == ("sent", "consent", "hub")
    assert letter.text.startswith("Dear Member1,\n\nyour Qualified")
    assert "/unsubscribe/" in letter.html
    assert Message.objects.count() == 1
    assert Fact.objects.get(kind="mail.written").person == nia
    file = olive.get(f"/office/people/{nia.pk}/").content.decode()
    assert "We wrote the letter “Spring day”" in file
    assert "Dear Member1, come to Yorkshire" in file
    assert "Sent “Spring day” to 1 people" in page(olive, sending)
    own = olive.get(f"/office/standard-letters/{sending.version.letter_id}/").content.decode()
    assert "Members" in own


def test_whoever_says_no_between_the_list_and_the_sending_gets_nothing(olive: Client, york: Hub) -> None:
    members(2, hub=york)
    for person in Person.objects.filter(family_name="Many"):
        says_yes(person)
    sending = prepared(olive, kept(olive), "members")
    nia = Person.objects.get(given_name="Member1")
    people.set_consents(person=nia, purposes=[], at=NOON, by=nia)

    sent(olive, sending)
    runs.carry_on(at=NOON)

    assert reasons(sending) == {"Member1": "no_consent", "Member2": ""}
    assert set(Message.objects.values_list("person__given_name", flat=True)) == {"Member2"}


def test_a_list_of_the_day_before_yesterday_is_not_sent(
    olive: Client, york: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    from datetime import timedelta

    from goldseam.core.mail.sendings import forget_prepared

    members(1, hub=york)
    sending = prepared(olive, kept(olive, NOTICE), "members")
    today_is(monkeypatch, NOON + timedelta(days=3))

    assert "prepared more than a day ago" in sent(olive, sending).content.decode()
    assert forget_prepared(at=NOON + timedelta(days=3)) > 0
    assert not Recipient.objects.exists()


def test_a_stopped_sending_goes_on_where_it_stopped(olive: Client, york: Hub) -> None:
    members(2, hub=york)
    sending = prepared(olive, kept(olive, NOTICE), "members")
    sent(olive, sending)

    press(olive, f"/office/letters-to-many/{sending.pk}/stop/", {})
    runs.carry_on(at=NOON)
    assert not Message.objects.exists()
    assert "Go on" in page(olive, sending)
    press(olive, f"/office/letters-to-many/{sending.pk}/stop/", {})
    runs.carry_on(at=NOON)

    assert Message.objects.filter(state="sent").count() == 2
    assert "Stopped sending it" in page(olive, sending)


def test_a_hub_lead_writes_the_offices_letter_to_those_of_the_own_hub_who_said_yes(olive: Client, york: Hub) -> None:
    for name, hub in (("Ada", york), ("Ben", york), ("Cleo", a_hub("london"))):
        says_yes(somebody(name, hub=hub))
    held = says_yes(somebody("Dot", hub=york))
    Hold.objects.create(person=held, reason="bereaved", since=NOON)
    typed = TYPED | {"body": "Dear {given_name},\n\nhello.", "subject": "Hello"}
    ours, notice = kept(olive, typed), kept(olive, NOTICE)
    hattie = at_the_desk(staff("hublead", hub=york, given_name="Hattie"))

    sending = prepared(hattie, ours, "everybody", york)

    assert reasons(sending) == {"Ada": "", "Ben": "", "Dot": "on_hold"}
    shown = page(hattie, sending) + page(hattie, sending, "?who=on_hold")
    assert "2 people would get it." in shown
    assert [word for word in ("Dot", "Cleo", "Not to be written to") if word in shown] == []
    for typed in (
        {"letter": str(notice.pk), "audience": "everybody", "hub": str(york.pk)},
        {"letter": str(ours.pk), "audience": "everybody", "hub": str(a_hub("london").pk)},
        {"letter": str(ours.pk), "audience": "everybody", "hub": ""},
    ):
        assert press(hattie, "/office/letters-to-many/new/", typed).status_code == 422
    everybody = prepared(olive, ours)
    assert hattie.get(f"/office/letters-to-many/{everybody.pk}/").status_code == 404
    assert hattie.get("/office/standard-letters/new/").status_code == 403
    assert hattie.get(f"/office/standard-letters/{notice.pk}/").status_code == 404
    sent(hattie, sending)
    runs.carry_on(at=NOON)
    assert Message.objects.filter(state="sent").count() == 2


def test_the_ticked_of_a_list_are_written_to_and_those_whom_the_viewer_may_not_see_are_not(
    olive: Client, york: Hub
) -> None:
    ada, ben = (says_yes(somebody(name, hub=york)) for name in ("Ada", "Ben"))
    cleo = says_yes(somebody("Cleo", hub=a_hub("london")))
    typed = TYPED | {"body": "Dear {given_name},\n\nhello.", "subject": "Hello"}
    letter = kept(olive, typed)
    ticked = f"list=people:list&row={ada.pk}&row={cleo.pk}"
    hattie = at_the_desk(staff("hublead", hub=york, given_name="Hattie"))

    def chosen(client: Client, question: str, **more: str) -> dict[str, str]:
        form = client.get(f"/office/letters-to-many/new/?{question}").content.decode()
        of = re.search(r'name="of" value="([^"]*)"', form)
        assert of, form
        typed = {"letter": str(letter.pk), "of": of[1].replace("&quot;", '"'), **more}
        assert press(client, f"/office/letters-to-many/new/?{question}", typed).status_code == 302
        return reasons(Sending.objects.latest("pk"))

    assert chosen(olive, ticked) == {"Ada": "", "Cleo": ""}
    assert Sending.objects.latest("pk").audience == "2 people"
    assert chosen(olive, "list=people:list&all=yes&q=Ben") == {"Ben": ""}
    assert chosen(hattie, ticked, hub=str(york.pk)) == {"Ada": ""}
    assert "Write to them" in hattie.get("/office/people/").content.decode()
    assert olive.get("/office/letters-to-many/new/?list=people:list").status_code == 302, "nothing was ticked"
    assert ben.consents.exists()
