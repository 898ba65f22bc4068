"""Not writing to somebody for a while: begun and ended in their file, seen there and beside what waits."""

from datetime import date, timedelta

import pytest

from goldseam.core.mail.actions import can_write
from goldseam.core.people.models import Hold
from goldseam.core.repairs.engine import look
from goldseam.core.repairs.tests.breaks import Kind, only, playbook
from goldseam.faces.office.tests.factories import NOON, at_the_desk, press, somebody, staff, today_is
from goldseam.subjects.membership.tests.factories import an_association

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


def test_olive_stops_writing_to_nia_up_to_a_day_and_sees_what_waits() -> None:
    nia, olive = somebody("Nia"), at_the_desk(staff("office", given_name="Olive"))
    last = NOON.date() + timedelta(days=9)

    press(olive, f"/office/people/{nia.pk}/hold/", {"reason": "bereaved", "last_on": last.isoformat()})

    shown = olive.get(f"/office/people/{nia.pk}/").content.decode()
    assert "Bereaved" in shown
    assert "up to and with" in shown
    assert "Is not written to for a while (bereaved)" in shown
    assert [can_write(person=nia, at=NOON + timedelta(days=days)) for days in (0, 9, 10)] == [False, False, True]
    basket = Kind("basket", playbook("basket", 0))
    with only(basket):
        basket.breaks(nia, at=NOON)
        look(at=NOON)
        assert "not to be written to (Bereaved)" in olive.get("/office/repairs/").content.decode()


def test_olive_ends_it_and_what_waits_goes() -> None:
    nia, olive = somebody("Nia"), at_the_desk(staff("office", given_name="Olive"))
    hold = Hold.objects.create(person=nia, reason="asked", since=NOON - timedelta(days=1))

    press(olive, f"/office/people/{nia.pk}/hold/{hold.pk}/end/", {}, confirmed=True)

    assert can_write(person=nia, at=NOON)
    assert "Not to be written to" not in olive.get(f"/office/people/{nia.pk}/").content.decode()


def test_a_day_that_is_over_is_refused_beside_the_field_and_nothing_typed_is_lost() -> None:
    nia, olive = somebody("Nia"), at_the_desk(staff("office", given_name="Olive"))

    answer = press(
        olive, f"/office/people/{nia.pk}/hold/", {"reason": "dispute", "last_on": date(2020, 1, 1).isoformat()}
    )

    shown = answer.content.decode()
    assert "This day is over." in shown
    assert 'value="2020-01-01"' in shown
    assert not Hold.objects.exists()


def test_a_hold_of_somebody_else_is_not_ended_from_this_file() -> None:
    nia, omar, olive = somebody("Nia"), somebody("Omar"), at_the_desk(staff("office"))
    hold = Hold.objects.create(person=omar, reason="asked", since=NOON - timedelta(days=1))

    assert olive.get(f"/office/people/{nia.pk}/hold/{hold.pk}/end/").status_code == 404
