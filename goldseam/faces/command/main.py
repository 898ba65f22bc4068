"""The console command `goldseam`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from pathlib import Path

from goldseam.faces.command import bring
from goldseam.faces.command.children import Child, web, worker
from goldseam.faces.command.embedded import DatabaseWillNotStart
from goldseam.faces.command.installation import (
    LOOPBACK,
    CannotRun,
    Installation,
    check_port,
    check_whole,
    database,
    running,
    sole_use,
)
from goldseam.faces.command.progress import say
from goldseam.faces.command.supervisor import Stopped, Supervisor

Command = Callable[[Installation, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. Refusals are one plain sentence on standard error, exit code 1."""
    chosen = _parser().parse_args(arguments)
    command: Command = chosen.command
    try:
        installation = Installation.from_environment(os.environ)
        os.environ.update(installation.environment())
        if "EMAIL_URL" not in os.environ and (found := running(installation)):
            os.environ["EMAIL_URL"] = found["mail"]
        if command not in (_restore, _doctor):
            check_whole(installation)
        return command(installation, chosen)
    except (CannotRun, DatabaseWillNotStart) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="goldseam",
        description="The home of an association.",
        epilog="Settings are read from the environment: GOLDSEAM_MODE, GOLDSEAM_HOME, PORT, DATABASE_URL, EMAIL_URL, "
        "BASE_URL; docs/operate.md explains each.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, command: Command, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        added.set_defaults(command=command)
        return added

    add("demo", _demo, "run the demo association: database, web, worker and mail, until Ctrl-C")
    serve = add("serve", _serve, "run the web server and keep it running")
    serve.add_argument("--host", default=LOOPBACK, help="address to listen on (default %(default)s)")
    add("worker", _worker, "run the worker and keep it running")
    add("migrate", _migrate, "bring the database and the static files to what this version expects")
    add("seed", _seed, "fill an empty demo with its association")
    add("doctor", _doctor, "say in plain words what is wrong with this installation and how to mend it")
    backup = add("backup", _backup, "write everything to one file and check it")
    backup.add_argument("file", nargs="?", type=Path, help="default: a dated one in GOLDSEAM_HOME/backups")
    backup.add_argument("--keep", type=int, metavar="N", help="afterwards keep only the newest N dated ones")
    restore = add("restore", _restore, "put a back-up in place, which stays mute until go-live")
    restore.add_argument("file", type=Path)
    restore.add_argument("--replace", action="store_true", help="also when there are people in the database")
    live = add("go-live", _go_live, "say that this is the live installation, which may write letters and move money")
    live.add_argument("--yes", action="store_true", help="do not ask")
    bring.add_arguments(add("import", bring.run, "bring in people (CSV, XLSX) or articles (WordPress, Ghost)"))
    roles = add("roles", _roles, "show who may see and do what in the office")
    roles.add_argument("--write", action="store_true", help="write it to docs/roles.md instead")
    manage = add("manage", _manage, "run one of Django's own commands")
    manage.add_argument("rest", nargs=argparse.REMAINDER, metavar="...", help="for example: shell, dbshell, check")
    return parser


def _demo(installation: Installation, chosen: argparse.Namespace) -> int:
    from goldseam.faces.command import demo

    return demo.run(installation)


def _serve(installation: Installation, chosen: argparse.Namespace) -> int:
    check_port(installation.port, chosen.host)
    first = [sys.executable, "-m", "goldseam.faces.command.first_run"]
    return _keep_running(installation, web(chosen.host, installation.port), first=first)


def _worker(installation: Installation, chosen: argparse.Namespace) -> int:
    return _keep_running(installation, worker())


def _keep_running(installation: Installation, child: Child, *, first: Sequence[str] = ()) -> int:
    with database(installation):
        supervisor = Supervisor(installation.environment(), say=say, record=lambda pids: None)
        try:
            if first and supervisor.run_to_end(first):
                say("Whether this association has been set up could not be seen; the lines above say why.")
            supervisor.add(child)
            supervisor.watch()
        except Stopped:
            pass
        finally:
            supervisor.stop()
    return 0


def _migrate(installation: Installation, chosen: argparse.Namespace) -> int:
    from goldseam.faces.command import prepare

    with database(installation):
        prepare.set_up_django()
        prepare.migrate()
    say("The database and the static files are up to date.")
    return 0


def _seed(installation: Installation, chosen: argparse.Namespace) -> int:
    from goldseam.faces.command import prepare

    if installation.mode == "production":
        raise CannotRun(
            "Seeding invents an association of made-up people; a production installation keeps only real ones."
        )
    with database(installation):
        prepare.set_up_django()
        prepare.migrate()
        prepare.seed()
    return 0


def _roles(installation: Installation, chosen: argparse.Namespace) -> int:
    from goldseam.faces.command import prepare

    prepare.set_up_django()
    from goldseam.faces.command import roles

    if chosen.write:
        roles.place().write_text(roles.text())
        say(f"Written to {roles.place()}.")
    else:
        say(roles.text())
    return 0


def _doctor(installation: Installation, chosen: argparse.Namespace) -> int:
    from goldseam.faces.command import doctor

    return doctor.run(installation, say)


def _backup(installation: Installation, chosen: argparse.Namespace) -> int:
    from goldseam.faces.command import backup, prepare

    if chosen.keep is not None and chosen.keep < 1:
        raise CannotRun("--keep must be 1 or more.")
    with database(installation):
        prepare.set_up_django(hurry=False)
        return backup.run(installation, chosen.file, chosen.keep)


def _restore(installation: Installation, chosen: argparse.Namespace) -> int:
    from goldseam.faces.command import prepare, restore

    if found := running(installation):
        raise CannotRun(f"Goldseam runs on these data ({found['address']}). Stop it first, then run this again.")
    # With the embedded database, whoever starts it holds the data alone.
    alone = sole_use(installation) if installation.database_url else nullcontext()
    with alone, database(installation):
        prepare.set_up_django(hurry=False)
        return restore.run(installation, chosen.file, replace=chosen.replace)


def _go_live(installation: Installation, chosen: argparse.Namespace) -> int:
    from goldseam.faces.command import live, prepare

    with database(installation):
        prepare.set_up_django(hurry=False)
        from goldseam.foundation import clock

        return live.run(is_sure=chosen.yes, at=clock.now())


def _manage(installation: Installation, chosen: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    with database(installation):
        execute_from_command_line(["goldseam manage", *chosen.rest])
    return 0


if __name__ == "__main__":
    sys.exit(main())
