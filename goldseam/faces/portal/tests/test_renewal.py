"""What a member reads about the end of the term, and the buttons that change it."""

from datetime import date, timedelta

import pytest
from django.test import Client

from goldseam.core.mail.models import Message
from goldseam.core.sales.models import Mandate, Order
from goldseam.foundation import clock
from goldseam.subjects.membership.models import Membership, Renewal
from goldseam.subjects.membership.tests.factories import an_association
from goldseam.subjects.membership.tests.renewing import days, joins, letters, noon, pays, terms_of

pytestmark = pytest.mark.django_db(transaction=True)
JOINED, ENDS, NEXT = date(2026, 3, 10), date(2027, 3, 9), date(2027, 3, 10)


@pytest.fixture(autouse=True)
def association() -> None:
    an_association()


def it_is(monkeypatch: pytest.MonkeyPatch, day: date) -> None:
    monkeypatch.setattr(clock, "now", lambda: noon(day))


def reads(client: Client, membership: Membership, path: str = "/me/") -> str:
    client.force_login(membership.person)
    return " ".join(client.get(path).content.decode().split())


def test_her_first_page_says_that_it_renews_when_how_much_and_where_to_stop(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    nia = joins(on=JOINED)
    it_is(monkeypatch, date(2026, 6, 1))

    page = reads(client, nia)

    assert "Nia, all is well: you are a member until 9 March 2027." in page
    assert "It renews by itself on 10 March 2027: £75 from your card ending 4242." in page
    assert "/me/renewal/" in page
    assert "nothing is taken without asking you" not in page.lower()


def test_she_stops_her_card_with_one_press_and_nothing_happens_by_looking(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    nia = joins(on=JOINED)
    it_is(monkeypatch, date(2026, 6, 1))
    assert "Visa ending 4242" in reads(client, nia, "/me/renewal/")
    assert client.get("/me/renewal/change/").status_code == 405
    assert Mandate.objects.living().exists()

    client.post("/me/renewal/change/", {"to": "stop"})

    assert not Mandate.objects.living().exists()
    assert "It ends by itself on that day. Nothing is taken without asking you." in reads(client, nia)
    assert letters("membership/renewal_stopped") == [date(2026, 6, 1)]


def test_leaving_takes_two_clicks_and_the_last_day_is_said_before(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    nia = joins(on=JOINED)
    it_is(monkeypatch, date(2026, 6, 1))
    assert 'href="/me/leaving/"' in reads(client, nia)

    said = reads(client, nia, "/me/leaving/")  # the first
    assert "End my membership on 9 March 2027" in said
    client.post("/me/renewal/change/", {"to": "end"})  # the second

    page = reads(client, nia)
    assert "It ends on that day, as you asked. Nothing is charged." in page
    assert not Mandate.objects.living().exists()
    assert Message.objects.latest("pk").subject == "Your membership ends on 9 March 2027, as you asked"
    it_is(monkeypatch, NEXT)
    assert "Nia, your membership ended on 9 March 2027." in reads(client, nia), "without grace"


def test_she_stays_after_all(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nia = joins(on=JOINED, agrees=False)
    it_is(monkeypatch, date(2026, 6, 1))
    client.force_login(nia.person)
    client.post("/me/renewal/change/", {"to": "end"})
    assert "Stay after all" in reads(client, nia, "/me/renewal/")

    client.post("/me/renewal/change/", {"to": "stay"})

    assert Renewal.objects.get().declined_at is None
    assert "It ends by itself on that day" in reads(client, nia)


def test_a_button_that_does_not_exist_changes_nothing(client: Client) -> None:
    nia = joins(on=clock.now().date())
    client.force_login(nia.person)
    assert client.post("/me/renewal/change/", {"to": "free"}).status_code == 302
    assert Mandate.objects.living().exists()


def test_in_grace_her_page_says_until_when_all_stays_open(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    omar = joins("Omar", on=JOINED, agrees=False)
    it_is(monkeypatch, ENDS + timedelta(days=5))

    page = reads(client, omar)

    assert "Omar, your membership ended on 9 March 2027, and all of it stays open to you until 8 April 2027." in page
    assert "Renew, £75" in page
    assert "8 April 2027" in reads(client, omar, "/me/card/"), "her card is good that long"
    it_is(monkeypatch, date(2027, 4, 9))
    assert "Omar, your membership ended on 9 March 2027." in reads(client, omar)


def test_she_renews_from_her_own_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    omar = joins("Omar", on=JOINED, agrees=False)
    it_is(monkeypatch, ENDS - timedelta(days=3))
    assert "It runs from 10 March 2027 to 9 March 2028." in reads(client, omar, "/me/renewal/now/")
    assert client.post("/me/renewal/now/", {"method": "demo"})["Location"].startswith("/demo/bank/")
    pays(Order.objects.latest("pk"), at=noon(ENDS))
    assert terms_of(omar)[1] == (NEXT, date(2028, 3, 9))
    assert "It runs from 10 March 2028 to 9 March 2029." in reads(client, omar, "/me/renewal/now/"), "or one more"


def test_the_day_that_the_letter_named_is_the_day_she_reads(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    nia = joins(on=JOINED)
    days(NEXT - timedelta(days=3), NEXT - timedelta(days=3))
    it_is(monkeypatch, NEXT - timedelta(days=2))
    named = Renewal.objects.get().charge_on
    assert named == NEXT + timedelta(days=4), "the run was late, and the week is kept"
    assert "It renews by itself on 14 March 2027" in reads(client, nia)


def test_nobody_changes_anything_for_somebody_else(client: Client) -> None:
    joins("Nia", on=clock.now().date())
    omar = joins("Omar", on=clock.now().date(), agrees=False)
    client.force_login(omar.person)
    client.post("/me/renewal/change/", {"to": "stop"})
    assert Mandate.objects.living().get().person.given_name == "Nia"
