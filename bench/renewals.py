"""Renewing many memberships: what the run costs for each at 1,000, 10,000 and 100,000, beside the bare SQL that writes
the same rows, and how long the rehearsal of them takes; and of as many who pay monthly, for this month and a later one.

A third of the members is reminded, a third is told of a charge, and a third is charged. The floor is INSERT … SELECT of
the rows that the run wrote, into the same tables with the same triggers and indexes, of a database that is a copy of
the one from before the run; the letters lie ready as they are sent to it, not packed as PostgreSQL keeps them, so that
packing them is part of writing them there as here. All of it in a process of its own on databases of its own.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from datetime import date, datetime, timedelta
from time import perf_counter
from typing import Any

SIZES = (1_000, 10_000, 100_000)
# What the run writes anew, in the order in which the rows need each other.
WRITTEN = ("mail_message", "sales_order", "sales_orderline", "sales_payment", "timeline_fact")
KEYS = ("due_on", "reminded_days", "notice_id", "mandate_id", "announced_pence", "charge_on", "order_id")


def measure() -> dict[str, float]:
    """Print and return seconds of run, bare SQL and rehearsal, and the ratios that are aimed at."""
    figures: dict[str, float] = {}
    for many in SIZES:
        found = _apart(many)
        print(
            f"renewals: {many:7} due  {found['run']:7.2f} s, {found['run'] / many * 1000:.3f} ms each, "
            f"{found['questions']:.0f} statements; bare SQL {found['floor']:.2f} s, "
            f"so {found['run'] / found['floor']:.2f} times that; "
            f"rehearsed in {found['rehearsal']:.2f} s, with a page of rows {found['page']:.2f} s; "
            f"{found['mb']:.0f} MB"
        )
        figures |= {f"{many}_{name}": value for name, value in found.items()}
    least, most = SIZES[0], SIZES[-1]
    monthly = _apart(most, "monthly")
    print(
        f"renewals: {most:7} who pay monthly, rehearsed with a page of rows in {monthly['page']:.2f} s; "
        f"the month half a year ahead in {monthly['later']:.2f} s; {monthly['deeds']:.0f} deeds in a month"
    )
    return figures | {
        "each at 100000/1000": (figures[f"{most}_run"] / most) / (figures[f"{least}_run"] / least),
        "run/bare SQL": figures[f"{most}_run"] / figures[f"{most}_floor"],
        "rehearsal s": figures[f"{most}_page"],
        "monthly rehearsal s": max(monthly["page"], monthly["later"]),
    }


def _apart(many: int, how: str = "") -> dict[str, float]:
    """In a process of its own, with its own database."""
    from goldseam.faces.command.embedded import throw_away

    with throw_away() as server, tempfile.TemporaryDirectory(prefix="goldseam-bench-") as home:
        own = {"DATABASE_URL": server.url, "GOLDSEAM_MODE": "test", "GOLDSEAM_HOME": home}
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "bench.renewals", str(many), how],
            env=os.environ | own,
            stdout=subprocess.PIPE,
            check=True,
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _inside(many: int, how: str = "") -> None:
    import django

    from goldseam.faces.command.loading import unhindered

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    # As the worker is started, which does the run.
    with unhindered():
        django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from goldseam.core.mail.restraint import awake
    from goldseam.foundation import clock

    # Nothing is done at night, but measuring.
    at = awake(clock.now())
    if how == "monthly":
        _enter_monthly(many, at)
        print(json.dumps(_rehearse(at) | {"later": _rehearse(at, days=182)["page"]}))
    else:
        _enter(many, at)
        print(json.dumps(_rehearse(at) | _run(many, at)))


def _enter_people(many: int, at: datetime, **plan: Any) -> tuple[list[Any], list[Any], list[Any]]:
    """Four plans, so many people, and the membership of each."""
    from goldseam.core.people.models import Association, Person
    from goldseam.foundation.clock import local_date
    from goldseam.foundation.rows import insert
    from goldseam.subjects.membership.models import Membership, Plan

    Association.objects.get_or_create(pk=1, defaults={"name": "Association for Infant Mental Health"})
    prices = [5000, 5500, 6000, 6500]
    plans = insert(
        [Plan(slug=f"p{pence}", name=f"Plan {pence}", for_whom="You", price_pence=pence, **plan) for pence in prices]
    )
    people = Person.objects.bulk_create(
        [
            Person(given_name=f"Given{n % 977}", family_name=f"F{n}", email=f"p{n}@many.example", met_at=at)
            for n in range(many)
        ],
        batch_size=5000,
    )
    return plans, people, insert([Membership(person=person, began_on=local_date(at)) for person in people])


def _enter_monthly(many: int, at: datetime) -> None:
    """Members of four plans who pay in instalments by card, each as far in the year as another, on all days."""
    from django.db import connection

    from goldseam.foundation.calendar import last_day
    from goldseam.foundation.clock import local_date
    from goldseam.foundation.rows import insert
    from goldseam.subjects.membership.models import Renewal, Term

    today, long_ago = local_date(at), at - timedelta(days=400)
    plans, people, kept = _enter_people(many, long_ago, is_payable_monthly=True)
    _cards(people, long_ago)
    now = []
    for place in range(0, many, 5000):
        terms = []
        for n in range(place, min(place + 5000, many)):
            # The first day of a year of which a month runs today.
            began, plan = today - timedelta(days=n * 7 % 365), plans[n // 3 % 4]
            number, starts_on = 1, began
            while starts_on <= today and number <= 12:
                term = Term(membership=kept[n], plan=plan, starts_on=starts_on, ends_on=last_day(began, number))
                term.instalment, term.year_pence = number, plan.price_pence
                terms.append(term)
                number, starts_on = number + 1, term.ends_on + timedelta(days=1)
            now.append(term)
        insert(terms)
    insert([Renewal(follows=term, due_on=max(today, term.ends_on - timedelta(days=9))) for term in now])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _enter(many: int, at: datetime) -> None:
    """Members of four plans whose terms end, with cards of two thirds, as they stand on the morning of the run."""
    from django.db import connection

    from goldseam.foundation.clock import local_date
    from goldseam.foundation.rows import insert
    from goldseam.subjects.membership.models import Renewal, Term

    today, long_ago = local_date(at), at - timedelta(days=400)
    plans, people, kept = _enter_people(many, long_ago)
    # By thirds: reminded a month before the end, told of the charge ten days before it, charged on the day after.
    ends = [today + timedelta(days=30), today + timedelta(days=9), today - timedelta(days=1)]
    year = timedelta(days=364)
    terms = insert(
        [
            Term(membership=one, plan=plans[n % 4], starts_on=ends[n % 3] - year, ends_on=ends[n % 3])
            for n, one in enumerate(kept)
        ]
    )
    cards = _cards([person for n, person in enumerate(people) if n % 3], long_ago)
    told = _told(people[2::3], at - timedelta(days=10))
    renewals = [Renewal(follows=term, due_on=today) for term in terms]
    for n, notice in zip(range(2, many, 3), told, strict=True):
        renewals[n].notice, renewals[n].mandate, renewals[n].charge_on = notice, cards[people[n].pk], today
        renewals[n].announced_pence = plans[n % 4].price_pence
    insert(renewals)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _told(people: list[Any], at: datetime) -> list[Any]:
    """The letters that announced a charge and left, each as long as such a letter is."""
    from goldseam.core.mail.models import Message
    from goldseam.foundation.rows import insert

    long = {"text": "Your membership renews. " * 20, "html": "<p>Your membership renews.</p>" * 200}
    same: dict[str, Any] = long | {"template": "membership/renewal_announced", "basis": "service", "state": "sent"}
    moments = {"written_at": at, "due_at": at, "sent_at": at}
    return insert(
        [
            Message(person=person, address=person.email, message_id=f"<{person.pk}@many.example>", **same, **moments)
            for person in people
        ]
    )


def _cards(people: list[Any], at: datetime) -> dict[int, Any]:
    """A kept card of each, given with a payment."""
    from goldseam.core.sales.models import Mandate, Order, Payment
    from goldseam.foundation.rows import insert

    when = {"placed_at": at, "expires_at": at, "paid_at": at}
    orders = insert([Order(person=one, payer_email=one.email, total_pence=5000, **when) for one in people])
    paid = {"gateway": "demo", "amount_pence": 5000, "received_pence": 5000, "started_at": at, "confirmed_at": at}
    payments = insert([Payment(order=one, key=f"kept{one.pk}", reference=f"kept{one.pk}", **paid) for one in orders])
    good = {"gateway": "demo", "expires_on": date(2099, 12, 31), "agreed_at": at}
    cards = insert(
        [
            Mandate(
                person=person,
                payment=payment,
                reference=f"card{payment.pk}",
                brand=("Visa", "Mastercard")[payment.pk % 2],
                last_four=f"{payment.pk % 10000:04}",
                **good,
            )
            for person, payment in zip(people, payments, strict=True)
        ]
    )
    return {card.person_id: card for card in cards if card.person_id}


def _rehearse(at: datetime, days: int = 0) -> dict[str, float]:
    """The month that begins in so many days, in which all of them have something to be done, and the page that the
    office first sees.
    """
    from goldseam.foundation.clock import local_date
    from goldseam.subjects.membership.renewals.rehearsal import rehearse, totals

    today, began = local_date(at), perf_counter()
    first = today + timedelta(days=days)
    rehearsed = rehearse(first=first, last=first + timedelta(days=30), on=today)
    totals(rehearsed)
    found = perf_counter()
    assert len(rehearsed[:100]) == 100
    return {"rehearsal": found - began, "page": perf_counter() - began, "deeds": len(rehearsed)}


def _run(many: int, at: datetime) -> dict[str, float]:
    from django.db import connection

    from goldseam.core.mail.models import Message
    from goldseam.core.sales.models import Payment
    from goldseam.subjects.membership.models import Renewal
    from goldseam.subjects.membership.renewals.run import run_renewals

    name = connection.settings_dict["NAME"]
    connection.close()
    _elsewhere(f'CREATE DATABASE before_run TEMPLATE "{name}"')
    before = {table: _most(table) for table in WRITTEN}
    asked = _Counted()
    with connection.execute_wrapper(asked):
        began, taken = perf_counter(), 0
        while count := run_renewals(at=at):
            taken += count
        ran = perf_counter() - began
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert taken == many
    assert Payment.objects.filter(reference=None).count() == many // 3
    assert Message.objects.filter(state="waiting").count() == many - many // 3
    assert not Renewal.objects.due(at=at).exists()
    return {"run": ran, "questions": asked.count, "floor": _floor(before), "mb": memory}


class _Counted:
    """How many statements went to the database."""

    count = 0

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


def _most(table: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT coalesce(max(id), 0) FROM {table}")
        return int(cursor.fetchone()[0])


def _elsewhere(statement: str) -> None:
    import psycopg

    with psycopg.connect(_address("postgres"), autocommit=True) as server:
        server.execute(statement)


def _address(name: str) -> str:
    from django.db import connection
    from psycopg.conninfo import make_conninfo

    at = connection.settings_dict
    told = {"host": at["HOST"], "port": at["PORT"], "user": at["USER"], "password": at["PASSWORD"]}
    return make_conninfo("", dbname=name, **{key: value for key, value in told.items() if value})


def _floor(before: dict[str, int]) -> float:
    """Seconds for the same rows by one statement a table, in the database from before the run."""
    import psycopg
    from django.db import connection

    name = connection.settings_dict["NAME"]
    renewed = ", ".join(f"{key} = bare.{key}" for key in KEYS)
    with psycopg.connect(_address(name)) as source, psycopg.connect(_address("before_run")) as copy:
        for table in WRITTEN:
            _carry(source, copy, table, f"SELECT * FROM {table} WHERE id > {before[table]}")
        _carry(source, copy, "membership_renewal", "SELECT * FROM membership_renewal")
        copy.execute("ANALYZE")
        copy.commit()
        began = perf_counter()
        for table in WRITTEN:
            copy.execute(f"INSERT INTO {table} SELECT * FROM bare_{table}")
        copy.execute(
            f"UPDATE membership_renewal AS r SET {renewed} FROM bare_membership_renewal AS bare WHERE r.id = bare.id"
        )
        copy.commit()
        return perf_counter() - began


def _carry(source: Any, copy: Any, table: str, rows: str) -> None:
    copy.execute(f"CREATE TEMP TABLE bare_{table} (LIKE {table})")
    if table == "mail_message":
        copy.execute(f"ALTER TABLE bare_{table} ALTER text SET STORAGE EXTERNAL, ALTER html SET STORAGE EXTERNAL")
    with (
        source.cursor().copy(f"COPY ({rows}) TO STDOUT (FORMAT binary)") as out,
        copy.cursor().copy(f"COPY bare_{table} FROM STDIN (FORMAT binary)") as into,
    ):
        for block in out:
            into.write(block)


if __name__ == "__main__":
    _inside(int(sys.argv[1]), *sys.argv[2:])
