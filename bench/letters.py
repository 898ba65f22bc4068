"""Writing to 10,000 people: how long it takes to fix who gets a letter, to write the letters, and to hand them over.

All of it in a process of its own on a database of its own. Handing over goes to a mail server that takes everything at
once, so that what is measured is ours.
"""

import json
import os
import subprocess
import sys
import tempfile
from datetime import timedelta
from time import perf_counter
from typing import Any

PEOPLE = 10_000


def measure() -> dict[str, float]:
    """Print and return seconds for fixing, writing and handing over, and questions to the database for each."""
    from goldseam.faces.command.embedded import throw_away

    with throw_away() as server, tempfile.TemporaryDirectory(prefix="goldseam-bench-") as home:
        own = {"DATABASE_URL": server.url, "GOLDSEAM_MODE": "test", "GOLDSEAM_HOME": home}
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-m", "bench.letters"],
            env=os.environ | own,
            stdout=subprocess.PIPE,
            check=True,
        )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(
        f"letters: {PEOPLE} people fixed in {found['fixed s']:.2f} s by {found['fixing statements']:.0f} statements; "
        f"written in {found['written s']:.1f} s ({PEOPLE / found['written s']:.0f} a second, "
        f"{found['queries a letter written']:.2f} queries each); handed over in {found['handed over s']:.1f} s "
        f"({found['queries a letter handed over']:.2f} queries each)"
    )
    return found


def _inside() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from django.core.management import call_command
    from django.test import override_settings

    call_command("migrate", verbosity=0)
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend", EMAIL_HOST="127.0.0.1"):
        print(json.dumps(_figures()))


def _enter() -> None:
    """Members of one hub with a term each, who all said yes to its letters."""
    from goldseam.core.people.models import Consent, Hub, Person
    from goldseam.foundation import clock
    from goldseam.subjects.membership.models import Membership, Plan, Term

    at = clock.now()
    on = clock.local_date(at)
    hub = Hub.objects.create(slug="yorkshire", name="Yorkshire")
    plan = Plan.objects.create(slug="qualified", name="Qualified Professional", for_whom="You", price_pence=7500)
    people = Person.objects.bulk_create(
        Person(given_name=f"Given{n % 977}", family_name=f"F{n}", email=f"p{n}@many.example", met_at=at, hub=hub)
        for n in range(PEOPLE)
    )
    Consent.objects.bulk_create(Consent(person=p, purpose="hub", wording="Yes", given_at=at) for p in people)
    kept = Membership.objects.bulk_create(Membership(person=p, began_on=on) for p in people)
    Term.objects.bulk_create(
        Term(membership=m, plan=plan, starts_on=on, ends_on=on + timedelta(days=364)) for m in kept
    )


def _figures() -> dict[str, float]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from goldseam.core.mail import sendings
    from goldseam.core.mail.models import Message
    from goldseam.core.mail.standard_letters import Wording, keep
    from goldseam.core.people.models import Person
    from goldseam.faces.office.letters.words import lacking, words_of
    from goldseam.foundation import clock
    from goldseam.foundation.contracts import audiences

    _enter()
    at = clock.now()
    body = "Dear {given_name},\n\nyour {plan} runs until {valid_until}; {hub} meets on Monday.\n\n[See it](/hubs/)"
    wording = Wording("{given_name}, an evening with {hub}", body, "consent", purpose="hub")
    version = keep(letter=None, name="x", is_for_hub_leads=False, wording=wording, at=at, by=None).versions.get()
    people: Any = audiences["members"].people(at=at)
    missing, by = lacking(version, at=at), Person.objects.earliest("pk")
    with CaptureQueriesContext(connection) as asked:
        began = perf_counter()
        sending = sendings.prepare(version=version, people=people, audience="x", lacking=missing, by=by, at=at)
        fixed = perf_counter() - began
    figures = {"fixed s": fixed, "fixing statements": float(len(asked))}
    sendings.begin(sending=sending, lacking=missing, by=by, at=at)
    sending.refresh_from_db()
    with _Counted() as counted:
        began = perf_counter()
        while sendings._write_batch(sending, words_of, at):
            pass
        figures |= {"written s": perf_counter() - began, "queries a letter written": counted.count / PEOPLE}
    with _Counted() as counted:
        began = perf_counter()
        sendings.write_and_deliver(sending=sending, words=words_of, at=at, tell=lambda done, total: None)
        figures |= {"handed over s": perf_counter() - began, "queries a letter handed over": counted.count / PEOPLE}
    assert Message.objects.filter(state="sent").count() == PEOPLE
    return figures


class _Counted:
    """How many statements went to the database."""

    def __enter__(self) -> "_Counted":
        from django.db import connection

        self.count = 0
        self.wrapped = connection.execute_wrapper(self._one)
        self.wrapped.__enter__()
        return self

    def _one(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        self.count += 1
        return execute(sql, params, many, context)

    def __exit__(self, *told: object) -> None:
        self.wrapped.__exit__(None, None, None)


if __name__ == "__main__":
    _inside()
