import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils.http import urlencode

from goldseam.core.mail.models import Message
from goldseam.core.repairs.models import Rupture
from goldseam.core.sales.models import Order
from goldseam.faces.demo import actions, moving_clock
from goldseam.faces.demo.actions import LOCK, AlreadyMoving, move
from goldseam.faces.demo.models import DemoClock
from goldseam.faces.demo.tests.factories import at_the_bank
from goldseam.foundation import clock
from goldseam.foundation.clock import local, local_date
from tests.smtp import SmtpSink

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def moved_clock() -> Iterator[None]:
    """The association goes by the demo's clock."""
    before = clock.set_source(moving_clock.now)
    yield
    clock.set_source(before)


def days_ahead() -> int:
    return (local_date(clock.now()) - local_date(datetime.now(UTC))).days


def test_it_goes_with_real_time_until_it_is_moved() -> None:
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=2)


def test_a_move_is_seen_by_everybody_who_asks_the_database(smtp_sink: SmtpSink) -> None:
    move(days=3)

    assert days_ahead() == 3
    assert DemoClock.objects.get().ahead > timedelta(days=2, hours=22)
    assert abs(moving_clock.now() - clock.now()) < timedelta(seconds=2)


def test_it_stands_at_the_same_hour_after_the_clocks_went_back(
    smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = datetime(2026, 10, 20, 8, 30, tzinfo=UTC)
    after = actions._days_later(before, 10)
    assert (local(before).hour, local(after).hour) == (9, 9)
    assert after - before == timedelta(days=10, hours=1)


def test_each_morning_is_lived_through_once_and_in_order(smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[datetime] = []

    def live(*, at: datetime, all_of_them: bool) -> dict[str, bool]:
        seen.append(at)
        return {}

    monkeypatch.setattr(actions, "run_due", live)
    began = clock.now()

    move(days=5)

    assert seen == sorted(seen)
    assert seen[0] > began
    assert len({local_date(at) for at in seen[:5]}) == 5
    assert {local(at).hour for at in seen[:5]} == {8}, "when letters may leave"
    assert seen[-1] <= clock.now()


def test_what_is_due_on_the_way_is_done_and_its_letters_have_arrived(client: Client, smtp_sink: SmtpSink) -> None:
    order, page = at_the_bank(client, email="nia@families.example")
    client.post(page, {"outcome": "decline"})
    client.get(f"/pay/{order.token}/done/")

    done = move(days=16)

    assert Rupture.objects.get().closed_at, "nobody pays any more, and the order is closed"
    templates = list(Message.objects.order_by("id").values_list("template", flat=True))
    assert templates == ["sales/payment_failed", "sales/payment_failed_again", "sales/payment_failed_last"]
    assert len(smtp_sink.to("nia@families.example")) == 3
    assert not Message.objects.exclude(state="sent").exists()
    assert (done.letters, done.noticed, sum(done.failed.values())) == (3, 1, 0)
    assert Order.objects.get().state == "open"


def test_days_pass_on_the_page_and_the_answer_says_what_ran(client: Client, smtp_sink: SmtpSink) -> None:
    answer = client.post("/demo/clock/", {"days": "2"})

    assert answer.status_code == 200
    seen = answer.content.decode()
    assert "2 days have passed" in seen
    assert "deliver mail" in seen
    assert days_ahead() == 2


def test_a_script_is_told_in_json(client: Client, smtp_sink: SmtpSink) -> None:
    told = json.loads(client.post("/demo/clock/", {"days": "1"}, headers={"accept": "application/json"}).content)

    assert told["days"] == 1
    assert told["ran"]["look for ruptures"] >= 2
    assert told["failed"] == {}
    now = client.get("/demo/clock/?format=json").json()
    assert now["date"] == local_date(clock.now()).isoformat() == told["date"]
    assert now["days_ahead"] == 1


@pytest.mark.parametrize("days", ["0", "-1", "401", "", "soon", "1.5", "1e9"])
def test_it_cannot_be_moved_by_anything_else(client: Client, days: str) -> None:
    assert client.post("/demo/clock/", {"days": days}).status_code == 422
    assert days_ahead() == 0


def test_looking_moves_nothing(client: Client) -> None:
    for question in ("", "?days=3", "?format=json&days=3"):
        assert client.get(f"/demo/clock/{question}").status_code == 200
    assert days_ahead() == 0


def test_a_form_without_its_token_moves_nothing() -> None:
    strict = Client(enforce_csrf_checks=True)
    body = urlencode({"days": 1})
    assert strict.post("/demo/clock/", body, content_type="application/x-www-form-urlencoded").status_code == 403
    assert days_ahead() == 0


def test_two_do_not_move_it_at_once(client: Client) -> None:
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        with pytest.raises(AlreadyMoving):
            move(days=1)
        assert client.post("/demo/clock/", {"days": "1"}).status_code == 409
    finally:
        other.close()
    assert days_ahead() == 0


def test_kept_pages_are_forgotten_when_the_date_changes(smtp_sink: SmtpSink) -> None:
    from goldseam.foundation.pagecache import shelf

    kept = shelf.current() or shelf.begin()
    move(days=1)
    assert shelf.current() != kept


def test_a_mail_server_that_is_away_does_not_hold_the_clock(client: Client, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 9, 1
    order, page = at_the_bank(client)
    client.post(page, {"outcome": "decline"})
    client.get(f"/pay/{order.token}/done/")

    move(days=1)

    assert days_ahead() == 1
    assert Message.objects.get().state == "waiting"
