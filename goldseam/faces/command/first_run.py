"""Before `goldseam serve` answers: the tables of an empty database, and the link into a set-up that is not finished."""

import sys

from goldseam.faces.command import prepare
from goldseam.faces.command.progress import say


def main() -> int:
    """Say what there is to say; what is in order says nothing. 1 when the database does not answer."""
    # A link that is lost when the power is cut is printed anew at the next start.
    prepare.set_up_django()
    from django.db import OperationalError

    try:
        _prepare()
    except OperationalError as error:
        say(f"The database does not answer: {str(error).strip()}")
        return 1
    return 0


def _prepare() -> None:
    from django.conf import settings
    from django.urls import reverse

    if not _has_tables():
        prepare.migrate()
    elif prepare.pending_migrations():
        say("The database is not what this version expects: run goldseam migrate.")
        return
    prepare.open_books()
    prepare.collect_static()
    from goldseam.faces.setup.actions import new_link
    from goldseam.foundation import clock

    secret = new_link(at=clock.now())
    if secret:
        say("This association has not been set up yet. Open this address in a browser; it makes the first account, and")
        say("is good until that is done or Goldseam is started again, which prints another one:")
        say("")
        say(f"  {settings.BASE_URL}{reverse('setup:account', args=[secret])}")
        say("")


def _has_tables() -> bool:
    from django.db import connection

    with connection.cursor() as cursor:
        return bool(connection.introspection.table_names(cursor))


if __name__ == "__main__":
    sys.exit(main())
