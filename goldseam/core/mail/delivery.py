"""Sending what waits. A letter is claimed in one transaction, sent outside of any, and marked in another."""

import logging
import smtplib
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import formataddr

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction

from goldseam.core.mail.actions import note_bounce, why_not
from goldseam.core.mail.models import Message
from goldseam.core.mail.server import Server, connection, current
from goldseam.core.mail.unsubscribing import headers
from goldseam.core.people import kept
from goldseam.foundation.documents import render
from goldseam.foundation.livecopy.actions import is_mute

logger = logging.getLogger(__name__)
State = Message.State

BATCH = 50
# Pauses between tries of a letter the server would not take now; after the last one it is given up.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 720, 1440)]
STALE = timedelta(minutes=10)


def deliver_due(*, at: datetime) -> int:
    """Send all letters due at that moment; returns how many were tried. Stops early when the server is away.

    In a copy nothing is sent: letters wait until a person says that it is the live one. They wait, too, until somebody
    has named a mail server.
    """
    by = current()
    if by is None or is_mute():
        return 0
    _take_up_interrupted(at)
    tried = 0
    while batch := _claim(at):
        tried += len(batch)
        if not _deliver(batch, by, at):
            break
    return tried


def _take_up_interrupted(at: datetime) -> None:
    """A worker that died while sending leaves letters marked; they go out again under the same Message-ID."""
    Message.objects.filter(state=State.SENDING, started_at__lt=at - STALE).update(state=State.WAITING)


@transaction.atomic
def _claim(at: datetime) -> list[Message]:
    waiting = Message.objects.filter(state=State.WAITING, due_at__lte=at).order_by("is_one_of_many", "due_at", "id")
    batch = list(waiting.select_for_update(skip_locked=True)[:BATCH])
    Message.objects.filter(pk__in=[message.pk for message in batch]).update(state=State.SENDING, started_at=at)
    return batch


def _deliver(batch: list[Message], by: Server, at: datetime) -> bool:
    """Send the batch through one connection; False when the server is away."""
    through = connection(by)
    sender = _sender()
    try:
        through.open()
        for message in batch:
            _send(message, through, sender, at)
    except (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError) as error:
        answer = by.hush(str(error))
        logger.warning("The mail server is away: %s", answer)
        _put_back(batch, at, answer)
        return False
    finally:
        with suppress(OSError, smtplib.SMTPException):
            through.close()
    return True


def _put_back(batch: list[Message], at: datetime, answer: str) -> None:
    """What was not sent of a batch waits: the first of it is the one that was tried, the others go a little later."""
    claimed = [message.pk for message in batch]
    unsent = Message.objects.filter(pk__in=claimed, state=State.SENDING).order_by("due_at", "id")
    for tried in unsent[:1]:
        _later(tried, at, answer)
    unsent.update(state=State.WAITING, due_at=at + PAUSES[0], answer=answer[:300])


def _sender() -> str:
    association = kept.association()
    return formataddr((association.name, association.email or "office@localhost"))


def _send(message: Message, through: BaseEmailBackend, sender: str, at: datetime) -> None:
    # Asked at the last moment: whoever said no a second ago gets no letter that has not been handed over yet.
    if refusal := why_not(message=message, at=at):
        Message.objects.filter(pk=message.pk).update(state=State.HELD, answer=refusal)
        return
    mail = EmailMultiAlternatives(
        message.subject,
        message.text,
        sender,
        [message.address],
        connection=through,
        headers={"Message-ID": message.message_id, **headers(message)},
    )
    mail.attach_alternative(message.html, "text/html")
    try:
        for document in map(render, message.documents):
            mail.attach(document.filename, document.body, document.content_type)
    except Exception as error:
        # One paper that cannot be made must not stop the other letters; doctor and the office see it.
        logger.exception("A paper of letter %s cannot be made", message.pk)
        _later(message, at, f"attachment: {error}")
        return
    try:
        mail.send()
    except (smtplib.SMTPRecipientsRefused, smtplib.SMTPResponseException) as error:
        _refused(message, error, at)
        return
    except (ValueError, LookupError) as error:
        # A letter that cannot even be put into an envelope must not keep the others waiting.
        logger.exception("Letter %s cannot be sent", message.pk)
        Message.objects.filter(pk=message.pk).update(state=State.FAILED, answer=f"cannot be sent: {error}"[:300])
        return
    Message.objects.filter(pk=message.pk).update(state=State.SENT, sent_at=at, attempts=message.attempts + 1, answer="")


def _refused(message: Message, error: smtplib.SMTPException, at: datetime) -> None:
    """5xx for the recipient is a bounce, 5xx for the letter is final, 4xx is tried again later (RFC 5321, 4.2.1)."""
    code, words = _reason(error)
    answer = f"{code} {words}"
    if code == 421:
        raise smtplib.SMTPServerDisconnected(answer) from error
    if code < 500:
        _later(message, at, answer)
    elif isinstance(error, smtplib.SMTPRecipientsRefused):
        note_bounce(message=message, answer=answer, at=at)
    else:
        Message.objects.filter(pk=message.pk).update(state=State.FAILED, answer=answer[:300])


def _reason(error: smtplib.SMTPException) -> tuple[int, str]:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(error.recipients.values()))
        return code, words.decode(errors="replace")
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return error.smtp_code, said.decode(errors="replace") if isinstance(said, bytes) else said
    return 451, str(error)


def _later(message: Message, at: datetime, answer: str) -> None:
    tries = message.attempts + 1
    if tries > len(PAUSES):
        Message.objects.filter(pk=message.pk).update(state=State.FAILED, attempts=tries, answer=answer[:300])
        return
    Message.objects.filter(pk=message.pk).update(
        state=State.WAITING, attempts=tries, due_at=at + PAUSES[tries - 1], answer=answer[:300]
    )
