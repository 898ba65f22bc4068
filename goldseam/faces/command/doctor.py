"""`goldseam doctor`: what is wrong with an installation, in plain words, and how to mend it."""

import os
import shutil
import smtplib
import stat
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from goldseam.faces.command import front, postgres_tools
from goldseam.faces.command.findings import Finding, Findings
from goldseam.faces.command.installation import ROOT, UNFINISHED, CannotRun, Installation, running

OLDEST_POSTGRESQL = 15
HEARTBEAT_S = 60
WAITING_S = 900
LEAST_FREE_BYTES = 1_000_000_000
CLOCKS_APART_S = 5
SHORTEST_SECRET = 40
OLDEST_BACKUP = timedelta(days=2)
NO_ANSWER = "The database does not answer"

Say = Callable[[str], None]


def run(installation: Installation, say: Say) -> int:
    """Look at everything, say what was found; 1 if anything is wrong, else 0."""
    say(f"Looking at the {installation.mode} installation in {installation.home}")
    is_well = True
    for finding in examine(installation):
        is_well = is_well and not finding.mend
        say(f"  {'wrong' if finding.mend else 'good '}  {finding.text}")
        if finding.mend:
            say(f"         To mend it: {finding.mend}")
    say("Nothing is wrong." if is_well else "Mend what is wrong, then run `goldseam doctor` again.")
    return 0 if is_well else 1


def examine(installation: Installation) -> Findings:
    """Everything there is to find, outermost things first; later checks are left out when they could only repeat."""
    yield from check_mode(installation)
    yield from check_packages()
    yield from check_home(installation.home)
    yield from check_disk(installation.home)
    yield from check_backups(installation)
    settings = list(check_settings())
    yield from settings
    if settings[-1].mend:
        return
    yield from check_time_zone()
    yield from check_folders()
    if installation.mode == "demo" and not installation.database_url and not running(installation):
        yield Finding("The demo does not run now, so database, mail and worker were not looked at (bin/demo starts it)")
        return
    yield from check_mail_server()
    database = list(check_database())
    yield from database
    if database[0].text.startswith(NO_ANSWER):
        return
    migrations = list(check_migrations())
    yield from migrations
    if migrations[-1].mend:
        return
    yield from check_copy()
    yield from check_worker()
    if installation.mode == "production":
        yield from check_backup_programs()
        yield from front.check_web(installation)
        yield from front.check_front()
    yield from check_set_up()


def check_mode(installation: Installation) -> Findings:
    """What must be said by the person who installs, and what must not be left to chance in production."""
    if installation.mode != "production":
        yield Finding(f"Mode {installation.mode}: nothing here is for real members")
        return
    yield Finding("Mode production")
    if not installation.database_url:
        yield Finding(
            "There is no DATABASE_URL. The PostgreSQL that comes with Goldseam asks nobody for a password and makes no "
            "back-ups, so it is refused in production",
            "set DATABASE_URL=postgresql://user:password@host/name.",
        )
    base = urlsplit(os.environ.get("BASE_URL", ""))
    if not base.hostname:
        yield Finding(
            "There is no BASE_URL, so links in mail would point to this machine",
            "set BASE_URL to the address members use, for example https://association.example.",
        )
    elif base.scheme != "https":
        yield Finding(
            f"BASE_URL is {base.geturl()}: without https, sign-ins and payments can be read on the way",
            "put a web server with a certificate in front (docs/operate.md) and set BASE_URL to its https address.",
        )


def check_packages() -> Findings:
    """Whether what is installed is what the lock file names."""
    from importlib.metadata import distributions

    lock = ROOT / "requirements.lock"
    if not lock.exists():
        return
    # Of some packages the lock names one version for older Pythons and one for newer.
    pinned: dict[str, set[str]] = {}
    for name, version in _pins(lock):
        pinned.setdefault(name, set()).add(version)
    found = {item.name.lower().replace("_", "-").replace(".", "-"): item.version for item in distributions()}
    different = sorted(name for name, versions in pinned.items() if name in found and found[name] not in versions)
    if different:
        yield Finding(
            f"Installed packages differ from requirements.lock: {', '.join(different[:5])}",
            "run bin/demo once, or pip install --require-hashes -r requirements.lock.",
        )
    else:
        yield Finding("Installed packages are those of requirements.lock")


def _pins(lock: Path) -> Iterator[tuple[str, str]]:
    for line in lock.read_text().splitlines():
        if line[:1].isalnum():
            name, _, version = line.split(";")[0].strip(" \\").partition("==")
            yield name.split("[")[0].strip().lower(), version.strip()


