"""The whole telling, in its order."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, time, timedelta

from django.db import connection, transaction
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from goldseam.core.people.models import Person
from goldseam.faces.demo.seed import places, staff
from goldseam.faces.demo.seed.crowd import Crowd
from goldseam.faces.demo.seed.lives import Life
from goldseam.faces.demo.seed.telling import Telling
from goldseam.foundation import clock

MEMBERS = 90


@contextmanager
def in_one_go() -> Iterator[None]:
    """One transaction and no savepoints: what fails is begun anew as a whole, and half of all round trips are saved."""
    before = connection.features.uses_savepoints
    connection.features.uses_savepoints = False
    try:
        with transaction.atomic():
            yield
    finally:
        connection.features.uses_savepoints = before


def seed(*, number: int = 1, today: date | None = None) -> None:
    """Tell the association of the last three years. The same `number` on the same day tells the same."""
    telling = Telling(seed=number, today=today or clock.local_date(clock.now()))
    # Nobody works on the queue meanwhile; what the jobs would do, the telling does itself.
    with telling.as_the_clock(), app.replace_connector(InMemoryConnector()), in_one_go():
        places.make_places()
        staff.meet_staff(telling)
        crowd = Crowd(telling)
        treasurer = Person.objects.get(email="treasurer@aimh.example")
        for _ in range(MEMBERS):
            life = Life(telling, crowd.draw(), treasurer=treasurer)
            first = telling.moment(
                telling.today - timedelta(days=telling.random.randint(1, 1095)),
                time(telling.random.randint(7, 21), telling.random.randint(0, 59)),
            )
            telling.plan(first, life.joins)
        telling.tell()
