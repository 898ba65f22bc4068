"""Students: they join at once, show that they study within a month, and move on to the right plan when it ends."""

import threading
from contextlib import suppress
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from PIL import Image

from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.models import Order
from goldseam.foundation import clock
from goldseam.foundation.contracts import ruptures
from goldseam.subjects.membership.evidence import deeds
from goldseam.subjects.membership.evidence.asking import asked_of
from goldseam.subjects.membership.evidence.deeds import DecidedAlready, accept, ask_again, hand_in
from goldseam.subjects.membership.evidence.links import Proof, show_path
from goldseam.subjects.membership.models import Evidence, Plan
from goldseam.subjects.membership.renewals.rehearsal import rehearse
from goldseam.subjects.membership.tests.factories import a_plan, a_student_plan, an_association
from goldseam.subjects.membership.tests.renewing import charges, days, joins, letters, noon, terms_of

pytestmark = pytest.mark.django_db(transaction=True)
JOINED, ENDS, NEXT = date(2026, 9, 10), date(2027, 9, 9), date(2027, 9, 10)
SOON = JOINED + timedelta(days=3)
FINISHED = "2027-07-31"


@pytest.fixture(autouse=True)
def association(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path / "private"
    an_association()
    a_student_plan()


def it_is(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(clock, "now", lambda: noon(day))


def callum(*, agrees: bool = False) -> Person:
    return joins("Callum", on=JOINED, agrees=agrees, plan=a_student_plan()).person


def a_photograph(kind: str = "JPEG", name: str = "../../card.jpg") -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn, kind)
    return SimpleUploadedFile(name, drawn.getvalue(), content_type="text/html")


def papers(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "private").rglob("*") if path.is_file()]


def office() -> Person:
    return Person.objects.get_or_create(
        email="olive@aimh.example", defaults={"given_name": "Olive", "met_at": noon(JOINED)}
    )[0]


def names_address(client: Client, page: str, address: str, ends: str = "2029-06-30") -> Any:
    told = {"way": "address", "address-address": address, "address-studies_end_on": ends}
    return client.post(page, told, follow=True)


def hands_in(client: Client, page: str, file: Any, ends: str = FINISHED) -> Any:
    return client.post(page, {"way": "paper", "paper-file": file, "paper-studies_end_on": ends}, follow=True)


def the_link(part: str) -> str:
    text = Message.objects.latest("pk").text
    word = next(word for word in text.split() if part in word)
    return word[word.index(part) :]


def test_joining_says_what_is_asked_by_when_and_what_comes_after(client: Client, monkeypatch: Any) -> None:
    it_is(monkeypatch, JOINED)
    said = client.get("/join/student/").content.decode()
    for told in ("You join at once", "Within 30 days", "Qualified Professional", "unless you say yes"):
        assert told in said
    assert "That you are studying" not in client.get("/join/qualified/").content.decode()


def test_callum_confirms_the_address_of_his_university_which_is_not_the_one_he_signs_in_with(
    client: Client, monkeypatch: Any
) -> None:
    person = callum()
    it_is(monkeypatch, SOON)

    said = names_address(client, show_path(person), "c.oyelaran@students.lantern.ac.uk").content.decode()
    assert "We have written to c.oyelaran@students.lantern.ac.uk" in said
    letter = Message.objects.latest("pk")
    assert letter.address == "c.oyelaran@students.lantern.ac.uk"
    assert not Evidence.objects.exists(), "nothing counts before the letter is answered"

    link = the_link("/studies/confirm/")
    assert "Is this your university address?" in client.get(link).content.decode()
    assert not Evidence.objects.exists(), "looking confirms nothing"
    for _ in range(2):
        assert "it is confirmed" in client.post(link).content.decode()

    shown = Evidence.objects.get()
    assert shown.valid_until == date(2027, 8, 13), "eleven months: for the beginning of one term, never of two"
    assert person.email == "callum@families.example"
    assert client.get("/me/").status_code == 302, "the link signs nobody in"


