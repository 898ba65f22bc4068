"""Reading the mailbox to which people answer, where the installation has one (MAILBOX_URL).

It is left as it is: what was read is marked as seen, what could not be taken in is flagged too, for somebody to see.
"""

import imaplib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import unquote, urlparse

from django.conf import settings
from django.db import InterfaceError, OperationalError

from goldseam.foundation.livecopy.actions import is_mute

logger = logging.getLogger(__name__)
# What somebody says stands at the beginning; the pictures that hang on it are of no use here.
LARGEST = 2_000_000
AT_ONCE = 50
PATIENCE_S = 30


def read_mailbox(take: Callable[[bytes], object]) -> int:
    """Hand each new letter to `take`; returns how many there were. A copy of the site reads nothing: the letters are
    for the live one.
    """
    if not settings.MAILBOX_URL or is_mute():
        return 0
    try:
        with _mailbox() as box:
            return _read(box, take)
    except (OSError, imaplib.IMAP4.error):
        # Its words may repeat the password.
        logger.warning("The mailbox cannot be read just now")
        return 0


@contextmanager
def _mailbox() -> Iterator[Any]:
    named = urlparse(settings.MAILBOX_URL)
    kind = imaplib.IMAP4_SSL if named.scheme == "imaps" else imaplib.IMAP4
    box = kind(named.hostname or "", named.port or (993 if named.scheme == "imaps" else 143), timeout=PATIENCE_S)
    try:
        box.login(unquote(named.username or ""), unquote(named.password or ""))
        box.select(unquote(named.path.strip("/")) or "INBOX")
        yield box
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            box.logout()


def _read(box: Any, take: Callable[[bytes], object]) -> int:
    _state, (found,) = box.search(None, "UNSEEN")
    numbers = found.split()[:AT_ONCE]
    for number in numbers:
        _state, parts = box.fetch(number, f"(BODY.PEEK[]<0.{LARGEST}>)")
        body = next((part[1] for part in parts if isinstance(part, tuple)), b"")
        flags = r"(\Seen)"
        try:
            take(body)
        except (OperationalError, InterfaceError):
            # The database is away, and nothing is wrong with the letter: it stays unread, as those after it do.
            raise
        except Exception:
            # Whatever a stranger's letter does to its reader, it must not keep the others waiting.
            logger.exception("A letter in the mailbox cannot be taken in")
            flags = r"(\Seen \Flagged)"
        box.store(number, "+FLAGS", flags)
    return len(numbers)
