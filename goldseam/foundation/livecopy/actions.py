"""A copy is mute: it writes to nobody and moves no money until a person says that it is the live one.

An installation is known by its address and by a number kept in a file beside its data, which no back-up contains. Data
that stand anywhere else than where they were declared live are a copy, however they came there.
"""

import os
import uuid
from datetime import datetime
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from goldseam.foundation.livecopy.models import LiveCopy


def identity() -> str:
    """What this installation is known by."""
    return f"{_address()} {_number()}"


def _address() -> str:
    # Nobody else reaches a site on this machine's own address, so its port may change from start to start.
    host = urlsplit(settings.BASE_URL).hostname or ""
    try:
        is_own = ip_address(host).is_loopback
    except ValueError:
        is_own = host == "localhost"
    return "here" if is_own else str(settings.BASE_URL)


def _number() -> str:
    file = Path(settings.HOME) / "installation.id"
    if not file.exists():
        unfinished = file.with_suffix(f".{os.getpid()}")
        unfinished.write_text(uuid.uuid4().hex)
        try:
            os.link(unfinished, file)
        except FileExistsError:
            pass  # another process was first; its number counts
        finally:
            unfinished.unlink()
    return file.read_text().strip()


def is_mute() -> bool:
    """Whether nothing may leave from here. The first installation that uses a new database is its live one."""
    row = LiveCopy.objects.first()
    if row is not None and row.is_new:
        LiveCopy.objects.filter(is_new=True).update(identity=identity(), is_new=False)
        row = LiveCopy.objects.first()
    return row is None or row.identity != identity()


def go_live(*, at: datetime) -> None:
    """A person says that this is the live one; what waits goes out from now on, and every other copy falls mute."""
    LiveCopy.objects.update_or_create(pk=1, defaults={"identity": identity(), "is_new": False, "declared_at": at})


def lineage() -> str:
    """The name of these data, the same in all their copies; '' when the row is lost."""
    row = LiveCopy.objects.first()
    return row.lineage.hex if row else ""
