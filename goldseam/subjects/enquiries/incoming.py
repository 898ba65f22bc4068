"""Letters that come by mail: an answer to one of ours goes into its conversation, any other begins one."""

import email
import email.policy
import re
from datetime import datetime
from email.message import EmailMessage
from email.utils import parseaddr
from functools import partial
from hashlib import sha256
from typing import Any

from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from goldseam.core.mail.models import Message
from goldseam.core.mail.receiving import read_mailbox
from goldseam.subjects.enquiries.actions import Enquirer, enter, go_on
from goldseam.subjects.enquiries.models import Enquiry, Entry

LONGEST = 8000
IDS = re.compile(r"<[^<>\s]{1,250}>")
REFERENCE = re.compile(r"\bE0*([1-9][0-9]{0,8})\b")
# Where what somebody says ends, and what they answer to begins.
QUOTED = re.compile(
    r"^(?:>.*|On .{5,200} wrote:|-{2,} ?(?:Original Message|Forwarded message).*|_{10,}|From: .+)$", re.MULTILINE
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def read_answers(*, at: datetime) -> int:
    """Take in what has come into the mailbox; returns how many letters there were."""
    return read_mailbox(partial(take_mail, at=at))


def take_mail(body: bytes, *, at: datetime) -> Enquiry | None:
    """Take in one letter; the conversation it now stands in. None for what a machine wrote, and for the same again.

    To a letter that answers none of ours nothing is written back: its sender may be anybody. The office sees it.
    """
    letter = email.message_from_bytes(body, policy=email.policy.default)
    mail_id = _mail_id(letter, body)
    if _is_of_a_machine(letter) or Entry.objects.filter(mail_id=mail_id).exists():
        return None
    name, address = _sender(letter)
    text = said(letter)
    enquiry = _answered(letter) or _known(str(letter["Subject"] or ""), address)
    if enquiry:
        go_on(enquiry=enquiry, text=text, way=Entry.Way.MAIL, mail_id=mail_id, at=at)
        return enquiry
    given_name, _, family_name = name.rpartition(" ") if " " in name else (name, "", "")
    enquirer = Enquirer(given_name[:80] or address.partition("@")[0][:80] or "?", family_name[:80], address)
    subject = " ".join(str(letter["Subject"] or "").split())
    text = f"{subject}\n\n{text}".strip()[:LONGEST]
    with transaction.atomic():
        begun: dict[str, Any] = {"topic": Enquiry.Topic.OTHER, "way": Entry.Way.MAIL, "mail_id": mail_id}
        return enter(enquirer=enquirer, text=text, at=at, **begun)[0]


def _mail_id(letter: EmailMessage, body: bytes) -> str:
    named = IDS.search(str(letter["Message-ID"] or ""))
    return named[0] if named else f"sha256:{sha256(body).hexdigest()}"


def _is_of_a_machine(letter: EmailMessage) -> bool:
    """Whether nobody wrote it (RFC 3834): an absence, a bounce, a list. To answer such letters has no end."""
    if str(letter["Auto-Submitted"] or "no").strip().lower() != "no" or letter["List-Id"]:
        return True
    is_bulk = str(letter["Precedence"] or "").strip().lower() in ("bulk", "list", "junk")
    return is_bulk or letter.get_content_type() == "multipart/report" or str(letter["Return-Path"] or "") == "<>"


def _sender(letter: EmailMessage) -> tuple[str, str]:
    name, address = parseaddr(str(letter["Reply-To"] or letter["From"] or ""))
    try:
        validate_email(address)
    except ValidationError:
        address = ""
    return " ".join(CONTROL.sub(" ", name).split()), address[:254]


def _answered(letter: EmailMessage) -> Enquiry | None:
    """The conversation of the letter of ours that this one answers: its number is known to who had it only."""
    ids = IDS.findall(f"{letter['In-Reply-To'] or ''} {letter['References'] or ''}")
    ours = Message.objects.filter(message_id__in=ids, about__startswith="enquiries.enquiry:").order_by("-pk")
    about = ours.values_list("about", flat=True).first()
    return Enquiry.objects.filter(pk=about.rpartition(":")[2]).first() if about else None


def _known(subject: str, address: str) -> Enquiry | None:
    """The conversation whose reference stands in the subject, from its own address; else the one open with it."""
    theirs = Enquiry.objects.filter(email__iexact=address) if address else Enquiry.objects.none()
    named = REFERENCE.search(subject)
    if named and (found := theirs.filter(pk=named[1]).first()):
        return found
    still_open = list(theirs.open()[:2])
    return still_open[0] if len(still_open) == 1 else None


def said(letter: EmailMessage) -> str:
    """What somebody says in a letter, without what they quote."""
    text = _text(letter.get_body(("plain",))) or _words(_text(letter.get_body(("html",))))
    text = CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    quoted = QUOTED.search(text)
    own = text[: quoted.start()].strip() if quoted else text.strip()
    # Whoever answers below what they quote says nothing above it.
    return (own or text.strip())[:LONGEST]


def _text(part: Any) -> str:
    if part is None:
        return ""
    try:
        return str(part.get_content())
    except LookupError:
        # A letter may name a character set that does not exist.
        raw = part.get_payload(decode=True)
        return raw.decode("latin-1") if isinstance(raw, bytes) else ""


def _words(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["style", "script", "head", "blockquote"]):
        tag.decompose()
    return soup.get_text("\n", strip=True)
