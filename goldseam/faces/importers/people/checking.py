"""One row of a file, looked through: what it tells of a person in our words, and what is wrong with it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import get_default_timezone
from django.utils.translation import gettext as _

from goldseam.core.people.actions import district_of
from goldseam.core.people.models import Hub
from goldseam.faces.importers.people.columns import CARRIED, DATES, FIELDS, Columns
from goldseam.foundation.calendar import months_later
from goldseam.foundation.tables import Faulty
from goldseam.foundation.tables.dates import DateReader, NotADate
from goldseam.foundation.tables.writing import as_typed
from goldseam.subjects.membership.models import Plan

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffd]")
_AMOUNT = re.compile(r"(?:£|GBP ?)?([0-9]{1,3}(?:,[0-9]{3})*|[0-9]+)(?:\.([0-9]{1,2}))?(?: ?GBP)?", re.ASCII)
YES = {"yes", "y", "true", "1", "x", "on", "t", "subscribed"}
NO = {"", "no", "n", "false", "0", "off", "f", "none", "null"}
ANSWERS = ("subscribed", "opt_out", "do_not_email", "on_hold")
# A membership in these states never ran, or runs no more; what a file says of it is kept as words.
NOT_RUNNING = {"pending", "pendingnew", "pending new", "cancelled", "canceled", "rejected", "suspended"}
MOST_PENCE = 100_000_000
LONGEST = {
    "given_name": 80, "family_name": 80, "email": 254, "profession": 120, "employer": 160, "external": 100,
    "address": 400,
}  # fmt: skip
LONGEST_WORDS = 8_000


@dataclass
class Checked:
    """A row in our words. `told` can be stored as JSON; `faults` are sentences without the row's number."""

    number: int
    told: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    starts_on: date | None = None
    ends_on: date | None = None


