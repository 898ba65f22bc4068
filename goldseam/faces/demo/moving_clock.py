"""The association's clock in the demo: real time, ahead by what stands in the database.

Web and worker read the same row, and read it anew as soon as it moved. Sessions and signatures never come here: their
ages are real time.
"""

from datetime import UTC, datetime, timedelta

from django.db import connection, transaction

from goldseam.faces.demo.models import DemoClock
from goldseam.foundation import pagecache
from goldseam.foundation.pagecache.memory import kept


@kept
def ahead() -> timedelta:
    """How far the association is ahead of real time."""
    # Asked many times for each page, so written out: building the query took ten times as long as asking it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT ahead FROM demo_democlock")
        row = cursor.fetchone()
    return row[0] if row else timedelta()


def now() -> datetime:
    """The association's moment, aware, in UTC."""
    return datetime.now(UTC) + ahead()


def set_ahead(ahead: timedelta) -> None:
    """Let the clock go from there on: what was known of it is forgotten, in every process."""
    with transaction.atomic():
        DemoClock.objects.update_or_create(pk=1, defaults={"ahead": ahead})
        pagecache.drop()
