"""The files of the page cache. No database, no clock of the association: names, bytes and real time.

An entry is one folder that appears and disappears whole, by renaming: `head.json` (headers, ETag, end of validity), the
page, and the page gzipped. The page is called `index.html` when a web server may hand it out without reading
`head.json`; it is called `guarded.html` when it has an end or headers of its own, and then only the application does.

nginx cannot compare times, but it can name the present: the first digits of the Unix time. So a page with an end has
one more name for each stretch of 1,000 seconds that lies wholly before it, such as `1795341.html`. In the last stretch
the application answers, which knows the end to the second.
"""

import fcntl
import gzip
import json
import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from time import time

from django.conf import settings

PLAIN, GUARDED = "index.html", "guarded.html"
_NEW = ".new"
STRETCH_S, _STRETCHES = 1000, 90
# Apart from seconds, nginx knows files only by size and time of change: both are made from the content, so that its
# ETag is the same for the same bytes and different for others stored within one second.
_EPOCH, _SPAN = 946_684_800, 600_000_000


@dataclass(frozen=True)
class Page:
    """A kept page: plain when its headers are those of every page; `valid_until` is Unix time, None without end."""

    headers: Sequence[tuple[str, str]]
    body: bytes
    is_plain: bool
    valid_until: float | None = None


@dataclass(frozen=True)
class Found:
    """A page as it stands on the shelf."""

    headers: list[tuple[str, str]]
    etag: str
    folder: str
    name: str

    def read(self, *, zipped: bool) -> bytes:
        return Path(f"{self.folder}/{self.name}{'.gz' if zipped else ''}").read_bytes()


def root() -> Path:
    return Path(settings.HOME) / "pages"


def current() -> str | None:
    """The folder of the generation in use; None before the first, or when it cannot be read."""
    pages = f"{settings.HOME}/pages"
    try:
        return f"{pages}/{os.readlink(f'{pages}/current')}"  # noqa: PTH115  (asked at every visit; a Path costs more)
    except OSError:
        return None


@contextmanager
def locked() -> Iterator[None]:
    """One process at a time turns the symlink, or looks which generations are dead."""
    root().mkdir(parents=True, exist_ok=True)
    with (root() / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def turn() -> str:
    """Begin an empty generation and point `current` at it. Call it under `locked()`.

    Raises OSError, as on a full disk: then no generation is in use, and all is asked of the database.
    """
    name = uuid.uuid4().hex
    link = root() / f".{name}"
    try:
        (root() / name / _NEW).mkdir(parents=True)
        link.symlink_to(name)
        link.replace(root() / "current")
    except OSError:
        (root() / "current").unlink(missing_ok=True)
        raise
    return f"{root()}/{name}"


def begin() -> str:
    """The generation in use, made now when there is none."""
    with locked():
        return current() or turn()


def find(key: str) -> Found | None:
    """The page of that name in the generation in use, unless its time is over."""
    folder = f"{current()}/{key}"
    try:
        with open(f"{folder}/head.json", "rb") as file:  # noqa: PTH123  (as above)
            head = json.load(file)
    except (OSError, ValueError):  # nothing there, or half of it after the power was cut
        return None
    if head["valid_until"] is not None and head["valid_until"] <= time():
        return None
    return Found([(name, value) for name, value in head["headers"]], head["etag"], folder, head["name"])


def etag(body: bytes) -> str:
    return blake2b(body, digest_size=12).hexdigest()


def store(generation: str, key: str, page: Page) -> None:
    """Keep a page in that generation, whole or not at all. The first of two writers wins, unless its page is over."""
    try:
        new = tempfile.mkdtemp(dir=f"{generation}/{_NEW}")
    except FileNotFoundError:
        return
    folder = Path(generation, key)
    try:
        _write(Path(new), page)
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear_if_over(folder)
        Path(new).rename(folder)
    except OSError:
        if not folder.is_dir():
            raise
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _write(folder: Path, page: Page) -> None:
    folder.chmod(0o755)
    name = PLAIN if page.is_plain and page.valid_until is None else GUARDED
    tag = etag(page.body)
    head = {"headers": list(page.headers), "etag": tag, "name": name, "valid_until": page.valid_until}
    (folder / "head.json").write_text(json.dumps(head))
    changed = _EPOCH + int(tag, 16) % _SPAN
    for file, content in ((folder / name, page.body), (folder / f"{name}.gz", gzip.compress(page.body, 6, mtime=0))):
        file.write_bytes(content)
        os.utime(file, (changed, changed))
    if page.is_plain and page.valid_until is not None:
        for stretch in _stretches(time(), page.valid_until):
            (folder / f"{stretch}.html").hardlink_to(folder / name)
            (folder / f"{stretch}.html.gz").hardlink_to(folder / f"{name}.gz")


def _stretches(now: float, until: float) -> range:
    """The stretches from this one on that end before `until`; for at most a day, a page is seldom kept longer."""
    first = int(now) // STRETCH_S
    return range(first, min(int(until) // STRETCH_S, first + _STRETCHES))


def _clear_if_over(folder: Path) -> None:
    if is_over(folder):
        # Another process may remove it at the same time, or the whole generation.
        with suppress(FileNotFoundError), tempfile.TemporaryDirectory(dir=folder.parent) as old:
            folder.rename(f"{old}/over")


def is_over(folder: Path) -> bool:
    """Whether an entry stands there whose time has passed."""
    try:
        until = json.loads((folder / "head.json").read_text())["valid_until"]
    except (OSError, ValueError):
        return False
    return until is not None and until <= time()


def clear_away() -> None:
    """Remove generations that nobody sees and entries whose time is over."""
    with locked():
        live = current()
        found = [one for one in root().iterdir() if one.is_dir() and not one.is_symlink() and str(one) != live]
    # Thousands of files: whoever has changed something does not wait for that with the next generation.
    for dead in found:
        shutil.rmtree(dead, ignore_errors=True)
    for folder, _, files in os.walk(live) if live else ():
        if GUARDED in files:
            _clear_if_over(Path(folder))