class Checker:
    """Looks through rows against the plans and hubs there are now."""

    def __init__(self, columns: Columns, dates: DateReader) -> None:
        self.columns, self.dates = columns, dates
        self.used = [(index, name) for index, name in enumerate(columns.fields) if name]
        self.plans = {key.casefold(): plan for plan in Plan.objects.all() for key in (plan.slug, plan.name)}
        self.hubs = {key.casefold(): hub.pk for hub in Hub.objects.all() for key in (hub.slug, hub.name)}
        self.zone = get_default_timezone()

    def check(self, number: int, cells: Sequence[str]) -> Checked:
        """What a row tells and what is wrong with it."""
        row = Checked(number)
        texts = self._texts(row, cells)
        self._who(row, texts)
        self._where(row, texts)
        days = self._days(row, texts)
        self._term(row, texts, days)
        self._payment(row, texts, days)
        self._consent(row, texts, days)
        self._too_long(row)
        return row

    def _fault(self, row: Checked, name: str, text: str, why: str) -> None:
        label = str(FIELDS[name][0]) if name != CARRIED else _("A cell")
        row.faults.append(f"{label}: “{text[:60]}” {why}."[:300])

    def _texts(self, row: Checked, cells: Sequence[str]) -> dict[str, str]:
        """The cells by field, without blanks around; what has no place here is put into words."""
        beyond = len(self.columns.headers)
        if any(cell.strip() for cell in cells[beyond:]):
            row.faults.append(
                _("The row has %(count)s cells, but there are %(most)s columns.")
                % {"count": len(cells), "most": beyond}
            )
        texts: dict[str, str] = {}
        words = []
        for index, name in self.used:
            cell = cells[index] if index < len(cells) else ""
            text = cell if isinstance(cell, Faulty) or name in DATES else cell.strip()
            if not text or not self._is_whole(row, name, text):
                continue
            text = as_typed(text)
            if name == CARRIED:
                words.append(f"{self.columns.headers[index]}: {text}")
            else:
                texts[name] = text
        texts[CARRIED] = "\n".join(words)
        return texts

    def _is_whole(self, row: Checked, name: str, text: str) -> bool:
        if isinstance(text, Faulty):
            self._fault(row, name, text, text.why)
        elif _UNREADABLE.search(text):
            self._fault(row, name, _UNREADABLE.sub("?", text), _("holds a character that was lost or cannot be kept"))
        elif len(text) > LONGEST_WORDS:
            self._fault(row, name, text, _("is longer than can be kept"))
        else:
            return True
        return False

    def _who(self, row: Checked, texts: dict[str, str]) -> None:
        given, family = texts.get("given_name", ""), texts.get("family_name", "")
        if not given and not family and (whole := texts.get("full_name", "")):
            given, family = _divided(whole)
        email = texts.get("email", "")
        if email:
            try:
                validate_email(email)
            except ValidationError:
                self._fault(row, "email", email, _("is not an e-mail address"))
                email = ""
        if not (given or family or texts.get("email")):
            row.faults.append(_("There is neither a name nor an e-mail address."))
        if not given and not family:
            given = email.partition("@")[0][:80]
        named = {"given_name": given, "family_name": family, "email": email}
        row.told |= named | {name: texts.get(name, "") for name in ("profession", "employer", "external")}

    def _where(self, row: Checked, texts: dict[str, str]) -> None:
        postcode = texts.get("postcode", "").upper()
        lines = [texts.get(name, "") for name in ("street", "street2", "city", "county")]
        row.told["address"] = "\n".join(line for line in [*lines, postcode, texts.get("country", "")] if line)
        row.told["postcode_district"] = _district(postcode)
        if hub := texts.get("hub", ""):
            row.told["hub"] = self.hubs.get(hub.casefold())
            if row.told["hub"] is None:
                self._fault(row, "hub", hub, _("is no hub of ours"))

    def _days(self, row: Checked, texts: dict[str, str]) -> dict[str, date]:
        days = {}
        for name in DATES:
            if text := texts.get(name, ""):
                try:
                    days[name] = self.dates.read(text)
                except NotADate as error:
                    self._fault(row, name, text, str(error))
        return days

    def _term(self, row: Checked, texts: dict[str, str], days: dict[str, date]) -> None:
        named, starts, ends = texts.get("plan", ""), days.get("starts_on"), days.get("ends_on")
        status = texts.get("status", "")
        if since := days.get("since_on"):
            row.told["since_on"] = since.isoformat()
        if known := days.get("met_on") or since:
            row.told["met_at"] = self._morning(known)
        self._in_words(texts, "status")
        is_running = status.casefold().replace("-", " ").strip() not in NOT_RUNNING
        if not (starts or ends) or not is_running:
            self._in_words(texts, "plan")
            return
        plan = self.plans.get(named.casefold())
        if plan is None:
            self._no_plan(row, named)
            return
        ends = ends or (plan.ends_on(starts) if starts else None)
        assert ends
        starts = starts or _first_day(ends, plan.months)
        if ends < starts:
            self._fault(row, "ends_on", texts.get("ends_on", ""), _("lies before the day the term begins"))
            return
        row.starts_on, row.ends_on = starts, ends
        row.told |= {"plan": plan.pk, "starts_on": starts.isoformat(), "ends_on": ends.isoformat()}

    def _no_plan(self, row: Checked, named: str) -> None:
        if named:
            self._fault(row, "plan", named, _("is no plan of ours; enter it under Plans, or write one that is there"))
        else:
            row.faults.append(_("There is a date of a term, but no plan."))

    def _in_words(self, texts: dict[str, str], *names: str) -> None:
        said = [f"{FIELDS[name][0]}: {texts[name]}" for name in names if texts.get(name)]
        texts[CARRIED] = "\n".join([*filter(None, [texts[CARRIED]]), *said])

    def _payment(self, row: Checked, texts: dict[str, str], days: dict[str, date]) -> None:
        text = texts.get("amount", "")
        match = _AMOUNT.fullmatch(text)
        if text and not match:
            self._fault(row, "amount", text, _("is not an amount such as 75 or 75.50"))
        if not match:
            return
        pence = int(match[1].replace(",", "")) * 100 + int((match[2] or "").ljust(2, "0"))
        paid = days.get("paid_on") or row.starts_on or days.get("starts_on")
        if pence > MOST_PENCE:
            self._fault(row, "amount", text, _("is more than £1,000,000"))
        elif pence and paid is None and not row.faults:
            self._fault(row, "amount", text, _("was paid, but no date says when"))
        elif pence and paid:
            row.told |= {"amount_pence": pence, "paid_on": paid.isoformat(), "paid_at": self._morning(paid)}

    def _consent(self, row: Checked, texts: dict[str, str], days: dict[str, date]) -> None:
        answers = {name: self._answer(row, name, texts.get(name, "")) for name in ANSWERS}
        said_no = "unsub_at" in days or answers["opt_out"] is True
        is_left = "unsub_at" in days or "clean_at" in days
        said_yes = answers["subscribed"] is True or ("optin_at" in days and not is_left)
        if said_no or said_yes:
            since = days.get("unsub_at" if said_no else "optin_at") or days.get("met_on")
            row.told |= {"consent": "no" if said_no else "yes", "consent_at": self._morning(since) if since else None}
        row.told["is_bounced"] = answers["on_hold"] is True or "clean_at" in days
        row.told["is_held"] = answers["do_not_email"] is True
        self._in_words(texts, "tags", "notes")
        row.told[CARRIED] = texts[CARRIED]

    def _answer(self, row: Checked, name: str, text: str) -> bool | None:
        said = text.casefold()
        if said in YES:
            return True
        if said not in NO:
            self._fault(row, name, text, _("is neither yes nor no"))
        return False if text else None

    def _morning(self, day: date) -> str:
        return datetime.combine(day, time(12), self.zone).isoformat()

    def _too_long(self, row: Checked) -> None:
        for name, most in LONGEST.items():
            text = row.told.get(name) or ""
            if len(text) > most:
                label = FIELDS[name][0] if name in FIELDS else _("Address")
                told = {"label": label, "count": len(text), "most": most}
                row.faults.append(_("%(label)s: %(count)s characters are too many; at most %(most)s.") % told)
        if len(row.told.get(CARRIED, "")) > LONGEST_WORDS:
            row.faults.append(_("The notes are longer than can be kept."))


def _divided(whole: str) -> tuple[str, str]:
    """`Ferreday, Nia` and `Nia Ferreday` → given name and family name."""
    if "," in whole:
        family, _comma, given = whole.partition(",")
        return given.strip(), family.strip()
    given, _space, family = whole.rpartition(" ")
    return given.strip() or family, family if given else ""


def _district(postcode: str) -> str:
    try:
        return district_of(postcode) if postcode else ""
    except ValueError:
        return ""


def _first_day(ends_on: date, months: int) -> date:
    """The day on which a term of so many months began that ends on that day."""
    after = ends_on + timedelta(days=1)
    return months_later(after, -months)