def check_home(home: Path) -> Findings:
    """Whether the folder of this installation can be written, and its secret is kept."""
    if not os.access(home, os.W_OK | os.X_OK):
        yield Finding(f"{home} cannot be written", f"give it to the account that runs Goldseam: chown -R USER {home}.")
    secret = os.environ.get("SECRET_KEY", "")
    key = home / "secret.key"
    if secret and len(secret) < SHORTEST_SECRET:
        yield Finding(
            f"SECRET_KEY has {len(secret)} characters, so signed links could be guessed",
            "unset it (Goldseam makes and keeps a good one) or set at least 50 random characters.",
        )
    elif not secret and key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        yield Finding(f"Other accounts can read {key}, which signs every link and session", f"chmod 600 {key}")
    else:
        yield Finding("The secret key is kept")


def check_disk(home: Path) -> Findings:
    """Whether there is room for files, mail and logs."""
    free = shutil.disk_usage(home).free
    text = f"{free / 1e9:.1f} GB are free where {home} stands"
    yield Finding(text, "make room: at least 1 GB." if free < LEAST_FREE_BYTES else "")


def check_backups(installation: Installation) -> Findings:
    """Whether a restore was left half way, and in production whether there is a recent back-up."""
    from goldseam.faces.command.backup import last

    mark = installation.home / UNFINISHED
    if mark.exists():
        yield Finding(
            f"A restore of {mark.read_text().strip()} was interrupted, so nothing else runs here",
            "run goldseam restore FILE again.",
        )
    if installation.mode != "production":
        return
    made_at = last(installation.home)
    if made_at is None:
        yield Finding("No back-up has been made here", "run goldseam backup, and let a timer do it (docs/operate.md).")
    elif made_at < datetime.now(UTC) - OLDEST_BACKUP:
        yield Finding(
            f"The last back-up was made on {made_at:%d %B %Y}",
            "run goldseam backup, and look why the timer does not: systemctl status goldseam-backup.timer.",
        )
    else:
        yield Finding(f"The last back-up was made on {made_at:%d %B %Y at %H:%M} UTC")


def check_settings() -> Findings:
    """Whether Django accepts the settings and its system checks find nothing."""
    import django
    from django.core.checks import ERROR, run_checks
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
        errors = [message for message in run_checks() if message.level >= ERROR]
    except (ImproperlyConfigured, ImportError) as error:
        yield Finding(f"Goldseam cannot be loaded: {error}", "correct the setting named, or install Goldseam anew.")
        return
    for message in errors:
        yield Finding(f"{message.id}: {message.msg}", str(message.hint or "see docs/operate.md."))
    if not errors:
        yield Finding("Settings are accepted")


def check_time_zone() -> Findings:
    """Whether the association's time zone is known here."""
    from django.conf import settings

    try:
        here = datetime.now(ZoneInfo(settings.TIME_ZONE))
    except (ZoneInfoNotFoundError, ValueError):
        yield Finding(
            f"The time zone {settings.TIME_ZONE!r} is not known, so due dates cannot be told",
            "set TIME_ZONE to a name like Europe/London; if the name is right, install the package tzdata.",
        )
    else:
        yield Finding(f"Time zone {settings.TIME_ZONE}: it is {here:%H:%M on %d %B %Y}")


def check_folders() -> Findings:
    """Whether uploads, pages and static files have their places."""
    from django.conf import settings

    for what, folder in (
        ("Pictures", settings.MEDIA_ROOT),
        ("Members' files", settings.PRIVATE_ROOT),
        ("Kept pages", Path(settings.HOME) / "pages"),
    ):
        nearest = next(path for path in (Path(folder), *Path(folder).parents) if path.exists())
        if os.access(nearest, os.W_OK | os.X_OK):
            yield Finding(f"{what} can be written to {folder}")
        else:
            yield Finding(
                f"{what} cannot be written to {folder}", f"chown -R the account that runs Goldseam {nearest}."
            )
    if settings.MODE != "test" and not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        yield Finding("Static files have not been gathered, so pages have no style", "run goldseam migrate.")


