"""Rows as a person reads them: fields in words, dates and money as they are written here."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.fields.files import FieldFile
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.foundation.clock import local
from goldseam.foundation.contracts import PersonalData
from goldseam.foundation.money import exact

# What fields of these names are called wherever they stand; a declaration's own `words` come first.
WORDS: Mapping[str, Any] = {
    "about": gettext_lazy("About"),
    "action": gettext_lazy("What was done"),
    "address": gettext_lazy("Address"),
    "amount_pence": gettext_lazy("Amount"),
    "applied_at": gettext_lazy("Brought in"),
    "asked_at": gettext_lazy("Asked for"),
    "at": gettext_lazy("When"),
    "began_on": gettext_lazy("Since"),
    "biography": gettext_lazy("About you"),
    "brought_at": gettext_lazy("Handed in"),
    "closed_at": gettext_lazy("Over"),
    "comment": gettext_lazy("Comment"),
    "confirmed_at": gettext_lazy("Confirmed"),
    "created": gettext_lazy("Made"),
    "created_at": gettext_lazy("Made"),
    "details": gettext_lazy("Details"),
    "ended_at": gettext_lazy("Ended"),
    "ends_on": gettext_lazy("Until"),
    "failed_at": gettext_lazy("Failed"),
    "file": gettext_lazy("File"),
    "filename": gettext_lazy("File"),
    "finished_at": gettext_lazy("Ended"),
    "first_published_at": gettext_lazy("First published"),
    "given_at": gettext_lazy("Given"),
    "group__name": gettext_lazy("Group"),
    "hub__name": gettext_lazy("Hub"),
    "issued_on": gettext_lazy("Date"),
    "kind": gettext_lazy("What"),
    "label": gettext_lazy("Name"),
    "last_published_at": gettext_lazy("Last published"),
    "last_seen_at": gettext_lazy("Last there"),
    "last_updated_at": gettext_lazy("Last changed"),
    "last_used_at": gettext_lazy("Last used"),
    "made_at": gettext_lazy("Made"),
    "memo": gettext_lazy("For"),
    "name": gettext_lazy("Name"),
    "noticed_at": gettext_lazy("Noticed"),
    "number": gettext_lazy("Number"),
    "on": gettext_lazy("When"),
    "paid_at": gettext_lazy("Paid"),
    "page__title": gettext_lazy("Page"),
    "payer_address": gettext_lazy("Payer’s address"),
    "payer_email": gettext_lazy("Payer’s e-mail address"),
    "payer_family_name": gettext_lazy("Payer’s family name"),
    "payer_given_name": gettext_lazy("Payer’s given name"),
    "permission__name": gettext_lazy("May"),
    "placed_at": gettext_lazy("Ordered"),
    "plan__name": gettext_lazy("Plan"),
    "purpose": gettext_lazy("For what"),
    "reason": gettext_lazy("Why"),
    "received_pence": gettext_lazy("Arrived"),
    "reference": gettext_lazy("Reference"),
    "role": gettext_lazy("Role"),
    "sent": gettext_lazy("Sent"),
    "sent_at": gettext_lazy("Sent"),
    "since": gettext_lazy("Since"),
    "started_at": gettext_lazy("Begun"),
    "starts_on": gettext_lazy("From"),
    "state": gettext_lazy("Stands"),
    "status": gettext_lazy("Stands"),
    "subject": gettext_lazy("Subject"),
    "text": gettext_lazy("Words"),
    "timestamp": gettext_lazy("When"),
    "title": gettext_lazy("Title"),
    "total_pence": gettext_lazy("Total"),
    "type": gettext_lazy("Sort"),
    "undone_at": gettext_lazy("Undone"),
    "withdrawn_at": gettext_lazy("Taken back"),
    "written_at": gettext_lazy("Written"),
}


def word(model: type[models.Model], declaration: PersonalData, name: str) -> str:
    """What a field is called; '' when nobody has given it a name that people know."""
    if name in declaration.words:
        return str(declaration.words[name])
    field = _field(model, name)
    own = str(getattr(field, "verbose_name", ""))
    if own and own != name.replace("_", " "):
        return own[:1].upper() + own[1:]
    return str(WORDS.get(name, ""))


def shown(model: type[models.Model], declaration: PersonalData, name: str, value: Any) -> str:
    """The value of a field as people read it; '' for nothing."""
    if value is None or value == "":
        return ""
    if name in declaration.read:
        return str(declaration.read[name](value))
    choices = getattr(_field(model, name), "flatchoices", None)
    if choices:
        return str(dict(choices).get(value, value))
    return _told(name, value)


def _field(model: type[models.Model], name: str) -> Any:
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def _told(name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, date):
        return _dated(value)
    if isinstance(value, Mapping | list | tuple):
        return _all_told(name, value)
    if isinstance(value, FieldFile):
        return Path(value.name or "").name
    is_money = name.endswith("_pence") and isinstance(value, int)
    return exact(value) if is_money else "" if value is None else str(value)


def _dated(value: date) -> str:
    if isinstance(value, datetime):
        return date_format(local(value), "j F Y, H:i")
    return date_format(value, "j F Y")


def _all_told(name: str, value: Any) -> str:
    if isinstance(value, Mapping):
        return "; ".join(f"{_named(key)}: {told}" for key, inner in value.items() if (told := _told(str(key), inner)))
    return ", ".join(told for inner in value if (told := _told(name, inner)))


def _named(key: Any) -> str:
    return str(WORDS.get(str(key)) or str(key).removesuffix("_pence").replace("_", " ").capitalize())
