"""/healthz: whether all parts are up. For the supervisor, for whoever watches the site, and for the demo's start."""

import socket
import time
from contextlib import closing
from dataclasses import dataclass

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from goldseam.core.mail.server import current
from goldseam.foundation.access import anyone

OK, DOWN, UNKNOWN = "ok", "down", "unknown"
HEARTBEAT_S = 30
CONNECT_S = 2.0
REMEMBERED_S = 3.0


@dataclass
class _Remembered:
    """The mail server's last answer in this process: asked often, it would be the one that suffers."""

    state: str = DOWN
    asked_at: float = float("-inf")


_mail = _Remembered()


def forget() -> None:
    """Ask the mail server anew next time."""
    _mail.asked_at = float("-inf")


@anyone()
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when all parts are up, 503 naming what is down."""
    parts = {**_database_and_worker(), "mail": _mail_server()}
    down = [name for name, state in parts.items() if state != OK]
    told = {"status": DOWN if down else OK, **parts, **({"down": down} if down else {})}
    response = JsonResponse(told, status=503 if down else 200)
    response["Cache-Control"] = "no-store"
    return response


def _database_and_worker() -> dict[str, str]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT coalesce(max(last_heartbeat) > now() - make_interval(secs => %s), false)"
                " FROM procrastinate_workers",
                [HEARTBEAT_S],
            )
            is_alive = cursor.fetchone()[0]
    except Error:
        return {"database": DOWN, "worker": UNKNOWN}
    return {"database": OK, "worker": OK if is_alive else DOWN}


def worker_lives() -> bool:
    """Whether a worker was heard of within half a minute."""
    return _database_and_worker()["worker"] == OK


def _mail_server() -> str:
    if time.monotonic() - _mail.asked_at > REMEMBERED_S:
        _mail.state, _mail.asked_at = OK if _greets() else DOWN, time.monotonic()
    return _mail.state


def _greets() -> bool:
    try:
        server = current()
        if server is None:
            return False
        with closing(socket.create_connection((server.host, server.port), CONNECT_S)):
            return True
    except (OSError, Error):
        return False
