import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from goldseam.faces.site import health
from tests.smtp import SmtpSink

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    health.forget()
    yield
    health.forget()


def a_worker(seconds_ago: int = 1) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def ask(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/healthz")
    return answer.status_code, json.loads(answer.content)


def test_all_parts_are_up(client: Client, smtp_sink: SmtpSink) -> None:
    a_worker()
    assert ask(client) == (200, {"status": "ok", "database": "ok", "worker": "ok", "mail": "ok"})


def test_a_worker_that_is_silent_is_named(client: Client, smtp_sink: SmtpSink) -> None:
    a_worker(seconds_ago=120)
    status, told = ask(client)
    assert (status, told["status"], told["down"], told["worker"]) == (503, "down", ["worker"], "down")


def test_a_mail_server_that_is_away_is_named(client: Client, settings: Any) -> None:
    a_worker()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    status, told = ask(client)
    assert (status, told["down"]) == (503, ["mail"])


def test_the_mail_server_is_not_asked_each_time(client: Client, smtp_sink: SmtpSink, settings: Any) -> None:
    a_worker()
    assert ask(client)[0] == 200
    settings.EMAIL_PORT = 9
    assert ask(client)[0] == 200


def test_a_database_that_is_away_is_named(client: Client, smtp_sink: SmtpSink, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError("gone")

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(health.connection, "cursor", away)
        status, told = ask(client)
    assert (status, told["database"], told["worker"], told["down"]) == (503, "down", "unknown", ["database", "worker"])


def test_it_costs_one_query(client: Client, smtp_sink: SmtpSink, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        client.get("/healthz")
