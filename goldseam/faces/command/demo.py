"""`goldseam demo`: from nothing to a running association, and back to nothing on Ctrl-C."""

import http.client
import json
import os
import sys
import time
from typing import Any

from goldseam.faces.command import children, standing
from goldseam.faces.command.installation import LOOPBACK, CannotRun, Installation, check_port, free_port, sole_use
from goldseam.faces.command.progress import say, step
from goldseam.faces.command.supervisor import LOOK_EVERY_S, Stopped, Supervisor

PATIENCE_S = 90.0
ASK_EVERY_S = 0.2


def run(installation: Installation) -> int:
    """Start all parts, say where to look, keep them running until asked to stop. Raises CannotRun."""
    if installation.mode == "production":
        raise CannotRun(
            "This is a production installation (GOLDSEAM_MODE=production); the demo would fill it with invented "
            "people. Unset GOLDSEAM_MODE, or use `goldseam serve` and `goldseam worker`."
        )
    began = time.monotonic()
    with sole_use(installation) as record:
        check_port(installation.port)
        mail_port = free_port()
        mail = os.environ.get("EMAIL_URL") or f"smtp://{LOOPBACK}:{mail_port}"
        supervisor = Supervisor(
            installation.environment(EMAIL_URL=mail),
            say=say,
            record=lambda pids: record.write(address=installation.address, mail=mail, children=pids),
        )
        try:
            _start(supervisor, installation, mail_port)
            _tell(installation, time.monotonic() - began)
            supervisor.watch()
        except Stopped:
            pass
        finally:
            say("Stopping …")
            supervisor.stop()
        say("Stopped. Everything is kept in " + str(installation.home) + ".")
    return 0


def _start(supervisor: Supervisor, installation: Installation, mail_port: int) -> None:
    say(f"Goldseam demo, data in {installation.home}")
    supervisor.add(children.postbox(mail_port, installation.home / "mail"))
    if not installation.database_url:
        with step("Starting the database"):
            supervisor.own(installation.server())
    if not standing.stands(supervisor.environment["DATABASE_URL"], installation.home):
        _prepare(supervisor)
    with step("Starting web and worker"):
        supervisor.add(children.web(LOOPBACK, installation.port))
        supervisor.add(children.worker())
        _wait_until_healthy(supervisor, installation)


def _prepare(supervisor: Supervisor) -> None:
    if supervisor.run_to_end([sys.executable, "-m", "goldseam.faces.command.prepare"]):
        raise CannotRun("The demo could not be prepared; the lines above say why. `goldseam doctor` may say more.")


def _wait_until_healthy(supervisor: Supervisor, installation: Installation) -> None:
    give_up = time.monotonic() + PATIENCE_S
    status, parts = health(installation.port)
    while status != 200 and time.monotonic() < give_up:
        supervisor.look()
        supervisor.pause(ASK_EVERY_S if status else LOOK_EVERY_S)
        status, parts = health(installation.port)
    if status == 200:
        return
    raise CannotRun(f"After {PATIENCE_S:.0f} s not all parts are up ({status or 'no answer'}): {json.dumps(parts)}.")


def health(port: int) -> tuple[int, dict[str, Any]]:
    """What /healthz answers: status (0 when there is no answer) and its parts."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, http.client.HTTPException):
        return 0, {}
    finally:
        connection.close()
    try:
        parts: dict[str, Any] = json.loads(body)
    except ValueError:
        return answer.status, {}
    return answer.status, parts


def _tell(installation: Installation, took_s: float) -> None:
    site = installation.address
    say(f"{'Ready after':<36}{took_s:5.1f} s")
    say("")
    say(f"  The site            {site}/")
    say(f"  What to try         {site}/demo/")
    say(f"  Mail it would send  {site}/demo/mail/")
    say(f"  The office          {site}/office/")
    say("")
    say("Ctrl-C stops all of it.")
