"""Counting attempts, exactly and across processes."""

import hashlib
import time
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.db.models import F
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from goldseam.foundation.access.models import Attempts
from goldseam.foundation.access.rules import Rate

# A stretch is counted in five parts. Adding up the last six covers any stretch of that length, wherever it begins.
_PARTS = 5
_COUNT = """
INSERT INTO access_attempts AS a (key, count, ends_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET count = a.count + 1
RETURNING count + (SELECT coalesce(sum(count), 0) FROM access_attempts WHERE key = ANY(%s))
"""


def client_address(request: HttpRequest) -> str:
    """The visitor's address; X-Forwarded-For is believed only from a proxy in settings.TRUSTED_PROXIES."""
    remote = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if forwarded and (remote in settings.TRUSTED_PROXIES or "*" in settings.TRUSTED_PROXIES):
        return forwarded.rsplit(",", maxsplit=1)[-1].strip()
    return remote


def is_exceeded(rate: Rate, *, door: str, who: str) -> bool:
    """Count one attempt by `who` at `door` and say whether it is one too many. By real time, not the business clock."""
    part = _part(rate)
    now, *before = [_key(door, who, number) for number in range(part, part - _PARTS - 1, -1)]
    ends_at = datetime.fromtimestamp((part + 1) * _part_seconds(rate) + rate.seconds, UTC)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [now, ends_at, before])
        row = cursor.fetchone()
    return bool(row and row[0] > rate.count)


def forgive(rate: Rate, *, door: str, who: str) -> None:
    """Take back the attempt just counted, because it succeeded."""
    Attempts.objects.filter(key=_key(door, who, _part(rate)), count__gt=0).update(count=F("count") - 1)


def _part_seconds(rate: Rate) -> int:
    return max(rate.seconds // _PARTS, 1)


def _part(rate: Rate) -> int:
    return int(time.time()) // _part_seconds(rate)


def _key(door: str, who: str, part: int) -> str:
    return salted_hmac("access.rate", f"{door}|{who}|{part}", algorithm="sha256").hexdigest()


def forget_old(at: datetime) -> None:
    """Delete the counts whose time is over. `at` is not used: attempts live by real time."""
    Attempts.objects.filter(ends_at__lt=datetime.now(UTC)).delete()


def name_of(value: str) -> str:
    """A short name for a long value, for use in a door's key."""
    return hashlib.sha256(value.strip().lower().encode()).hexdigest()[:32]
