"""The coordinator's page, and what the link of an invitation opens."""

import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation import clock
from goldseam.foundation.clock import local_date
from goldseam.subjects.membership.actions import add_term, current_term
from goldseam.subjects.membership.models import Membership, Term
from goldseam.subjects.membership.tests.factories import a_plan
from goldseam.subjects.membership.tests.renewing import joins
from goldseam.subjects.teams.actions import assign
from goldseam.subjects.teams.models import Invitation, Seat, Team
from goldseam.subjects.teams.tests.factories import a_team, known

pytestmark = pytest.mark.django_db
TODAY = local_date(NOON)
DAY = timedelta(days=1)
NEW = {
    "to": "take",
    "given_name": "Nia",
    "family_name": "Ferreday",
    "profession": "Health visitor",
    "employer": "",
    "postcode": "LS6 2AB",
    "hub": "",
    "agree": "on",
}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)


def looks_after(team: Team) -> Client:
    client = Client()
    client.force_login(team.coordinator)
    return client


def page_of(client: Client, path: str = "/me/team/") -> str:
    return " ".join(client.get(path).content.decode().split())


def invites(client: Client, team: Team, addresses: str) -> str:
    response = client.post(f"/me/team/{team.pk}/invite/", {"addresses": addresses}, follow=True)
    return " ".join(response.content.decode().split())


def link_in(letter: Message) -> str:
    found = re.search(r"/teams/invitation/\S+", letter.text)
    assert found
    return found[0]


def newest_link() -> str:
    return link_in(Message.objects.filter(template="teams/invitation").latest("pk"))


def test_pasted_addresses_are_written_to_and_a_place_is_kept_for_each() -> None:
    team = a_team(7)
    client = looks_after(team)
    assert "Places taken: 0 of 7. 7 are free." in page_of(client)

    page = invites(
        client, team, "nia@families.example, Joel <joel@families.example>;\njoan@families.example\nNIA@families.example"
    )

    assert "We wrote to 3 people." in page
    assert "Places taken: 0 of 7. 3 are kept for people you have invited. 4 are free." in page
    assert Message.objects.filter(template="teams/invitation").count() == 3
    assert "nia@families.example" in page


def test_what_is_no_address_is_named_and_nothing_typed_is_lost() -> None:
    team = a_team()

    page = invites(looks_after(team), team, "nia@families.example\njoel at families")

    assert "Not an e-mail address: “joel at families”. Nobody was written to yet." in page
    assert "nia@families.example joel at families</textarea>" in page
    assert Invitation.objects.count() == 0


def test_more_than_are_free_are_not_invited() -> None:
    team = a_team(5)
    addresses = "\n".join(f"person{number}@families.example" for number in range(6))

    page = invites(looks_after(team), team, addresses)

    assert "Only 5 places are free. Please leave out the others. Nobody was written to yet." in page
    assert "person5@families.example" in page
    assert Message.objects.filter(template="teams/invitation").count() == 0


def test_who_has_a_place_or_an_invitation_is_not_written_to_again() -> None:
    team = a_team()
    assign(team=team, person=known("Joan"), by=team.coordinator, at=NOON)
    client = looks_after(team)
    invites(client, team, "nia@families.example")

    page = invites(client, team, "joan@bramble.example, NIA@families.example")

    assert "Not written to, because they have a place or an invitation" in page
    assert Message.objects.filter(template="teams/invitation").count() == 1


def test_somebody_new_takes_her_place_by_the_link_and_is_let_in(client: Client) -> None:
    team = a_team()
    invites(looks_after(team), team, "nia@families.example")
    link = newest_link()
    assert "Bramble Lane Nurseries has a place for you" in page_of(client, link)
    assert not Person.objects.filter(email="nia@families.example").exists(), "looking changes nothing"

    response = client.post(link, {**NEW, "consent_newsletter": "on"})

    assert (response.status_code, response["Location"]) == (302, "/me/"), response.content.decode()
    nia = Person.objects.get(email="nia@families.example")
    assert (nia.is_proved, nia.postcode_district, nia.hub.slug) == (True, "LS6", "yorkshire")
    assert nia.consents.get().purpose == "newsletter"
    assert current_term(nia, on=TODAY).is_seat
    assert "by a place in a team" in page_of(client, "/me/")
    assert "Places taken: 1 of 7." in page_of(looks_after(team))
    letter = Message.objects.filter(template="teams/seated").get()
    assert letter.documents == [f"membership.card:{Term.objects.of(nia).get().pk}"]
    assert client.post(link, NEW).status_code == 410, "the link is good once"


def test_what_is_missing_is_said_and_what_was_typed_stays(client: Client) -> None:
    team = a_team()
    invites(looks_after(team), team, "nia@families.example")

    page = " ".join(client.post(newest_link(), NEW | {"postcode": "LS6"}).content.decode().split())

    assert "This is not a whole postcode" in page
    assert 'value="Ferreday"' in page
    assert Seat.objects.count() == 0


