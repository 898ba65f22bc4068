"""Reading what the postbox keeps: one file a letter, named by time and recipient, so that names sort and filter."""

import email
import email.policy
import html
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import make_msgid
from functools import cached_property
from pathlib import Path

from django.conf import settings

from goldseam.core.mail.models import Message

NAME = re.compile(r"\d{10,25}-[a-z0-9-]{1,80}")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")
ANCHOR = re.compile(r"<a\s[^>]*href=\"(https?://[^\"]+)\"", re.IGNORECASE)
# The postbox writes the recipient into the second line; longer ones are not addresses.
ENVELOPE_BYTES = 1200


def folder() -> Path:
    return Path(settings.HOME) / "mail"


@dataclass
class Letter:
    """One letter as delivered. `at` is when the postbox took it, or the association's moment where it is known."""

    name: str
    body: bytes
    at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.at = datetime.fromtimestamp(int(self.name.partition("-")[0]) / 1e9, UTC)

    @cached_property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.body, policy=email.policy.default)

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"] or "").strip()

    @property
    def to(self) -> str:
        return str(self.message["Delivered-To"] or "")

    @property
    def sender(self) -> str:
        return str(self.message["From"] or "")

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @cached_property
    def text(self) -> str:
        return self._part("plain")

    @cached_property
    def html(self) -> str:
        return self._part("html")

    @property
    def links(self) -> list[str]:
        """Every address in it once, in the order of the text."""
        plain = [found.rstrip(".,;:!?)") for found in ADDRESS.findall(self.text)]
        return list(dict.fromkeys([*plain, *(html.unescape(found) for found in ANCHOR.findall(self.html))]))

    @cached_property
    def files(self) -> list[EmailMessage]:
        return [part for part in self.message.iter_attachments() if part.get_filename()]

    @property
    def attachments(self) -> list[str]:
        return [str(part.get_filename()) for part in self.files]

    def _part(self, kind: str) -> str:
        part = self.message.get_body((kind,))
        if part is None:
            return ""
        try:
            return str(part.get_content())
        except LookupError:
            # A letter may name a character set that does not exist.
            raw = part.get_payload(decode=True)
            return raw.decode("latin-1") if isinstance(raw, bytes) else ""


def names(to: str = "") -> list[str]:
    """The names of all letters, newest first; with `to`, those to that address, or to any that contains it."""
    wanted = to.strip().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", wanted).strip("-")[:80]
    found = sorted((name for name in _names() if slug in name.partition("-")[2]), reverse=True)
    return [name for name in found if _is_to(name, wanted)] if wanted else found


def _names() -> Iterator[str]:
    try:
        with os.scandir(folder()) as files:
            yield from (file.name.removesuffix(".eml") for file in files if file.name.endswith(".eml"))
    except FileNotFoundError:
        return


def _is_to(name: str, wanted: str) -> bool:
    """A whole address must be the same, a part of one may stand anywhere: nia@x.example is not ania@x.example."""
    with (folder() / f"{name}.eml").open("rb") as file:
        head = file.read(ENVELOPE_BYTES).decode("utf-8", "replace")
    found = re.search(r"^Delivered-To: (.*?)\r?$", head, re.MULTILINE)
    recipient = found[1].lower() if found else ""
    return recipient == wanted if "@" in wanted.strip("@") else wanted in recipient


def letters(names: Sequence[str]) -> list[Letter]:
    """The letters of these names that are still there, each with the moment at which the association sent it."""
    found = [item for item in (_read(name) for name in names) if item]
    sent = Message.objects.filter(message_id__in=[item.message_id for item in found], sent_at__isnull=False)
    moments = dict(sent.values_list("message_id", "sent_at"))
    for item in found:
        item.at = moments.get(item.message_id) or item.at
    return found


def letter(name: str) -> Letter | None:
    """The letter of that name; None when there is none."""
    return next(iter(letters([name])), None)


def _read(name: str) -> Letter | None:
    if not NAME.fullmatch(name):
        return None
    try:
        return Letter(name, (folder() / f"{name}.eml").read_bytes())
    except FileNotFoundError:
        return None


def answer_to(letter: Letter, text: str) -> bytes:
    """What the mail program of its reader sends when they answer."""
    answer = EmailMessage()
    answer["From"], answer["To"], answer["Subject"] = letter.to, letter.sender, f"Re: {letter.subject}"
    answer["Message-ID"] = make_msgid(domain="reader.example")
    if letter.message_id:
        answer["In-Reply-To"] = letter.message_id
    answer.set_content(text)
    return answer.as_bytes()
