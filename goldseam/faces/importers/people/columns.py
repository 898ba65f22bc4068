"""Which column is what: guessed from the headers that the systems people come from write, and shown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.foundation.tables import Unreadable

# The column that our own report adds; a mended report is brought back with it.
REPORT = "What to mend"

# What we know of a person, and every header it goes by, the best first. CARRIED has no place of its own here: it is
# kept in the person's history, in words.
CARRIED = "carried"
FIELDS: dict[str, tuple[Any, str]] = {
    "given_name": (gettext_lazy("Given name"), "first name|given name|forename|first|fname"),
    "family_name": (gettext_lazy("Family name"), "last name|family name|surname|last|lname"),
    "full_name": (gettext_lazy("Name"), "name|full name|display name|sort name|contact name|member name"),
    "email": (
        gettext_lazy("E-mail address"),
        "email|email address|e mail|e mail address|mail|primary email|contact email",
    ),
    "external": (gettext_lazy("Number there"), "contact id|user id|account id|external identifier|id"),
    "profession": (gettext_lazy("Profession"), "profession|position title|job title|occupation|role"),
    "employer": (gettext_lazy("Employer"), "organisation|organization|company|current employer|employer"),
    "hub": (gettext_lazy("Hub"), "hub|region|local group|branch|chapter"),
    "plan": (
        gettext_lazy("Plan"),
        "plan|membership type|membership level|membership plan|membership category|member type",
    ),
    "status": (gettext_lazy("State of the membership"), "membership status|status"),
    "starts_on": (
        gettext_lazy("Term begins"),
        "start|start date|starts|starts on|membership start date|from|valid from|renew dt|last renewed",
    ),
    "ends_on": (
        gettext_lazy("Term ends"),
        (
            "end|end date|ends|ends on|membership expiration date|membership end date|expiry|expiry date|expires|"
            "valid until|until|expire dt|renewal due"
        ),
    ),
    "since_on": (gettext_lazy("Member since"), "member since|join dt|joined|join date|date joined|joined on"),
    "met_on": (gettext_lazy("Known since"), "created at|created|date added|create dt"),
    "amount": (gettext_lazy("Amount paid"), "amount paid|amount|paid|payment|payment amount|total paid|fee paid"),
    "paid_on": (gettext_lazy("Paid on"), "paid on|payment date|date paid|paid date"),
    "street": (gettext_lazy("Street"), "street address|address|address 1|address line 1|street"),
    "street2": (gettext_lazy("Second line of the address"), "address 2|address line 2|supplemental address 1"),
    "city": (gettext_lazy("Town"), "city|town|town city"),
    "county": (gettext_lazy("County"), "county|state|state province|province"),
    "postcode": (gettext_lazy("Postcode"), "postcode|post code|postal code|zip|zipcode|zip code"),
    "country": (gettext_lazy("Country"), "country"),
    "tags": (gettext_lazy("Tags"), "tags|tag s|labels|group s|groups|group participation"),
    "notes": (gettext_lazy("Notes"), "notes|note|comments|remarks"),
    "subscribed": (
        gettext_lazy("Said yes to the newsletter"),
        "subscribed to emails|newsletter|email consent|marketing consent|subscribed|opt in",
    ),
    "optin_at": (gettext_lazy("Said yes on"), "confirm time|optin time"),
    "unsub_at": (gettext_lazy("Said no on"), "unsub time"),
    "clean_at": (gettext_lazy("Letters came back on"), "clean time"),
    "opt_out": (gettext_lazy("Said no to the newsletter"), "no bulk emails user opt out|opt out|unsubscribed"),
    "do_not_email": (gettext_lazy("Not to be written to"), "do not email"),
    "on_hold": (gettext_lazy("Letters come back"), "on hold|bounced"),
    CARRIED: (
        gettext_lazy("Kept in the history, in words"),
        (
            "phone|phone number|telephone|mobile|email2|email 2|username|salutation|title|middle name|member number|"
            "membership id|primary member id|source|renewal|auto renew|corporate membership id|complimentary plan|"
            "stripe customer id|deleted at|tiers|membership enabled|member bundle id or email|archived|member rating|"
            "leid|euid|last changed|unsub campaign title|unsub reason|unsub reason other|clean campaign title|birthday"
        ),
    ),
}
DATES = ("starts_on", "ends_on", "since_on", "met_on", "paid_on", "optin_at", "unsub_at", "clean_at")
REFUSED = {"ssn", "social security number", "social security no", "social security"}
SOURCES = {
    "Tendenci": {"expire dt", "join dt"},
    "CiviCRM": {"contact id", "sort name", "membership expiration date", "no bulk emails user opt out"},
    "Ghost": {"subscribed to emails", "stripe customer id", "complimentary plan"},
    "Mailchimp": {"optin time", "confirm time", "unsub time", "clean time"},
    "Wild Apricot": {"renewal due", "membership level", "group participation"},
}


def plain(header: str) -> str:
    """`Group(s)` → `group s`, `join_dt` → `join dt`: a header as it is looked up."""
    return " ".join(re.findall(r"[^\W_]+", header.lower()))


_RANKED = [(name, field) for field, (_label, names) in FIELDS.items() for name in names.split("|")]
_FIELD_OF = dict(_RANKED)
_RANK = {name: rank for rank, (name, _field) in enumerate(_RANKED)}


def knows(header: str) -> bool:
    """Whether a word is the name of a column we know."""
    return plain(header) in _FIELD_OF or plain(header) in REFUSED


@dataclass(frozen=True)
class Columns:
    """The field of each column, '' for one that is not used; `source` is the system that writes such headers."""

    headers: Sequence[str]
    fields: Sequence[str]
    source: str

    @property
    def shown(self) -> list[tuple[str, str]]:
        """Each header with what it was taken for."""
        return [
            (header, str(FIELDS[field][0]) if field else _("not used"))
            for header, field in zip(self.headers, self.fields, strict=True)
        ]


def guess(headers: Sequence[str]) -> Columns:
    """Name the columns. Raises Unreadable when they hold what we refuse, stand twice, or name nobody."""
    names = [plain(header) for header in headers]
    _refuse(headers, names)
    best: dict[str, int] = {}
    for index, name in enumerate(names):
        field = _FIELD_OF.get(name, "")
        if field and (field not in best or _RANK[name] < _RANK[names[best[field]]]):
            best[field] = index
    fields = [
        field if field in ("", CARRIED) or best[field] == index else CARRIED
        for index, name in enumerate(names)
        for field in [_FIELD_OF.get(name, "")]
    ]
    if not {"email", "given_name", "family_name", "full_name"} & set(fields):
        raise Unreadable(_("Row 1: no column is called e-mail address or name, so nobody can be told apart."))
    known = {source: len(signs & set(names)) for source, signs in SOURCES.items()}
    likely = max(known, key=known.__getitem__)
    return Columns(list(headers), fields, likely if known[likely] else "")


def _refuse(headers: Sequence[str], names: Sequence[str]) -> None:
    for header, name in zip(headers, names, strict=True):
        if name in REFUSED:
            raise Unreadable(
                _("Row 1: the column “%(header)s” holds social security numbers. Please take it out of the file.")
                % {"header": header[:80]}
            )
        if name in _FIELD_OF and names.count(name) > 1:
            raise Unreadable(
                _("Row 1: the column “%(header)s” stands there twice. Please take one out.") % {"header": header[:80]}
            )