def test_a_member_is_told_what_becomes_of_her_own_term_and_types_nothing(client: Client) -> None:
    joan = known("Joan")
    own = add_term(person=joan, plan=a_plan(), at=NOON - 200 * DAY)
    team = a_team()
    invites(looks_after(team), team, "joan@bramble.example")

    page = page_of(client, newest_link())
    assert "You keep that membership to its last day, and your place in the team begins the day after" in page
    assert 'name="given_name"' not in page
    assert joan.family_name not in page.replace("Bronwen Sayle", ""), "the link does not tell who she is"
    client.post(newest_link(), {"to": "take"})

    assert Seat.objects.get().term.starts_on == own.ends_on + DAY
    assert "when an own membership ends" in page_of(looks_after(team))


def test_who_declines_frees_the_place(client: Client) -> None:
    team = a_team()
    invites(looks_after(team), team, "nia@families.example")

    page = " ".join(client.post(newest_link(), {"to": "decline"}).content.decode().split())

    assert "Thank you for telling us" in page
    assert "7 are free" in page_of(looks_after(team))
    assert not Person.objects.filter(email="nia@families.example").exists()


def test_an_invitation_is_sent_again_and_taken_back(client: Client) -> None:
    team = a_team()
    coordinator = looks_after(team)
    invites(coordinator, team, "nia@families.example")
    path = f"/me/team/invitations/{Invitation.objects.get().pk}/"

    coordinator.post(path, {"to": "again"})
    assert Message.objects.filter(template="teams/invitation").count() == 2
    coordinator.post(path, {"to": "withdraw"})

    assert "7 are free" in page_of(coordinator)
    assert client.post(newest_link(), NEW).status_code == 410
    assert Seat.objects.count() == 0


def test_a_place_is_ended_after_it_was_said_what_that_means_and_given_to_another(client: Client) -> None:
    team = a_team(5)
    seat = assign(team=team, person=known("Nia"), by=team.coordinator, at=NOON)
    coordinator = looks_after(team)
    path = f"/me/team/seats/{seat.pk}/end/"
    assert "stays theirs" in page_of(coordinator, path)
    assert Seat.objects.get().ended_at is None

    coordinator.post(path)

    assert Seat.objects.get().ended_at == NOON
    assert Message.objects.filter(template="teams/seat_ended", person=known("Nia")).count() == 1
    assert "5 are free" in page_of(coordinator)
    assert coordinator.post(path).status_code == 404


def test_a_letter_that_came_back_is_said_beside_the_address() -> None:
    team = a_team()
    client = looks_after(team)
    invites(client, team, "nia@families.example")
    Message.objects.filter(template="teams/invitation").update(state=Message.State.BOUNCED)

    assert "The letter could not be delivered. Is the address right?" in page_of(client)


def test_nobody_else_reaches_a_team(client: Client) -> None:
    team = a_team()
    seat = assign(team=team, person=known("Nia"), by=team.coordinator, at=NOON)
    client.force_login(known("Nia"))

    assert "You look after no team" in page_of(client)
    assert client.post(f"/me/team/{team.pk}/invite/", {"addresses": "x@families.example"}).status_code == 404
    assert client.post(f"/me/team/seats/{seat.pk}/end/").status_code == 404
    assert client.get(f"/me/team/?team={team.pk}").status_code == 200
    assert Seat.objects.get().ended_at is None


def many(team: Team, count: int) -> None:
    """So many seats more, entered at once."""
    team.allotments.update(seats=count + 50)
    began = TODAY - DAY
    people = Person.objects.bulk_create(
        Person(given_name=f"P{number}", family_name="Many", email=f"p{number}@many.example", met_at=NOON)
        for number in range(count)
    )
    members = Membership.objects.bulk_create(Membership(person=person, began_on=began) for person in people)
    terms = Term.objects.bulk_create(
        Term(membership=member, plan=team.plan, starts_on=began, ends_on=began + 300 * DAY, is_seat=True)
        for member in members
    )
    Seat.objects.bulk_create(Seat(team=team, term=term, assigned_at=NOON) for term in terms)
    with connection.cursor() as cursor:
        # Otherwise the database plans for the empty tables that it last looked at.
        cursor.execute("ANALYZE teams_seat, membership_term, membership_membership, people_person")


@pytest.mark.parametrize("count", [10, 1000])
def test_fifteen_questions_are_enough_for_any_team(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    team = a_team()
    with transaction.atomic():
        many(team, count)
    client = looks_after(team)
    invites(client, team, "nia@families.example, joel@families.example")

    with django_assert_max_num_queries(15):
        page = page_of(client)

    assert f"Places taken: {count} of {count + 50}." in page


def test_whoever_has_paid_for_herself_chooses_when_the_place_begins_and_sees_what_goes_back(client: Client) -> None:
    team = a_team()
    nia = joins("Nia", on=TODAY - 100 * DAY, agrees=False).person
    invites(looks_after(team), team, nia.email or "")

    page = page_of(client, newest_link())
    assert "Today. Your own membership ends, and £54.46 for its days that are left goes back" in page
    assert "When my own membership ends, on" in page
    again = client.post(newest_link(), {"to": "take"})
    assert again.status_code == 200, "nothing is chosen for her"
    assert Seat.objects.count() == 0
    client.post(newest_link(), {"to": "take", "begins": "now"})

    assert Seat.objects.get().term.starts_on == TODAY
    client.force_login(nia)
    assert "for a place in a team; £54.46 goes back to you" in page_of(client, "/me/history/")