def check_mail_server() -> Findings:
    """Whether the mail server answers and lets us in; no mail is sent."""
    from django.db import Error

    from goldseam.core.mail import server

    try:
        found = server.current()
    except Error:
        # What is wrong with the database is said where it is looked at.
        return
    if found is None:
        yield Finding(
            "No mail server has been named, so no mail can leave; it waits",
            "name one in the office (Settings, Setting up, Mail), or set EMAIL_URL, for example "
            "smtp+tls://user:password@mail.example:587.",
        )
        return
    where = "EMAIL_URL" if found.is_from_environment else "what the office named (Settings, Setting up, Mail)"
    try:
        through = server.connection(found, timeout=10)
        through.open()
        through.close()
    except smtplib.SMTPAuthenticationError:
        yield Finding(f"The mail server at {found} refuses our name or password", f"correct them in {where}.")
    except (OSError, smtplib.SMTPException) as error:
        yield Finding(
            f"The mail server at {found} does not answer ({found.hush(str(error))})",
            f"correct {where}, or start the mail server. Mail waits until then; nothing is lost.",
        )
    else:
        yield Finding(f"The mail server at {found} answers")


def check_database() -> Findings:
    """Whether the database answers, is new enough, keeps all of Unicode, and agrees on the time."""
    from django.db import OperationalError, connection

    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'),"
                " clock_timestamp()"
            )
            version, encoding, time_there = cursor.fetchone()
    except OperationalError as error:
        yield Finding(f"{NO_ANSWER}: {str(error).strip()}", "start it, or correct DATABASE_URL.")
        return
    if version < OLDEST_POSTGRESQL:
        yield Finding(f"The database is PostgreSQL {version}", f"upgrade it to {OLDEST_POSTGRESQL} or newer.")
    if encoding != "UTF8":
        yield Finding(
            f"The database keeps text as {encoding}, so some names cannot be written",
            "make a new database with ENCODING 'UTF8' and move the data there.",
        )
    apart_s = abs((datetime.now(UTC) - time_there).total_seconds())
    if apart_s > CLOCKS_APART_S:
        yield Finding(
            f"This machine's clock and the database's are {apart_s:.0f} s apart", "let both follow a time server (NTP)."
        )
    yield Finding(f"PostgreSQL {version} answers")


def check_migrations() -> Findings:
    """Whether the tables are those that this version expects."""
    from goldseam.faces.command.prepare import pending_migrations

    pending = pending_migrations()
    if pending:
        yield Finding(
            f"{len(pending)} migrations are not applied, beginning with {pending[0]}", "run goldseam migrate."
        )
    else:
        yield Finding("All migrations are applied")


def check_copy() -> Findings:
    """Whether this is the installation that was declared live."""
    from goldseam.foundation.livecopy.actions import is_mute

    if is_mute():
        yield Finding(
            "This is a copy of an installation: no letter goes out and no money moves",
            "leave it so, or, when it is to be the live one and no other runs, run goldseam go-live.",
        )
    else:
        yield Finding("This is the live installation: letters go out and money moves")


def check_backup_programs() -> Findings:
    """Whether the programs that make a back-up are here, and new enough for the server."""
    try:
        postgres_tools.folder(postgres_tools.server_version())
    except CannotRun as error:
        yield Finding("No back-up can be made here", str(error))
    else:
        yield Finding("The programs that make a back-up are here")


def check_worker() -> Findings:
    """Whether a worker lives and keeps up."""
    from django.db import connection
    from django.db.utils import ProgrammingError

    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers")
            silent_s = cursor.fetchone()[0]
            cursor.execute(
                "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'"
                " AND coalesce(scheduled_at, now()) < now() - make_interval(secs => %s)",
                [WAITING_S],
            )
            waiting = cursor.fetchone()[0]
    except ProgrammingError:
        return
    if silent_s is None or silent_s > HEARTBEAT_S:
        since = "has never run" if silent_s is None else f"was last heard of {silent_s / 60:.0f} minutes ago"
        yield Finding(f"The worker {since}: mail waits, and ruptures are not looked for", "start it: goldseam worker.")
    elif waiting:
        yield Finding(
            f"{waiting} jobs have waited for more than {WAITING_S // 60} minutes",
            "look into the worker's log for what keeps it; start another one if it is merely busy.",
        )
    else:
        yield Finding("The worker lives and keeps up")


def check_set_up() -> Findings:
    """Whether somebody runs the office, and the public may come in."""
    from goldseam.faces.setup.actions import is_open, is_peopled

    if is_open():
        yield Finding("The site is open to the public")
    elif not is_peopled():
        yield Finding(
            "Nobody of the office has an account yet",
            "open the link that goldseam serve printed when it started (journalctl -u goldseam-web); "
            "start it again for a new one.",
        )
    else:
        yield Finding(
            "The site is not open to the public yet",
            "sign in, look at /set-up/ for what is missing, and open it there.",
        )
