"""Trying a mail server out, one step after the other, and keeping what it said to each."""

import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formataddr, formatdate, make_msgid
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.utils.translation import gettext as _

from goldseam.core.mail.letters import write
from goldseam.core.mail.server import Server
from goldseam.core.people.models import Association

PATIENCE_S = 10.0
LONGEST_ANSWER = 400


@dataclass(frozen=True)
class Said:
    """One step: what we did or what went wrong, in our words, and the server's own answer."""

    words: str
    answer: str = ""
    is_good: bool = True


def try_out(server: Server, *, to: str) -> list[Said]:
    """Send a letter of trial to one address, now, by hand; it is no letter to a member and is kept nowhere.

    Never raises for what a server may do: what went wrong is the last step. Waits 10 s for each answer.
    """
    steps: list[Said] = []
    try:
        for step in _steps(server, to):
            steps.append(step)
            if not step.is_good:
                break
    except (smtplib.SMTPException, OSError, ValueError) as error:
        steps.append(_what_went_wrong(server, error))
    return [Said(step.words, server.hush(step.answer), step.is_good) for step in steps]


def _steps(server: Server, to: str) -> Iterator[Said]:
    trusted = ssl.create_default_context()
    client: Any = smtplib.SMTP(timeout=PATIENCE_S)
    if server.security == "tls":
        client = smtplib.SMTP_SSL(timeout=PATIENCE_S, context=trusted)
    with client:
        # What the library checks the certificate against; it forgets the name when connecting is a step of its own.
        client._host = server.host
        yield _said(_("We reached %(server)s.") % {"server": server}, client.connect(server.host, server.port))
        yield _said(_("It greets us."), client.ehlo())
        if server.security == "starttls":
            yield _said(_("From here on nobody can read along."), client.starttls(context=trusted))
            client.ehlo()
        if server.user:
            yield _said(_("It accepts the user name and the password."), client.login(server.user, server.password))
        yield from _hand_over(client, to)


def _hand_over(client: Any, to: str) -> Iterator[Said]:
    association = Association.get()
    sender = association.email or "office@localhost"
    letter = write("mail/test", {"association": association})
    mail = EmailMultiAlternatives(letter.subject, letter.text, formataddr((association.name, sender)), [to])
    mail.extra_headers = {"Date": formatdate(), "Message-ID": make_msgid(domain=sender.partition("@")[2])}
    mail.attach_alternative(letter.html, "text/html")
    yield _said(_("It lets us write as %(address)s.") % {"address": sender}, client.mail(sender))
    yield _said(_("It takes letters to %(address)s.") % {"address": to}, client.rcpt(to))
    made: Any = mail.message()
    yield _said(_("It took the letter."), client.data(made.as_bytes(linesep="\r\n")))


def _said(words: str, answer: tuple[int, bytes]) -> Said:
    code, text = answer
    told = f"{code} {_plain(text)}"
    return Said(words, told) if code < 400 else Said(_("Here the server said no."), told, is_good=False)


def _plain(text: bytes | str) -> str:
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    return " ".join(words.split())[:LONGEST_ANSWER]


def _what_went_wrong(server: Server, error: Exception) -> Said:
    answer = str(error)
    if isinstance(error, smtplib.SMTPResponseException):
        answer = f"{error.smtp_code} {_plain(error.smtp_error)}"
    return Said(_in_words(server, error), _plain(answer), is_good=False)


def _in_words(server: Server, error: Exception) -> str:
    kinds: list[tuple[type[Exception], str]] = [
        (smtplib.SMTPAuthenticationError, _("The server refuses the user name or the password.")),
        (smtplib.SMTPNotSupportedError, _("The server does not offer what we ask for: look at the security.")),
        (smtplib.SMTPServerDisconnected, _("The server hung up. Often the security does not fit the port.")),
        (smtplib.SMTPException, _("The server said no.")),
        (ssl.SSLCertVerificationError, _("The server’s certificate is not for this name, or nobody vouches for it.")),
        (ssl.SSLError, _("We could not agree on how to keep the connection secret: look at security and port.")),
        (TimeoutError, _("The server did not answer within ten seconds. A firewall may be in between.")),
        (ConnectionRefusedError, _("Nobody listens at that port of the server.")),
    ]
    found = next((words for kind, words in kinds if isinstance(error, kind)), "")
    return found or _("The server %(server)s cannot be reached: look at its name.") % {"server": server}
