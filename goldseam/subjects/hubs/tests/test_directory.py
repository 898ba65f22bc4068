from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from goldseam.core.mail.actions import note_bounce, send
from goldseam.core.people.holds import hold
from goldseam.core.people.models import Person
from goldseam.foundation import clock
from goldseam.foundation.access.rate import is_exceeded
from goldseam.foundation.rows import insert
from goldseam.foundation.timeline.record import facts_of, sentence
from goldseam.subjects.hubs import views
from goldseam.subjects.hubs.finding import open_to, search, shown
from goldseam.subjects.hubs.models import Entry
from goldseam.subjects.hubs.tests.factories import EVERYTHING, NOON, WORDS, a_hub, a_member, found_by, somebody
from goldseam.subjects.membership.models import Membership, Term
from goldseam.subjects.membership.tests.factories import a_plan

pytestmark = pytest.mark.django_db

# What stands on Ada's page and in the lists for each thing she may show, and what a search for it is.
MARKS = {
    "profession": ("Midwife", {"words": "midwife"}),
    "employer": ("Seagull Ward", {"words": "seagull"}),
    "area": ("area='KY'", {"place": "ky"}),
    "hub": ("Fife and the East", {"place": "fife"}),
    "town": ("Kirkcaldy", {"place": "kirk"}),
    "languages": ("Polish", {"words": "polish"}),
    "offer": ("Watching and waiting", {"words": "watching"}),
    "website": ("ada-lindqvist", {}),
}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_source", lambda: NOON + timedelta(hours=1))


def read(client: Client, question: str = "") -> str:
    """The list without the form, which names all hubs."""
    page = client.get(f"/directory/?{question}").content.decode()
    return page.partition("</form>")[0].partition("<main")[2].partition("<form")[0] + page.rpartition("</form>")[2]


