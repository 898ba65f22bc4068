"""Finding the pictures that articles show: in a folder or ZIP that was handed in, or by fetching; each is checked."""

import re
import warnings
import zlib
from collections import defaultdict
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from time import monotonic
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit
from zipfile import BadZipFile, ZipFile

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image as Pillow

from goldseam.faces.importers.models import Import, ImportedPicture
from goldseam.foundation.fetching import Fetcher, Refused
from goldseam.foundation.tables import Unreadable

LARGEST_PICTURE, MOST_DOTS, MOST_FILES, MOST_PICTURES = 15_000_000, 50_000_000, 50_000, 5_000
# The whole of one import: neither the disk nor a night is filled by one file.
MOST_KEPT, LONGEST_FETCHING_S = 3_000_000_000, 3_600
FORMATS = {"JPEG": "jpg", "PNG": "png", "GIF": "gif", "WEBP": "webp"}
TYPES = ("image/jpeg", "image/png", "image/gif", "image/webp", "image/jpg", "application/octet-stream")
_SIZE = re.compile(r"-(?:\d{2,5}x\d{2,5}|scaled)(?=\.\w{2,5}$)")


class Store(Protocol):
    """Where pictures were handed in."""

    def paths(self) -> list[str]:
        """The names of all files."""

    def read(self, path: str) -> bytes:
        """One file, at most LARGEST_PICTURE and one byte more. Raises OSError."""


class Folder:
    """A folder on this machine, for whoever brings articles in from the command line."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def paths(self) -> list[str]:
        files = (file for file in self.folder.rglob("*") if file.is_file() and not file.is_symlink())
        return [
            file.relative_to(self.folder).as_posix() for file, _number in zip(files, range(MOST_FILES), strict=False)
        ]

    def read(self, path: str) -> bytes:
        with (self.folder / path).open("rb") as file:
            return file.read(LARGEST_PICTURE + 1)


class Archive:
    """A ZIP. Its names are compared and never become paths; what it says about sizes is not believed."""

    def __init__(self, file: Any) -> None:
        try:
            self.zip = ZipFile(file)
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Unreadable(_("The file of pictures is no ZIP, or is not whole.")) from error
        if len(self.zip.infolist()) > MOST_FILES:
            raise Unreadable(_("The ZIP holds more than %(most)s files. Please divide it.") % {"most": MOST_FILES})

    def paths(self) -> list[str]:
        return [entry.filename for entry in self.zip.infolist() if not entry.is_dir()]

    def read(self, path: str) -> bytes:
        try:
            with self.zip.open(path) as file:
                return file.read(LARGEST_PICTURE + 1)
        except (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, KeyError) as error:
            raise OSError(path) from error


class HandedIn:
    """The pictures of a store, found by as much of the end of their address as is needed to tell them apart."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.by_name: dict[str, list[str]] = defaultdict(list)
        for path in store.paths():
            self.by_name[_last(path)].append(path)

    def find(self, address: str) -> bytes | None:
        """The picture at an address, or the whole one that a smaller copy was made of. Raises OSError."""
        path = unquote(urlsplit(address).path)
        for wanted in dict.fromkeys((_SIZE.sub("", path), path)):
            found = sorted(self.by_name.get(_last(wanted), ()), key=lambda one: -_alike(one, wanted))
            if found and (len(found) == 1 or _alike(found[0], wanted) > _alike(found[1], wanted)):
                return self.store.read(found[0])
        return None


def _last(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2].lower()


def _alike(one: str, other: str) -> int:
    """How many steps of two paths are the same, from their ends."""
    steps = zip(reversed(one.lower().split("/")), reversed(other.lower().split("/")), strict=False)
    return next((number for number, (a, b) in enumerate(steps) if a != b), 99)


def checked(content: bytes) -> str:
    """The ending that a picture should have. Raises ValueError with what is wrong with it.

    Only what is whole, of a known kind and of a bearable size comes in: formats that may carry programs do not.
    """
    if len(content) > LARGEST_PICTURE:
        raise ValueError(_("it is larger than %(most)s MB") % {"most": LARGEST_PICTURE // 1_000_000})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Pillow.DecompressionBombWarning)
            with Pillow.open(BytesIO(content), formats=tuple(FORMATS)) as picture:
                if picture.width * picture.height > MOST_DOTS:
                    raise ValueError(_("it has too many dots"))
                picture.load()
                return FORMATS[str(picture.format)]
    except (OSError, SyntaxError, EOFError, KeyError, MemoryError, Pillow.DecompressionBombError, zlib.error) as error:
        raise ValueError(_("it is no picture we can show")) from error


class Gathering:
    """Gathers the pictures of one import, each once; what is here already is not asked for again."""

    def __init__(self, upload: Import, *, folder: Path | None, fetcher: Fetcher | None) -> None:
        self.upload, self.fetcher = upload, fetcher
        self.stores = [HandedIn(Folder(folder))] if folder else []
        if upload.pictures:
            self.stores.append(HandedIn(Archive(upload.pictures.open("rb"))))
        self.known = set(upload.picture_rows.values_list("address", flat=True))
        self.began, self.kept = monotonic(), 0

    def gather(self, addresses: Iterable[str]) -> None:
        """Keep what is found at each address, or what was in the way."""
        for address in addresses:
            if address not in self.known:
                self.known.add(address)
                row = ImportedPicture(upload=self.upload, address=address)
                try:
                    self._keep(row)
                except (Refused, ValueError, OSError) as error:
                    row.trouble = (str(error) if not isinstance(error, OSError) else _("it could not be read"))[:300]
                row.save()

    def _keep(self, row: ImportedPicture) -> None:
        if len(self.known) > MOST_PICTURES or self.kept > MOST_KEPT:
            raise ValueError(_("there are more pictures than one import may bring"))
        content = self._found(row.address)
        ending = checked(content)
        self.kept += len(content)
        row.file.save(f"picture.{ending}", ContentFile(content), save=False)

    def _found(self, address: str) -> bytes:
        for store in self.stores:
            if (content := store.find(address)) is not None:
                return content
        if self.fetcher is None:
            raise ValueError(_("it was not handed in"))
        if monotonic() - self.began > LONGEST_FETCHING_S:
            raise ValueError(_("fetching took too long"))
        return self.fetcher.fetch(address).content


def polite() -> Fetcher:
    """How pictures are fetched from an old site."""
    return Fetcher(most_bytes=LARGEST_PICTURE, types=TYPES)
