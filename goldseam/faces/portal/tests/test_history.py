import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from goldseam.core.people.facts import DETAILS_CHANGED
from goldseam.core.people.facts import MET as MET_FACT
from goldseam.core.repairs.models import Repair, Rupture
from goldseam.faces.portal.seams import between, mended_in
from goldseam.faces.portal.tests.factories import a_member, a_person
from goldseam.foundation import clock
from goldseam.foundation.timeline.record import record

pytestmark = pytest.mark.django_db
BROKE = datetime(2026, 3, 11, 9, tzinfo=UTC)


def lines(client: Client, path: str = "/me/history/") -> list[str]:
    page = " ".join(client.get(path).content.decode().split())
    return re.findall(r"<li(?: class=\"\w+\")?><p class=\"meta\">.*?</li>", page)


def test_a_mend_shows_gold_and_says_how_long_it_took(client: Client) -> None:
    nia = a_member("Nia", at=datetime(2026, 1, 10, 9, tzinfo=UTC))
    rupture = Rupture.objects.create(
        person=nia,
        kind="mail_bounced",
        subject=f"people.person:{nia.pk}",
        since=BROKE,
        noticed_at=BROKE,
        closed_at=BROKE + timedelta(days=8),
    )
    Repair.objects.create(rupture=rupture, at=BROKE + timedelta(days=8), mended_by="new_address")
    client.force_login(nia)
    mended = lines(client)[0]
    assert mended.startswith('<li class="mended">')
    assert "11 to 19 March 2026" in mended
    assert "<strong>Mended in eight days</strong>" in mended
    assert "Our letters to you came back." in mended
    assert "Our letters reach you again." in mended


def test_an_open_break_is_a_gap_with_what_can_be_done(client: Client) -> None:
    nia = a_member("Nia")
    Rupture.objects.create(person=nia, kind="mail_bounced", subject="people.person:1", since=BROKE, noticed_at=BROKE)
    client.force_login(nia)
    broken = next(line for line in lines(client) if "broken" in line)
    assert "Since 11 March 2026" in broken
    assert "Not yet mended" in broken
    assert '<a class="no-print" href="/me/preferences/">Change your e-mail address</a>' in broken


def test_a_break_that_ended_without_a_mend_has_no_gold(client: Client) -> None:
    nia = a_member("Nia")
    Rupture.objects.create(
        person=nia, kind="mail_bounced", subject="people.person:1", since=BROKE, noticed_at=BROKE, closed_at=BROKE
    )
    client.force_login(nia)
    line = next(line for line in lines(client) if "came back" in line)
    assert line.startswith("<li><p")
    assert "It ended without a mend" in line


def test_breaks_and_facts_stand_in_one_order_and_fill_pages_of_twenty(client: Client) -> None:
    nia = a_person("Nia")
    for day in range(30):
        record(DETAILS_CHANGED, person=nia, at=BROKE + timedelta(days=2 * day), fields="profession")
    Rupture.objects.create(
        person=nia,
        kind="mail_bounced",
        subject="people.person:1",
        since=BROKE,
        noticed_at=BROKE,
        closed_at=BROKE + timedelta(days=57),
    )
    client.force_login(nia)
    first, second = lines(client), lines(client, "/me/history/?page=2")
    assert (len(first), len(second)) == (20, 11)
    assert "came back" in first[1]
    assert lines(client, "/me/history/?page=9999999999") == second
    assert lines(client, "/me/history/?page=first") == first


def test_what_is_only_for_the_office_and_what_is_somebody_elses_is_not_shown(client: Client) -> None:
    nia, joel = a_person("Nia"), a_person("Joel")
    record(MET_FACT, person=nia, at=clock.now())
    record(DETAILS_CHANGED, person=joel, at=clock.now(), fields="profession")
    client.force_login(nia)
    assert lines(client) == []


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "Mended the same day"), (1, "Mended in a day"), (2, "Mended in two days"), (8, "Mended in eight days"),
     (12, "Mended in twelve days"), (13, "Mended in 13 days")],
)  # fmt: skip
def test_how_long_a_mend_took_is_said_in_words(days: int, words: str) -> None:
    assert mended_in(days) == words


def test_the_days_of_a_break_are_said_once() -> None:
    assert between(date(2026, 3, 11), date(2026, 3, 11)) == "11 March 2026"
    assert between(date(2026, 3, 11), date(2026, 3, 19)) == "11 to 19 March 2026"
    assert between(date(2026, 3, 28), date(2026, 4, 3)) == "28 March to 3 April 2026"
    assert between(date(2026, 12, 28), date(2027, 1, 3)) == "28 December 2026 to 3 January 2027"