def visitor(person: Person | None = None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


def test_nobody_is_found_who_did_not_choose_it() -> None:
    a_member()
    assert "Lindqvist" not in read(visitor(a_member("Bea")))


def test_members_see_who_shows_herself_to_members_and_the_public_does_not() -> None:
    entry = found_by(a_member(), "members")
    for stranger in (visitor(), visitor(somebody("Cleo"))):
        assert "Lindqvist" not in read(stranger)
        assert stranger.get(f"/directory/{entry.key}/").status_code == 404
    bea = visitor(a_member("Bea"))
    assert "Ada Lindqvist" in read(bea)
    assert "Ada Lindqvist" in bea.get(f"/directory/{entry.key}/").content.decode()


def test_everyone_sees_who_shows_herself_to_everyone() -> None:
    entry = found_by(a_member())
    assert "Ada Lindqvist" in read(visitor())
    page = visitor().get(f"/directory/{entry.key}/")
    assert "Ada Lindqvist" in page.content.decode()
    assert "noindex" in page.content.decode()
    assert "private" in page["Cache-Control"]


def test_what_ada_did_not_choose_leaves_the_database_nowhere_and_is_not_searched() -> None:
    """Each thing alone, all but it, and none: what pages are given to show, and the searches for what is hidden."""
    ada = a_member()
    alone = [{name} for name in MARKS]
    leaks, blanks = [], []
    for chosen in [set(), *alone, *(set(MARKS) - one for one in alone)]:
        show(ada, chosen)
        said = repr(shown(open_to(AnonymousUser(), at=NOON)))
        for name, (mark, question) in MARKS.items():
            is_said, is_found = mark in said, finds(question)
            if name not in chosen and (is_said or is_found):
                leaks.append((chosen, name))
            if name in chosen and not (is_said and (is_found or not question)):
                blanks.append((chosen, name))
    assert leaks == []
    # The control: what was chosen is said and found, so that the looking can find.
    assert blanks == []


def show(ada: Person, chosen: set[str]) -> Entry:
    own: dict[str, Any] = {name: WORDS[name] if name in chosen else "" for name in WORDS}
    return found_by(ada, shows=sorted(chosen - set(WORDS)), **own)


def finds(question: dict[str, Any]) -> bool:
    entries = open_to(AnonymousUser(), at=NOON)
    return bool(question) and search(entries, **question).exists()


def test_the_pages_say_what_was_chosen_and_no_more() -> None:
    ada, client = a_member(), visitor()
    marks = {name: mark for name, (mark, _question) in MARKS.items()} | {"area": "KY"}
    for chosen in (set[str](), set(MARKS)):
        entry = show(ada, chosen)
        said = read(client) + client.get(f"/directory/{entry.key}/").content.decode().partition("<main")[2]
        assert {name for name, mark in marks.items() if mark in said} == chosen


def test_her_address_and_the_rest_of_her_postcode_are_never_shown() -> None:
    entry = found_by(a_member(), shows=EVERYTHING, **WORDS)
    bea = visitor(a_member("Bea"))
    said = read(bea) + bea.get(f"/directory/{entry.key}/").content.decode()
    assert "ada@fife.example" not in said
    assert "KY1" not in said
    assert "Lindqvist" not in read(bea, "q=ada@fife.example")
    assert "Lindqvist" not in read(bea, "place=KY1")


def test_a_hub_finds_those_who_show_it() -> None:
    found_by(a_member(), shows=["hub"])
    found_by(a_member("Bea"))
    found_by(a_member("Cleo", hub=a_hub("Midlands")), shows=["hub"])
    said = read(visitor(), "hub=fife-and-the-east")
    assert ("Ada" in said, "Bea" in said, "Cleo" in said) == (True, False, False)


def test_site_search_and_feeds_know_nobody_of_the_directory() -> None:
    found_by(a_member(), shows=EVERYTHING, **WORDS)
    for address in ("/search/?q=lindqvist", "/search/?q=watching", "/sitemap.xml"):
        assert "Ada" not in visitor().get(address).content.decode()
    assert "Disallow: /directory/" in visitor().get("/robots.txt").content.decode()


def hides(ada: Person) -> None:
    Term.objects.of(ada).update(cut_short_on=NOON.date() - timedelta(days=1))


def is_held(ada: Person) -> None:
    hold(person=ada, reason="bereaved", last_on=None, at=NOON, by=ada)


def has_mail_that_comes_back(ada: Person) -> None:
    letter = send(template="teams/seat_left", person=ada, context={"leaver": ada}, at=NOON)
    note_bounce(message=letter, answer="550 no such user", at=NOON)


def may_not_sign_in(ada: Person) -> None:
    Person.objects.filter(pk=ada.pk).update(is_active=False)


def is_somebody_else(ada: Person) -> None:
    Person.objects.filter(pk=ada.pk).update(merged_into=somebody("Dora"))


def chooses_nobody(ada: Person) -> None:
    found_by(ada, "nobody")


@pytest.mark.parametrize(
    "change", [hides, is_held, has_mail_that_comes_back, may_not_sign_in, is_somebody_else, chooses_nobody]
)
def test_she_is_hidden_at_once_when(change: Callable[[Person], None]) -> None:
    ada, bea = a_member(), visitor(a_member("Bea"))
    entry = found_by(ada, shows=EVERYTHING)
    assert "Ada" in read(bea)
    change(ada)
    assert "Ada" not in read(bea)
    assert bea.get(f"/directory/{entry.key}/").status_code == 404
    assert bea.get(f"/directory/{entry.key}/write/").status_code == 404


def test_what_she_chose_and_took_back_stands_in_her_history() -> None:
    ada = a_member()
    found_by(ada, "members", shows=["hub"], town="Leven")
    found_by(ada, "members", shows=["hub"], town="Leven")
    found_by(ada, "nobody", shows=["hub"], town="Leven")
    said = [words for fact in facts_of(ada) if (words := sentence(fact, audience="member")) and "directory" in words]
    assert said == [
        "You took yourself out of the directory",
        "You chose to be found in the directory by members, with name, hub, town",
    ]


def _many(number: int) -> None:
    """So many members who show themselves to everyone, entered at once."""
    a_member()
    hub = a_hub()
    known = {"family_name": "Crowd", "email_proved_at": NOON, "met_at": NOON, "hub": hub, "profession": "Midwife"}
    people = Person.objects.bulk_create(
        Person(given_name=f"P{n}", email=f"p{n}@crowd.example", password="!", **known) for n in range(number)
    )
    on = NOON.date()
    belongings = insert([Membership(person=person, began_on=on) for person in people])
    plan = a_plan()
    insert([Term(membership=one, plan=plan, starts_on=on, ends_on=on + timedelta(days=364)) for one in belongings])
    Entry.objects.bulk_create(
        Entry(person=person, seen_by="everyone", shows=["profession", "hub"]) for person in people
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.mark.parametrize("number", [10, 1000])
def test_the_list_asks_as_often_for_ten_as_for_a_thousand(number: int) -> None:
    _many(number)
    client = visitor(Person.objects.get(given_name="Ada"))
    with CaptureQueriesContext(connection) as asked:
        page = client.get("/directory/?q=midwife")
    assert page.content.decode().count('<h3><a href="/directory/') == min(number, 24)
    assert len(asked) <= 14


def test_nobody_collects_the_directory_page_by_page(client: Client) -> None:
    path = f"/directory/{found_by(a_member('Ada')).key}/"
    (rate,) = views.person.access.rates  # type: ignore[attr-defined]
    assert client.get(path).status_code == 200
    for _look in range(rate.count):
        is_exceeded(rate, door="directory:person/address", who="127.0.0.1")
    assert client.get(path).status_code == 429
    assert client.get("/directory/").status_code == 200, "another door has a count of its own"
