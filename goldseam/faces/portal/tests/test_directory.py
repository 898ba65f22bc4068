import pytest
from django.test import Client

from goldseam.core.people.actions import give_role
from goldseam.core.people.models import Hub
from goldseam.faces.portal.tests.factories import MET, a_lapsed_member, a_member
from goldseam.subjects.hubs.models import Entry

pytestmark = pytest.mark.django_db
HERE = "/me/directory/"


def test_nia_is_in_the_directory_only_once_she_says_so(client: Client) -> None:
    client.force_login(a_member("Nia"))
    page = client.get(HERE).content.decode()
    assert "You are not in the directory." in page
    assert 'value="nobody" required id="id_seen_by_0" checked' in page or "checked" in page
    assert Entry.objects.count() == 0

    page = client.post(HERE, {"seen_by": "members", "shows": ["hub"], "offer": "Walks"}, follow=True).content.decode()
    assert "Current members find you, with: name, hub, what you offer." in page
    entry = Entry.objects.get()
    assert (entry.seen_by, entry.shows, entry.offer) == ("members", ["hub"], "Walks")


def test_what_is_wrong_is_said_and_what_was_typed_stays(client: Client) -> None:
    client.force_login(a_member("Nia"))
    typed = {"seen_by": "members", "website": "javascript:alert(1)", "town": "Otley"}
    page = client.post(HERE, typed).content.decode()
    assert "Enter a valid URL." in page
    assert 'value="Otley"' in page
    assert not Entry.objects.filter(seen_by="members").exists()


def test_somebody_whose_membership_ended_reads_that_nobody_finds_her(client: Client) -> None:
    greta = a_lapsed_member("Greta")
    Entry.objects.create(person=greta, seen_by="everyone")
    client.force_login(greta)
    assert "Nobody finds you now, because only current members are shown." in client.get(HERE).content.decode()


def test_a_hub_lead_is_asked_whether_to_be_named_and_nobody_else(client: Client) -> None:
    nia = a_member("Nia")
    client.force_login(nia)
    client.post(HERE, {"seen_by": "nobody", "is_named_as_lead": "on"})
    assert Entry.objects.get().is_named_as_lead is False
    give_role(person=nia, role="hublead", hub=Hub.objects.get(slug="yorkshire"), at=MET, by=None)
    assert "Name me as lead" in client.get(HERE).content.decode()
    client.post(HERE, {"seen_by": "nobody", "is_named_as_lead": "on"})
    assert Entry.objects.get().is_named_as_lead is True


def test_nia_chooses_a_further_hub_on_her_own_page(client: Client) -> None:
    nia = a_member("Nia", postcode_district="LS6")
    Hub.objects.create(slug="wales", name="South Wales")
    client.force_login(nia)
    assert "Home" in client.get("/me/hub/").content.decode()
    page = client.post("/me/hub/", {"home": "yorkshire", "further": ["wales"]}, follow=True).content.decode()
    assert "Your hubs are kept." in page
    nia.refresh_from_db()
    assert (nia.hub.slug, [row.hub.slug for row in nia.further_hubs.all()]) == ("yorkshire", ["wales"])
    assert "Select a valid choice" in client.post("/me/hub/", {"home": "nowhere"}).content.decode()
