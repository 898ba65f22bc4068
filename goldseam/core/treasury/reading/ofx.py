"""OFX, the form that banks offer for bookkeeping programs: SGML 1.x and XML 2.x (OFX Banking Specification 2.3).

Both are read by their tags alone: a value ends where the next tag begins. So there is no XML parser that entities could
keep busy, and tags that a bank forgot to close do no harm. QFX and QBO files are OFX too.
"""

import html
import re
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from goldseam.core.treasury.reading.amounts import NotAnAmount, pence_of
from goldseam.core.treasury.reading.lines import Read, ReadLine
from goldseam.foundation.tables import Unreadable

_TAG = re.compile(r"<(/?)([A-Za-z0-9._]{1,40})>([^<]*)")
_CHARSET = re.compile(rb"CHARSET:\s*([\w-]+)|encoding=[\"']([\w-]+)")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
WORDS = ("NAME", "PAYEE", "MEMO", "REFNUM", "CHECKNUM")
MOST_LINES = 20_000


def is_ofx(content: bytes) -> bool:
    """Whether the first bytes say so."""
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").upper()
    return head.startswith((b"OFXHEADER", b"<OFX>")) or b"<OFX>" in head or b"<?OFX" in head


def read_ofx(content: bytes) -> Read:
    """The statement in an OFX file. Raises Unreadable."""
    text = _decoded(content)
    read = Read([], "ofx")
    lines: list[ReadLine] = []
    for tag, told in _aggregates(text):
        if tag == "ACCOUNT":
            if read.account not in ("", told["ACCTID"]):
                raise Unreadable(_("This file speaks of more than one account. Please download one at a time."))
            read.account = told["ACCTID"]
        elif tag == "CURRENCY" and told["CURDEF"].upper() != "GBP":
            raise Unreadable(
                _("This statement is in %(currency)s; only pounds are read.") % {"currency": told["CURDEF"]}
            )
        elif tag == "LEDGERBAL":
            read.closing_pence = _pence(told.get("BALAMT", ""))
        elif tag == "STMTTRN":
            lines.extend(_line(len(lines) + 1, told, read.faults))
    if not lines:
        raise Unreadable(read.faults[0] if read.faults else _("There are no movements in this statement."))
    if len(lines) > MOST_LINES:
        raise Unreadable(_("There are more than %(most)s lines. Please divide it.") % {"most": MOST_LINES})
    read.lines = lines
    return read


def _decoded(content: bytes) -> str:
    match = _CHARSET.search(content[:1024])
    charset = (match[1] or match[2]).decode("ascii").lower() if match else "utf-8"
    charset = {"1252": "cp1252", "none": "utf-8", "iso-8859-1": "cp1252"}.get(charset, charset)
    try:
        return content.decode("utf-8-sig" if charset in ("utf-8", "ascii", "us-ascii") else charset)
    except (UnicodeDecodeError, LookupError):
        return content.decode("cp1252", errors="replace")


def _aggregates(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """Each movement and balance with its values, each account and currency, in the order of the file."""
    within, told = "", dict[str, str]()
    for match in _TAG.finditer(text):
        closes, name, value = match[1], match[2].upper(), html.unescape(match[3]).replace("\x00", "").strip()
        if name in ("STMTTRN", "LEDGERBAL", "AVAILBAL"):
            if within and (closes or told):
                yield within, told
            within, told = ("" if closes else name), {}
        elif within and value and not closes:
            told.setdefault(name, value)
        elif name in ("ACCTID", "CURDEF") and value:
            yield ("ACCOUNT" if name == "ACCTID" else "CURRENCY"), {name: value[:60]}
    if within and told:
        yield within, told


def _line(number: int, told: dict[str, str], faults: list[str]) -> Iterator[ReadLine]:
    match, pence = _DAY.match(told.get("DTPOSTED", "")), _pence(told.get("TRNAMT", ""))
    try:
        on = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        on = None
    if on is None or pence is None:
        faults.append(
            _("Movement %(number)s: its day or its amount cannot be read.") % {"number": number + len(faults)}
        )
    elif pence:
        words = " ".join(dict.fromkeys(" ".join(told[name].split()) for name in WORDS if told.get(name)))
        yield ReadLine(number, on, pence, words[:400], told.get("FITID", "")[:100])


def _pence(text: str) -> int | None:
    """An amount with a point or, as the specification allows, a comma before the pence."""
    try:
        return pence_of(re.sub(r",(\d{1,2})$", r".\1", text)) if text else None
    except NotAnAmount:
        return None
