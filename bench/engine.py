"""One look of the engine over 100,000 people when nothing new is to be done, beside its kinds' bare queries; and what
opening what is broken takes in a database that was just brought in.

All of it in a process of its own on a database of its own.
"""

import json
import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from time import perf_counter
from typing import Any

PEOPLE = 100_000
# Of a hundred people: whose reminders were not answered, who lapsed lately, whose payment failed, who left a basket.
UNANSWERED, LAPSED, FAILED, LEFT = 3, 8, 1, 1
TURNS = 5


def measure() -> dict[str, float]:
    """Print and return seconds of a look and of the bare queries, and the statements of each."""
    from goldseam.faces.command.embedded import throw_away

    with throw_away() as server, tempfile.TemporaryDirectory(prefix="goldseam-bench-") as home:
        own = {"DATABASE_URL": server.url, "GOLDSEAM_MODE": "test", "GOLDSEAM_HOME": home}
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "bench.engine"],
            env=os.environ | own,
            stdout=subprocess.PIPE,
            check=True,
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(
        f"engine: {PEOPLE} people, {found['open']:.0f} open ruptures opened in {found['opened s']:.1f} s by "
        f"{found['opening statements']:.0f} statements; a look with nothing to do {found['look s']:.3f} s by "
        f"{found['statements']:.0f} statements, the bare queries of its kinds {found['bare s']:.3f} s"
    )
    return found


def _inside() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    print(json.dumps(_figures()))


def _enter(at: Any) -> None:
    """Members whose terms run, ended and were reminded of, or lapsed; and orders that went wrong."""
    from goldseam.core.people.models import Person
    from goldseam.foundation import clock
    from goldseam.subjects.membership.models import Membership, Plan, Renewal, Term

    today = clock.local_date(at)
    plan = Plan.objects.create(
        slug="qualified", name="Qualified Professional", for_whom="You", price_pence=7500, grace_days=30
    )
    people = Person.objects.bulk_create(
        Person(given_name=f"Given{n % 977}", family_name=f"F{n}", email=f"p{n}@many.example", met_at=at)
        for n in range(PEOPLE)
    )
    kept = Membership.objects.bulk_create(Membership(person=p, began_on=today - timedelta(days=700)) for p in people)

    def ends_on(n: int) -> Any:
        if n % 100 < UNANSWERED:
            return today - timedelta(days=20)
        return today + timedelta(days=50 + n % 300) if n % 100 >= UNANSWERED + LAPSED else today - timedelta(days=60)

    terms = Term.objects.bulk_create(
        Term(membership=m, plan=plan, starts_on=ends_on(n) - timedelta(days=364), ends_on=ends_on(n))
        for n, m in enumerate(kept)
    )
    over = [term for term in terms if term.ends_on < today]
    Renewal.objects.bulk_create(Renewal(follows=term, due_on=None, reminded_days=0) for term in over)
    _enter_orders(people, at)


def _enter_orders(people: list[Any], at: Any) -> None:
    """Two years of paid orders, and among them what failed or was left."""
    from goldseam.core.sales.models import Order, Payment

    day = timedelta(days=1)
    orders = Order.objects.bulk_create(
        Order(
            person=person,
            payer_given_name=person.given_name,
            payer_family_name=person.family_name,
            payer_email=person.email,
            total_pence=7500,
            placed_at=at - day,
            expires_at=at + 13 * day,
            paid_at=None if n % 100 < FAILED + LEFT else at - day,
        )
        for n, person in enumerate(reversed(people))
    )
    Payment.objects.bulk_create(
        Payment(
            order=order,
            gateway="demo",
            key=f"k{n}",
            amount_pence=7500,
            received_pence=0 if n % 100 < FAILED else 7500,
            started_at=at - day,
            failed_at=at - day if n % 100 < FAILED else None,
            confirmed_at=None if n % 100 < FAILED else at - day,
            code="insufficient_funds" if n % 100 < FAILED else "",
        )
        for n, order in enumerate(orders)
        if not FAILED <= n % 100 < FAILED + LEFT
    )


def _figures() -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from goldseam.core.repairs import engine
    from goldseam.core.repairs.models import Rupture, StepTaken
    from goldseam.foundation import clock
    from goldseam.foundation.contracts import ruptures

    at = clock.midnight_before(clock.local_date(clock.now())) + timedelta(hours=12)
    _enter(at)
    _analyse()
    with CaptureQueriesContext(connection) as asked:
        began = perf_counter()
        for slug, kind in ruptures.items():
            engine._compare(slug, kind, at)
        figures = {"opened s": perf_counter() - began, "opening statements": float(len(asked))}
    found = Rupture.objects.filter(closed_at=None)
    StepTaken.objects.bulk_create(
        [StepTaken(rupture=row, step=step.name, at=at) for row in found for step in ruptures[row.kind].playbook],
        batch_size=5000,
    )
    _analyse()
    later = at + timedelta(hours=1)
    with CaptureQueriesContext(connection) as asked:
        engine.look(at=later)
    figures |= {"open": float(found.count()), "statements": float(len(asked))}
    figures["statements a kind"] = len(asked) / len(list(ruptures))

    def bare() -> None:
        for kind in ruptures.values():
            list(kind.broken(at=later))

    # The best of some turns, one beside the other: what else runs on this machine only adds.
    turns = [(_seconds(bare), _seconds(lambda: engine.look(at=later))) for _ in range(TURNS)]
    figures |= {"bare s": min(one for one, _ in turns), "look s": min(other for _, other in turns)}
    return figures | {"look/bare": figures["look s"] / figures["bare s"]}


def _analyse() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _seconds(do: Any) -> float:
    began = perf_counter()
    do()
    return perf_counter() - began


if __name__ == "__main__":
    _inside()
