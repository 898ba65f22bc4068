"""A copy of everything held on one person (UK GDPR article 15): the whole archive, papers too, as the worker makes it.

She has been a member for years: 2,000 facts, each with a sentence, every tenth with a note in words; 200 letters; an
order with its invoice. In a process of its own on a database of its own.
"""

import json
import os
import subprocess
import sys
import tempfile
from io import BytesIO
from time import perf_counter
from typing import Any
from zipfile import ZipFile

FACTS, LETTERS, AIM_S, ROUNDS = 2_000, 200, 5.0, 3


def measure() -> dict[str, float]:
    """Print and return the seconds of the slowest of some copies, and how many queries one asks."""
    from goldseam.faces.command.embedded import throw_away

    with throw_away() as server, tempfile.TemporaryDirectory(prefix="goldseam-bench-") as home:
        own = {"DATABASE_URL": server.url, "GOLDSEAM_MODE": "test", "GOLDSEAM_HOME": home}
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "bench.access"],
            env=os.environ | own,
            stdout=subprocess.PIPE,
            check=True,
        )
    figures: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    load = os.getloadavg()[0]
    print(
        f"access: {FACTS} facts and {LETTERS} letters in {figures['seconds']:.2f} s (aim: ≤ {AIM_S:.0f} s), "
        f"{figures['cpu']:.2f} s of them of the processor; {figures['queries']:.0f} queries, {figures['kb']:.0f} kB; "
        f"load of the machine {load:.1f}"
    )
    return figures


def _inside() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(_time(_somebody())))


def _somebody() -> Any:
    from goldseam.core.mail.actions import send
    from goldseam.core.people.facts import MET, NOTE_WRITTEN
    from goldseam.core.sales.actions.paying import record_transfer
    from goldseam.faces.office.tests.factories import NOON, somebody, staff
    from goldseam.foundation.timeline.models import Fact, FactText
    from goldseam.foundation.timeline.record import subject_key
    from goldseam.subjects.membership.actions import Applicant, join
    from goldseam.subjects.membership.tests.factories import a_plan, an_association

    an_association()
    nia, olive = somebody("Nia"), staff("office", given_name="Olive")
    order = join(
        plan=a_plan(), applicant=Applicant("Nia", "Ferreday", str(nia.email)), signed_in=nia, key=None, at=NOON
    )
    record_transfer(order=order, amount_pence=7500, at=NOON, by=olive)
    missing = FACTS - Fact.objects.filter(person=nia).count()
    kinds = (NOTE_WRITTEN.key, *[MET.key] * 9)
    made = Fact.objects.bulk_create(
        Fact(kind=kinds[number % 10], person=nia, subject=subject_key(nia), by=olive, at=NOON)
        for number in range(missing)
    )
    notes = [fact for fact in made if fact.kind == NOTE_WRITTEN.key]
    FactText.objects.bulk_create(FactText(fact=fact, text="She rang and asked when the day is. " * 5) for fact in notes)
    for _ in range(LETTERS):
        send(template="sales/surplus", person=nia, context={"order": order, "amount_pence": 1}, at=NOON)
    return nia


def _time(person: Any) -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from goldseam.foundation import clock
    from goldseam.foundation.privacy.archive import write_archive
    from goldseam.foundation.timeline.models import Fact

    took, used = [], []
    for _ in range(ROUNDS):
        file, began, cpu = BytesIO(), perf_counter(), os.times()
        write_archive(person, file, at=clock.now(), by=person)
        took.append(perf_counter() - began)
        used.append(sum(os.times()[:2]) - sum(cpu[:2]))
    with CaptureQueriesContext(connection) as asked:
        write_archive(person, BytesIO(), at=clock.now(), by=person)
    with ZipFile(file) as archive:
        told = json.loads(archive.read("everything.json"))
        assert any(name.startswith("papers/") for name in archive.namelist())
    assert Fact.objects.filter(person=person).count() >= FACTS
    assert max(len(kind["rows"]) for kind in told) >= FACTS
    return {"seconds": max(took), "cpu": max(used), "queries": len(asked), "kb": len(file.getvalue()) / 1024}


if __name__ == "__main__":
    _inside()
