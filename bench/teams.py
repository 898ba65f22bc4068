"""A team of 2,000: its coordinator's page, and 2,000 people invited by a file.

In a process of its own on a database of its own, through Django's test client: no network on either side. The best of
some turns, since what else runs on the machine only adds; a page that asks nothing stands beside it as the floor.
"""

import json
import os
import subprocess
import sys
import tempfile
from time import perf_counter
from typing import Any

PLACES, TURNS = 2_000, 7


def measure() -> dict[str, float]:
    """Print and return milliseconds and queries of the page, and seconds of the invitations with their letters."""
    from goldseam.faces.command.embedded import throw_away

    with throw_away() as server, tempfile.TemporaryDirectory(prefix="goldseam-bench-") as home:
        own = {"DATABASE_URL": server.url, "GOLDSEAM_MODE": "test", "GOLDSEAM_HOME": home}
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "bench.teams"],
            env=os.environ | own,
            stdout=subprocess.PIPE,
            check=True,
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(
        f"teams: {PLACES} places, the coordinator's page {found['page ms']:.0f} ms by {found['queries']:.0f} queries "
        f"({found['page ms'] / found['floor ms']:.1f} times a page that asks nothing, {found['floor ms']:.0f} ms); "
        f"{PLACES} invited by a file and written to in {found['invited s']:.1f} s"
    )
    return found


def _inside() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.core.management import call_command
    from django.test.utils import setup_test_environment

    setup_test_environment()
    call_command("migrate", verbosity=0)
    print(json.dumps(_figures()))


def _figures() -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from goldseam.faces.portal.tests.test_team import looks_after, many
    from goldseam.foundation import clock
    from goldseam.subjects.teams.tests.factories import a_team

    at = clock.now()
    large, new = a_team(5, at=at), a_team(5, at=at, organisation="Waders Trust")
    many(large, PLACES)
    new.allotments.update(seats=PLACES)
    client = looks_after(large)
    path = f"/me/team/?team={large.pk}"
    with CaptureQueriesContext(connection) as asked:
        page = client.get(path)
    queries = len(asked)
    assert f"Places taken: {PLACES}" in " ".join(page.content.decode().split())
    turns = [(_ms(client, "/teams/"), _ms(client, path)) for _ in range(TURNS)]
    return {
        "queries": float(queries),
        "floor ms": min(floor for floor, _page in turns),
        "page ms": min(page for _floor, page in turns),
        "invited s": _invited(looks_after(new), new),
    }


def _ms(client: Any, path: str) -> float:
    began = perf_counter()
    assert client.get(path).status_code == 200
    return (perf_counter() - began) * 1000


def _invited(client: Any, team: Any) -> float:
    """From handing the file over to the last letter that the worker has written."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from goldseam.foundation import clock
    from goldseam.foundation.work.models import Run
    from goldseam.subjects.teams.inviting import unwritten, write_letters

    rows = "".join(f"p{number}@families.example\n" for number in range(PLACES))
    began = perf_counter()
    file = SimpleUploadedFile("people.csv", rows.encode())
    client.post(f"/me/team/{team.pk}/invite/", {"addresses": "", "file": file})
    write_letters(subject=Run.objects.get().subject, at=clock.now(), tell=lambda done, total: None)
    took = perf_counter() - began
    assert team.invitations.open().count() == PLACES
    assert not unwritten(team).exists()
    return took


if __name__ == "__main__":
    _inside()
