"""The whole telling, in its order."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F
from procrastinate.contrib.django import app

from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.core.repairs import engine
from goldseam.faces.demo.articles import write_articles
from goldseam.faces.demo.seed import (
    cast,
    conversations,
    gifts,
    hubs,
    letters,
    library,
    places,
    records,
    renewals,
    staff,
    statement,
    students,
    teams,
)
from goldseam.faces.demo.seed.crowd import Crowd
from goldseam.faces.demo.seed.quiet import Quiet, each_task_once
from goldseam.faces.demo.seed.stage import RECENT, Stage
from goldseam.faces.demo.seed.telling import Telling
from goldseam.foundation import clock


def seed(*, number: int = 1, today: date | None = None) -> None:
    """Tell the association of the last three years. The same `number` on the same day tells the same.

    Takes an empty database. Interrupted, it is begun anew: all but the last papers is one transaction, and the command
    keeps a note until all of it is told.
    """
    telling = Telling(seed=number, today=today or clock.local_date(clock.now()))
    with telling.as_the_clock(), app.replace_connector(Quiet()), _in_few_words():
        with transaction.atomic():
            _plan_little()
            stage = _set(telling)
            library.plan_library(stage)
            letters.plan_letters(stage)
            cast.plan_lives(stage)
            renewals.plan_endings(stage)
            teams.plan_team(stage)
            conversations.plan_conversations(stage)
            gifts.plan_gifts(stage)
            hubs.plan_hubs(stage)
            records.plan_records(stage)
            _tell(stage, until=telling.end - RECENT)
            _file_old_letters(telling)
            _tell(stage, until=telling.end)
            telling.at = telling.end
            library.tell_readings(stage)
            renewals.agree_at_last(stage)
            hubs.tell_entries(stage)
            with each_task_once():
                write_articles(at=telling.end)
        # Each in a transaction of its own: a paper is a file.
        students.show_studies(stage)
        statement.hand_in_statement(stage)
        engine.look(at=telling.end)
        stage.post(telling.end)


def _set(telling: Telling) -> Stage:
    places.make_places()
    staff.meet_staff(telling)
    return Stage(
        telling,
        Crowd(telling),
        treasurer=Person.objects.get(email="treasurer@aimh.example"),
        office=Person.objects.get(email="office@aimh.example"),
        has_post=_has_post(),
    )


def _tell(stage: Stage, *, until: datetime) -> None:
    while stage.telling.tell(until=until) or stage.catch_up():
        pass


def _file_old_letters(telling: Telling) -> None:
    """Letters of long ago were delivered on their day. Sending them now would take minutes and bury the recent ones."""
    waiting = Message.objects.filter(state=Message.State.WAITING, due_at__lt=telling.end - RECENT)
    waiting.update(state=Message.State.SENT, sent_at=F("due_at"), attempts=1)


@contextmanager
def _in_few_words() -> Iterator[None]:
    """What fails is begun anew as a whole, so savepoints inside transactions would be round trips for nothing; and so
    would be a cursor that fetches its few rows by parts.
    """
    features, settings_dict = connection.features, connection.settings_dict
    before = features.uses_savepoints, settings_dict.get("DISABLE_SERVER_SIDE_CURSORS", False)
    features.uses_savepoints, settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = False, True
    try:
        yield
    finally:
        features.uses_savepoints, settings_dict["DISABLE_SERVER_SIDE_CURSORS"] = before


def _plan_little() -> None:
    """For this transaction: between tables this small, weighing every order of joining takes longer than the worst."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('join_collapse_limit', '3', true), set_config('from_collapse_limit', '3', true)"
        )


def _has_post() -> bool:
    """Without a mail server the recent letters wait, and the worker sends them when there is one."""
    try:
        with socket.create_connection((settings.EMAIL_HOST, settings.EMAIL_PORT), 2):
            return True
    except OSError:
        return False
