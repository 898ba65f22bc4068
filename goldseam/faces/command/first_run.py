"""Before `goldseam serve` answers: the tables of an empty database, and the link into a set-up that is not finished."""

from goldseam.faces.command import prepare
from goldseam.faces.command.progress import say


def main() -> None:
    """Say what there is to say; what is in order says nothing."""
    # A link that is lost when the power is cut is printed anew at the next start.
    prepare.set_up_django()
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
    main()
