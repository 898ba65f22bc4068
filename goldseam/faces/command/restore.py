"""`goldseam restore`: an association as it stood in a back-up, whole or not at all, and mute.

The database changes in one transaction, the mark that makes it mute in the same. Files follow. Between the first
change and the last a note stands in the installation's folder; while it does no other command runs, so that nobody sees
a state in between, and the same command run again heals whatever an interruption left.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from goldseam.faces.command import archive, postgres_tools, prepare, replaying
from goldseam.faces.command.archive import DUMP, ERASURES, FOLDERS, KEY, Manifest
from goldseam.faces.command.installation import UNFINISHED, CannotRun, Installation
from goldseam.faces.command.progress import say, step

STAGE = ".restoring"


def run(installation: Installation, file: Path, *, replace: bool) -> int:
    """Put the back-up `file` in place. The database must be reachable and Django set up. Raises CannotRun."""
    stage = installation.home / STAGE
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(mode=0o700)
    try:
        with step("Reading the back-up"):
            manifest = archive.unpack(file.expanduser(), stage)
        _check(installation, manifest)
        # Who was interrupted had agreed before.
        replaying.check_place(replace=replace or (installation.home / UNFINISHED).exists())
        tools = postgres_tools.folder(max(postgres_tools.server_version(), manifest["dumped_by"]))
        with _marked(installation.home, file):
            with step("Putting the database back"):
                replaying.replay(stage / DUMP, tools)
            put_files(stage, installation.home)
            prepare.migrate()
            if installation.mode == "demo":
                prepare.count_as_seeded()
            erased = _erase_again()
    finally:
        shutil.rmtree(stage, ignore_errors=True)
    _tell(manifest, erased)
    return 0


def _check(installation: Installation, manifest: Manifest) -> None:
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    if manifest["mode"] == "demo" and installation.mode == "production":
        raise CannotRun(
            "This back-up holds the demo's invented people; a production installation keeps only real ones."
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(connection).disk_migrations}
    foreign = sorted(set(manifest["migrations"]) - known)
    if foreign:
        raise CannotRun(
            f"This back-up was made by Goldseam {manifest['goldseam']}, which is newer than what is installed here "
            f"({foreign[0]} is not known). Install that version or a later one, then run this again."
        )


@contextmanager
def _marked(home: Path, file: Path) -> Iterator[None]:
    """Keep every other command away until all is done; after a refusal by the database there is nothing to finish."""
    mark = home / UNFINISHED
    was_there = mark.exists()
    mark.write_text(f"{file.expanduser().absolute()}\n")
    try:
        yield
    except replaying.NothingChanged:
        if not was_there:
            mark.unlink()
        raise
    mark.unlink()


def put_files(stage: Path, home: Path) -> None:
    """Move the files from the archive to their places; what stood there goes with the stage."""
    owner = home.stat()
    for path in stage.rglob("*"):
        if path.stat().st_uid != owner.st_uid:
            shutil.chown(path, owner.st_uid, owner.st_gid)
        if path.is_dir() and path.is_relative_to(stage / "private"):
            path.chmod(0o700)
    (stage / "old").mkdir()
    for name in FOLDERS:
        if (home / name).exists():
            (home / name).rename(stage / "old" / name)
        if (stage / name).exists():
            (stage / name).rename(home / name)
    if (stage / KEY).exists():
        (stage / KEY).replace(home / KEY)
    _join_registers(stage, home)


def _join_registers(stage: Path, home: Path) -> None:
    """Whoever is named by either register stays erased."""
    lines = {line: None for file in (stage / ERASURES, home / ERASURES) for line in _lines(file)}
    if lines:
        joined = stage / "joined"
        joined.write_text("\n".join(lines) + "\n")
        shutil.chown(joined, home.stat().st_uid, home.stat().st_gid)
        joined.replace(home / ERASURES)


def _lines(file: Path) -> list[str]:
    return file.read_text().splitlines() if file.exists() else []


def _erase_again() -> int:
    from goldseam.core.people.models import Person
    from goldseam.foundation.privacy.erasing import erase_again

    return erase_again(Person.objects.all())


def _tell(manifest: Manifest, erased: int) -> None:
    made_at = datetime.fromisoformat(manifest["made_at"])
    moment = f"{made_at:%A %d %B %Y at %H:%M} UTC"
    say(f"Everything is as it was on {moment}: {archive.told(manifest)}.")
    if erased == 1:
        say("One person who has been erased since then was erased again.")
    elif erased:
        say(f"{erased} people who have been erased since then were erased again.")
    if KEY not in manifest["files"]:
        say("The back-up holds no secret key: set SECRET_KEY as it was, or links in letters sent before will not work.")
    say("This installation is mute: no letter goes out and no money moves. Start it and look around; when it is to be")
    say("the live one, and the other one is stopped for good, run goldseam go-live.")