def test_an_address_counts_no_longer_than_the_studies(client: Client, monkeypatch: Any) -> None:
    person = callum()
    it_is(monkeypatch, SOON)
    names_address(client, show_path(person), "c@lantern.ac.uk", ends="2026-12-31")
    client.post(the_link("/studies/confirm/"))
    assert Evidence.objects.get().valid_until == date(2026, 12, 31)


def test_another_address_shows_nothing_and_what_was_typed_stays(client: Client, monkeypatch: Any) -> None:
    person = callum()
    it_is(monkeypatch, SOON)
    before = Message.objects.count()
    for address in ("c@families.example", "c@evilac.uk", "c@lantern.ac.uk.example", "no address"):
        said = names_address(client, show_path(person), address).content.decode()
        assert "aria-invalid" in said
        assert f'value="{address}"' in said
    assert Message.objects.count() == before


def test_one_address_counts_for_one_person(client: Client, monkeypatch: Any) -> None:
    person, other = callum(), joins("Dara", on=JOINED, agrees=False, plan=a_student_plan()).person
    it_is(monkeypatch, SOON)
    for somebody in (person, other):
        names_address(client, show_path(somebody), "shared@lantern.ac.uk")
        said = client.post(the_link("/studies/confirm/")).content.decode()
    assert "Somebody else has confirmed this address" in said
    assert Evidence.objects.get().person == person


def test_a_paper_waits_for_the_office_is_accepted_and_then_deleted(
    client: Client, monkeypatch: Any, tmp_path: Path
) -> None:
    person = callum()
    it_is(monkeypatch, SOON)
    said = hands_in(client, show_path(person), a_photograph()).content.decode()
    assert "within 7 days" in said
    shown = Evidence.objects.get()
    assert (shown.name, shown.content_type) == ("card.jpg", "image/jpeg"), "told by its content"
    assert len(papers(tmp_path)) == 1
    assert "card" not in papers(tmp_path)[0].name

    accept(evidence=shown, valid_until=date(2027, 7, 31), at=noon(SOON), by=office())

    assert papers(tmp_path) == []
    asked = asked_of(person)
    assert asked
    assert asked.good_until == date(2027, 7, 31)
    assert "31 July 2027" in Message.objects.latest("pk").text
    with pytest.raises(DecidedAlready):
        ask_again(evidence=shown, reason="Too late", at=noon(SOON), by=office())


def test_asked_again_he_reads_why_and_hands_in_another(client: Client, monkeypatch: Any, tmp_path: Path) -> None:
    person = callum()
    it_is(monkeypatch, SOON)
    shown = hand_in(person=person, file=a_photograph(), studies_end_on=date(2027, 7, 31), at=noon(SOON))
    ask_again(evidence=shown, reason="The year on the card cannot be read.", at=noon(SOON), by=office())

    assert papers(tmp_path) == []
    assert "The year on the card cannot be read." in Message.objects.latest("pk").text
    link = the_link("/studies/")
    assert "The year on the card cannot be read." in client.get(link).content.decode()
    hands_in(client, link, a_photograph("PNG"))
    assert Evidence.objects.waiting().count() == 1


def test_a_second_paper_takes_the_place_of_the_first(client: Client, monkeypatch: Any, tmp_path: Path) -> None:
    person = callum()
    it_is(monkeypatch, SOON)
    hand_in(person=person, file=a_photograph(), studies_end_on=date(2027, 7, 31), at=noon(SOON))
    hands_in(client, show_path(person), a_photograph("PNG"))
    assert Evidence.objects.get().content_type == "image/png"
    assert len(papers(tmp_path)) == 1


NO_PAPERS = {
    "a page": b"<script>document.title = 'ran'</script>",
    "an archive": b"PK\x03\x04 a document",
    "nothing": b"",
    "a torn PDF": b"%PDF-1.7 and no end",
    "another picture": a_photograph("GIF").read(),
}


