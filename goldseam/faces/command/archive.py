"""The file a back-up is: a compressed tar of the database's dump, the files, and a manifest with the sum of each."""

import hashlib
import json
import os
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from goldseam.faces.command.installation import CannotRun

FORMAT = 1
MANIFEST, DUMP, KEY, ERASURES = "manifest.json", "database.dump", "secret.key", "erasures.jsonl"
FOLDERS = ("media", "private")
# Pictures and the dump are compressed already; more effort would only cost time.
EFFORT = 1
CHUNK = 1 << 20

Manifest = dict[str, Any]


def contents(home: Path) -> Iterator[tuple[str, Path]]:
    """What of an installation's folder goes into a back-up, by its name in there."""
    for name in (KEY, ERASURES):
        if (home / name).is_file():
            yield name, home / name
    for folder in FOLDERS:
        for file in sorted((home / folder).rglob("*")):
            if file.is_file() and not file.is_symlink():
                yield file.relative_to(home).as_posix(), file


def told(manifest: Manifest) -> str:
    """What an archive holds, in words."""
    count = len(manifest["files"]) - 1
    return "the database and one file" if count == 1 else f"the database and {count} files"


def write(target: Path, dump: Path, home: Path, about: Mapping[str, Any]) -> Manifest:
    """Write the archive, readable by its owner only, whole or not at all, and read it again. Raises CannotRun."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        with unfinished.open("wb") as raw:
            manifest = _fill(raw, dump, home, about)
            raw.flush()
            os.fsync(raw.fileno())
        unpack(unfinished)
        unfinished.rename(target)
    except OSError as error:
        raise CannotRun(f"The back-up could not be written to {target}: {error.strerror or error}.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _fill(raw: IO[bytes], dump: Path, home: Path, about: Mapping[str, Any]) -> Manifest:
    files: dict[str, list[Any]] = {}
    with tarfile.open(fileobj=raw, mode="w:gz", compresslevel=EFFORT) as tar:
        for name, path in [(DUMP, dump), *contents(home)]:
            try:
                file = path.open("rb")
            except FileNotFoundError:
                continue  # deleted since the folder was listed
            with file:
                info = _plain(tar.gettarinfo(arcname=name, fileobj=file))
                summed = _Summed(file)
                tar.addfile(info, cast("IO[bytes]", summed))
            files[name] = [info.size, summed.sum.hexdigest()]
        manifest = {"format": FORMAT, **about, "files": files}
        text = json.dumps(manifest, indent=1).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(text), 0o600
        tar.addfile(info, BytesIO(text))
    return manifest


def _plain(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    return info


class _Summed:
    """A file whose bytes are summed while they are read."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file = file
        self.sum = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        found = self.file.read(size)
        self.sum.update(found)
        return found


def unpack(archive: Path, into: Path | None = None) -> Manifest:
    """Read all of an archive and compare every sum, writing its files to `into` when given. Raises CannotRun."""
    files: dict[str, list[Any]] = {}
    manifest: Manifest = {}
    try:
        with tarfile.open(archive, "r:gz") as tar:
            for info in tar:
                source = tar.extractfile(info)
                if source is None or not _belongs(info.name):
                    raise CannotRun(f"{archive} holds {info.name}, which no back-up of Goldseam does.")
                if info.name == MANIFEST:
                    manifest = json.load(source)
                else:
                    files[info.name] = _take(source, into / info.name if into else None, info.mode)
    except FileNotFoundError as error:
        raise CannotRun(f"There is no file {archive}.") from error
    except (tarfile.TarError, EOFError, zlib.error, ValueError) as error:
        raise CannotRun(f"{archive} is damaged or no back-up of Goldseam: {error}. Nothing was changed.") from error
    except OSError as error:
        raise CannotRun(f"{archive} cannot be read: {error.strerror or error}. Nothing was changed.") from error
    if manifest.get("format") != FORMAT:
        raise CannotRun(f"{archive} is no back-up that this version of Goldseam can read. Nothing was changed.")
    wrong = sorted(name for name in files.keys() | manifest["files"] if files.get(name) != manifest["files"].get(name))
    if wrong:
        raise CannotRun(f"{archive} is damaged: {wrong[0]} is not what was written. Nothing was changed.")
    return manifest


def _belongs(name: str) -> bool:
    path = PurePosixPath(name)
    if name in (MANIFEST, DUMP, KEY, ERASURES):
        return True
    return len(path.parts) > 1 and path.parts[0] in FOLDERS and ".." not in path.parts


def _take(source: IO[bytes], target: Path | None, mode: int) -> list[Any]:
    summed, size = _Summed(source), 0
    if target is None:
        while chunk := summed.read(CHUNK):
            size += len(chunk)
        return [size, summed.sum.hexdigest()]
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        while chunk := summed.read(CHUNK):
            file.write(chunk)
            size += len(chunk)
    target.chmod(mode & 0o777)
    return [size, summed.sum.hexdigest()]
