"""Bringing in people with terms and past payments: seconds, memory, and the ratio to a COPY of the same rows.

The file is read, checked, matched and brought in by the code that the office and the command line use, in a process of
its own on a database of its own. COPY puts the same cells into a bare table of text.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

AIMS = {10_000: 10.0, 100_000: 90.0}
MOST_MB = 512
HEADER = "first name,last name,email,phone,organisation,hub,plan,start,end,amount paid,notes"
COLUMNS = 11


def measure() -> dict[str, float]:
    """Print and return seconds for 10,000 and 100,000 people, the highest memory in MB, and the ratios to COPY."""
    from goldseam.faces.command.embedded import throw_away

    figures: dict[str, float] = {}
    for people, aim in AIMS.items():
        with throw_away() as server, tempfile.TemporaryDirectory(prefix="goldseam-bench-") as home:
            own = {"DATABASE_URL": server.url, "GOLDSEAM_MODE": "test", "GOLDSEAM_HOME": home}
            done = subprocess.run(
                [sys.executable, "-W", "ignore", "-m", "bench.importing", str(people)],
                env=os.environ | own,
                stdout=subprocess.PIPE,
                check=True,
            )
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        print(
            f"importing: {people:7} people  {found['seconds']:6.2f} s (aim: ≤ {aim:.0f} s), "
            f"read {found['read']:.2f} s, brought in {found['apply']:.2f} s; {found['mb']:.0f} MB (aim: ≤ {MOST_MB}); "
            f"{found['seconds'] / found['copy']:.0f} × COPY ({found['copy']:.3f} s)"
        )
        figures |= {f"{people}_{name}": value for name, value in found.items()}
        figures |= {f"{people}/aim": found["seconds"] / aim, f"{people}/copy": found["seconds"] / found["copy"]}
    return figures


def rows(people: int) -> list[str]:
    """So many people, each with a term of a year and a payment; their memberships end over the coming year."""
    first = date(2025, 5, 10)
    made = []
    for number in range(people):
        starts = first + timedelta(days=number % 360)
        ends = starts + timedelta(days=364)
        made.append(
            f"Given{number % 977},Family{number % 4999},p{number}@families.example,0113 496 {number % 10000:04},"
            f"NHS Trust {number % 40},Yorkshire,Qualified Professional,{starts},{ends},£75.00,Note {number}"
        )
    return made


def _inside(people: int) -> None:
    """In a process of its own, with its own database."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from goldseam.core.people.models import Hub
    from goldseam.subjects.membership.models import Plan

    Hub.objects.create(slug="yorkshire", name="Yorkshire")
    Plan.objects.create(slug="qualified", name="Qualified Professional", for_whom="You", price_pence=7500)
    made = rows(people)
    path = Path(os.environ["GOLDSEAM_HOME"]) / "people.csv"
    path.write_text("\n".join([HEADER, *made, ""]))
    print(json.dumps({"copy": _copy(made)} | _bring(path, people)))


def _copy(made: list[str]) -> float:
    from django.db import connection

    cells = [row.split(",") for row in made]
    began = perf_counter()
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE bare ({', '.join(f'c{n} text' for n in range(COLUMNS))})")
        with cursor.copy("COPY bare FROM STDIN") as copy:
            for row in cells:
                copy.write_row(row)
    return perf_counter() - began


def _bring(path: Path, people: int) -> dict[str, float]:
    from django.core.files import File

    from goldseam.core.people.models import Person
    from goldseam.faces.importers import actions
    from goldseam.foundation import clock
    from goldseam.foundation.timeline.record import subject_key
    from goldseam.subjects.membership.models import Term

    at, began = clock.now(), perf_counter()
    with path.open("rb") as file:
        upload = actions.receive(filename=path.name, content=File(file), day_order="", by=None, at=at)
    actions.read(subject=subject_key(upload), at=at, tell=lambda done, total: None)
    is_read = perf_counter()
    actions.apply(subject=subject_key(upload), at=at, tell=lambda done, total: None)
    ended = perf_counter()
    assert Person.objects.count() == Term.objects.count() == people
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": ended - began, "read": is_read - began, "apply": ended - is_read, "mb": memory}


if __name__ == "__main__":
    _inside(int(sys.argv[1]))
