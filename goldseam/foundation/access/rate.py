"""Counting attempts, exactly and across processes."""

import hashlib
import time
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from goldseam.foundation.access.models import Attempts
from goldseam.foundation.access.rules import Rate

_COUNT = """
INSERT INTO access_attempts AS a (key, count, ends_at) VALUES (%s, 1, %s)
ON CONFLICT (key) DO UPDATE SET count = a.count + 1 RETURNING count
"""


def client_address(request: HttpRequest) -> str:
    """The visitor's address; X-Forwarded-For is believed only from a proxy in settings.TRUSTED_PROXIES."""
    remote = str(request.META.get("REMOTE_ADDR", ""))
    forwarded = str(request.META.get("HTTP_X_FORWARDED_FOR", ""))
    if forwarded and (remote in settings.TRUSTED_PROXIES or "*" in settings.TRUSTED_PROXIES):
        return forwarded.rsplit(",", maxsplit=1)[-1].strip()
    return remote


def is_exceeded(rate: Rate, *, door: str, who: str) -> bool:
    """Count one attempt by `who` at `door` and say whether it is one too many. Real time, not the association's."""
    window = int(time.time()) // rate.seconds
    digest = salted_hmac("access.rate", f"{door}|{who}|{window}", algorithm="sha256").hexdigest()
    ends_at = datetime.fromtimestamp((window + 1) * rate.seconds, UTC)
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [digest, ends_at])
        row = cursor.fetchone()
    return bool(row and row[0] > rate.count)


def forget_old(at: datetime) -> None:
    """Delete the counts whose time is over. `at` is not used: attempts live by real time."""
    Attempts.objects.filter(ends_at__lt=datetime.now(UTC)).delete()


def name_of(value: str) -> str:
    """A short name for a long value, for use in a door's key."""
    return hashlib.sha256(value.strip().lower().encode()).hexdigest()[:32]