def test_what_is_no_paper_is_refused_in_a_sentence_and_kept_nowhere(
    client: Client, monkeypatch: Any, tmp_path: Path
) -> None:
    person = callum()
    it_is(monkeypatch, SOON)
    for what, content in NO_PAPERS.items():
        file = SimpleUploadedFile("card.pdf", content, content_type="application/pdf")
        said = hands_in(client, show_path(person), file).content.decode()
        assert "aria-invalid" in said, what
        assert f'value="{FINISHED}"' in said, "what was typed stays"
    assert not Evidence.objects.exists()
    assert papers(tmp_path) == []


def test_a_forged_link_opens_nothing(client: Client, monkeypatch: Any) -> None:
    link = show_path(callum())
    it_is(monkeypatch, SOON)
    assert client.get(link).status_code == 200
    for forged in (
        link[:-5] + "AAAA/",
        "/studies/1/",
        "/studies/confirm/1/",
        link.replace("studies", "studies/confirm"),
    ):
        assert client.get(forged).status_code == 410
        assert client.post(forged, {"way": "address"}).status_code == 410


def test_whoever_joined_before_the_plan_asked_is_not_asked_in_this_term() -> None:
    Plan.objects.filter(slug="student").update(evidence_from=SOON)
    callum()
    missing = list(ruptures["evidence_missing"].broken(at=noon(JOINED + timedelta(days=40))))
    assert missing == []
    ending = [found.subject for found in ruptures["evidence_ends"].broken(at=noon(ENDS - timedelta(days=40)))]
    assert len(ending) == 1, "before the next one it is"


# --- What follows -------------------------------------------------------------------------------------------------


def finishes(person: Person) -> None:
    """Studies that end before the term does."""
    shown = hand_in(person=person, file=a_photograph(), studies_end_on=date(2027, 7, 31), at=noon(SOON))
    accept(evidence=shown, valid_until=date(2027, 7, 31), at=noon(SOON), by=office())


def still_studies(person: Person, at: Any) -> None:
    shown = hand_in(person=person, file=a_photograph(), studies_end_on=date(2028, 7, 31), at=at)
    accept(evidence=shown, valid_until=date(2028, 7, 31), at=at, by=office())


def test_by_hand_the_letter_and_the_page_propose_the_next_plan_with_its_price(client: Client, monkeypatch: Any) -> None:
    person = callum()
    finishes(person)
    a_month_before = ENDS - timedelta(days=30)
    planned = rehearse(first=a_month_before, last=NEXT, on=a_month_before)
    assert {(one.deed.pence, one.prospect.next_plan.slug) for one in planned} == {(7500, "qualified")}

    days(a_month_before, a_month_before)
    letter = Message.objects.get(template="membership/renewal_reminder")
    for told in ("Student", "Qualified Professional", "£75.00", "Still studying?"):
        assert told in letter.text
    it_is(monkeypatch, ENDS - timedelta(days=20))
    link = the_link("/renew/")
    said = client.get(link).content.decode()
    for told in ("Qualified Professional", "£75.00", "I am still studying", "/studies/"):
        assert told in said
    bank = client.post(link, {"method": "demo"})["Location"]
    client.get(client.post(bank, {"outcome": "pay"})["Location"])

    membership = person.membership
    assert terms_of(membership) == [(JOINED, ENDS), (NEXT, date(2028, 9, 9))]
    assert membership.terms.latest("starts_on").plan == a_plan()
    assert asked_of(person) is None


def test_whoever_still_studies_shows_it_from_there_and_keeps_the_price(client: Client, monkeypatch: Any) -> None:
    person = callum()
    finishes(person)
    days(ENDS - timedelta(days=30), ENDS - timedelta(days=30))
    it_is(monkeypatch, ENDS - timedelta(days=20))
    link = the_link("/renew/")
    client.post(link, {"method": "demo"})
    assert Order.objects.latest("pk").total_pence == 7500

    still_studies(person, noon(ENDS - timedelta(days=20)))

    assert "£30.00" in client.get(link).content.decode()
    client.post(link, {"method": "demo"})
    assert Order.objects.latest("pk").total_pence == 3000, "the order at the other price is set aside"


def test_a_card_is_not_charged_the_higher_price_without_a_yes() -> None:
    callum(agrees=True)
    finishes(Person.objects.get(given_name="Callum"))

    for first, last in ((-31, -29), (-10, -5), (0, 3), (8, 10)):
        days(ENDS + timedelta(days=first), ENDS + timedelta(days=last))

    assert charges() == []
    assert letters("membership/renewal_announced") == []
    letter = Message.objects.filter(template="membership/renewal_reminder").earliest("pk")
    assert "your card ending 4242 is not charged by itself" in letter.text
    assert len(letters("membership/renewal_reminder")) == 3


def test_shown_anew_in_time_the_card_is_charged_the_student_price_as_agreed() -> None:
    person = callum(agrees=True)
    finishes(person)
    days(ENDS - timedelta(days=31), ENDS - timedelta(days=29))
    still_studies(person, noon(ENDS - timedelta(days=20)))
    for first, last in ((-19, -18), (-10, -8), (0, 2)):
        days(ENDS + timedelta(days=first), ENDS + timedelta(days=last))
    assert charges() == [("paid", 3000)]


def test_evidence_withdrawn_after_the_notice_no_charge_follows() -> None:
    """What was announced does not hold when another plan follows meanwhile, even at the same price."""
    Plan.objects.filter(slug="student").update(price_pence=7500)
    person = callum(agrees=True)
    finishes(person)
    Evidence.objects.update(valid_until=date(2028, 7, 31))
    days(ENDS - timedelta(days=10), ENDS - timedelta(days=8))
    assert len(letters("membership/renewal_announced")) == 1
    Evidence.objects.update(valid_until=date(2027, 7, 31))
    days(ENDS - timedelta(days=1), NEXT + timedelta(days=2))
    assert charges() == []


@pytest.mark.parametrize("count", [10, 1000])
def test_asking_what_follows_costs_the_same_for_any_number(count: int, django_assert_max_num_queries: Any) -> None:
    from goldseam.subjects.membership.models import Membership, Term
    from goldseam.subjects.membership.renewals.prospects import prospects

    people = Person.objects.bulk_create(
        Person(email=f"s{number}@families.example", met_at=noon(JOINED)) for number in range(count)
    )
    members = Membership.objects.bulk_create(Membership(person=person, began_on=JOINED) for person in people)
    plan = a_student_plan()
    Term.objects.bulk_create(Term(membership=one, plan=plan, starts_on=JOINED, ends_on=ENDS) for one in members)
    with django_assert_max_num_queries(7):
        found = prospects(Term.objects.all())
        assert {one.next_plan.slug for one in found} == {"qualified"}
        assert len(found) == count


def both_confirm_the_same_address(monkeypatch: pytest.MonkeyPatch) -> int:
    """Two students follow their letters to one address, and each has asked before the other enters it, if it can be;
    returns for how many it counts.
    """
    address, both = "someone@lantern.ac.uk", threading.Barrier(2)
    two = [joins(name, on=JOINED, agrees=False, plan=a_student_plan()).person for name in ("Callum", "Dilys")]

    def wait(_person: Person) -> None:
        with suppress(threading.BrokenBarrierError):
            both.wait(timeout=0.5)

    def confirms(person: Person) -> None:
        with suppress(deeds.AddressInUse):
            deeds.confirm_address(proof=Proof(person, address, date(2027, 7, 31), noon(SOON)), at=noon(SOON))
        connection.close()

    monkeypatch.setattr(deeds, "_let_go_waiting", wait)
    threads = [threading.Thread(target=confirms, args=[person]) for person in two]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    return Evidence.objects.filter(address=address).count()


def test_an_address_that_two_confirm_at_the_same_instant_counts_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert both_confirm_the_same_address(monkeypatch) == 1


def test_without_the_lock_it_would_count_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control of the test above."""
    monkeypatch.setattr(deeds, "_one_at_a_time", lambda _address: None)
    assert both_confirm_the_same_address(monkeypatch) == 2
