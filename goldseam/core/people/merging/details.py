"""The details of two records side by side: which of them stands, and putting back what stood before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.core.people import facts
from goldseam.core.people.merging.models import Merge
from goldseam.core.people.models import Person
from goldseam.foundation.clock import local
from goldseam.foundation.timeline.models import Fact

FIELDS = ("given_name", "family_name", "email", "profession", "employer", "address", "postcode_district", "hub")
KEPT, MERGED = "kept", "merged"
TOLD = [kind.key for kind in (facts.MET, facts.DETAILS_CHANGED, facts.ADDRESS_CHANGED, facts.ADDRESS_PROVED)]


@dataclass(frozen=True)
class Side:
    """One detail in both records: what stands in each, which is proposed and why, and whether one can choose."""

    name: str
    label: str
    kept: Any
    merged: Any
    proposed: str
    why: str
    is_open: bool = False

    def value(self, choice: str) -> Any:
        return self.merged if choice == MERGED else self.kept


def side_by_side(kept: Person, merged: Person) -> list[Side]:
    """Every detail, in the order in which a file shows them."""
    told = dict(
        Fact.objects.filter(person__in=[kept, merged], kind__in=TOLD).values_list("person").annotate(last=Max("at"))
    )
    days = {KEPT: told.get(kept.pk, kept.met_at), MERGED: told.get(merged.pk, merged.met_at)}
    return [_side(name, kept, merged, days) for name in FIELDS]


def _side(name: str, kept: Person, merged: Person, told: Mapping[str, datetime]) -> Side:
    field: Any = Person._meta.get_field(name)
    label = str(field.verbose_name).capitalize()
    ours, theirs = getattr(kept, name), getattr(merged, name)

    def side(proposed: str, why: str, *, is_open: bool = False) -> Side:
        return Side(name, label, ours, theirs, proposed, why, is_open)

    if ours == theirs or not (ours or theirs):
        return side(KEPT, "")
    if not (ours and theirs):
        return side(KEPT if ours else MERGED, _("Only one record has it."))
    if name == "email" and bool(kept.email_proved_at) != bool(merged.email_proved_at):
        return side(KEPT if kept.email_proved_at else MERGED, _("Only this address is confirmed."))
    newer = MERGED if told[MERGED] > told[KEPT] else KEPT
    day = date_format(local(told[newer]), "j F Y")
    return side(newer, _("The newer one, told on %(day)s.") % {"day": day}, is_open=True)


def take_over(kept: Person, merged: Person, choices: Mapping[str, str]) -> dict[str, Any]:
    """Change the kept record to what was chosen; returns what stood before and what stands now of each change."""
    was: dict[str, Any] = {}
    for side in side_by_side(kept, merged):
        chosen = choices.get(side.name, side.proposed) if side.is_open else side.proposed
        if chosen == MERGED and side.kept != side.merged and side.name != "email":
            was[side.name] = [_stored(side.kept), _stored(side.merged)]
            setattr(kept, side.name, side.merged)
        elif chosen == MERGED and side.name == "email":
            was["email"] = [kept.email, merged.email]
            was["email_proved_at"] = [_stored(kept.email_proved_at), _stored(merged.email_proved_at)]
            swap_addresses(kept, merged)
    kept.save(update_fields=[name for name in was if not name.startswith("email")])
    return was


def swap_addresses(one: Person, other: Person) -> None:
    """Give each the address of the other, with its proof: no letter and no sign-in loses its way."""
    mine, theirs = (one.email, one.email_proved_at), (other.email, other.email_proved_at)
    _set_address(other, None, None)
    _set_address(one, *theirs)
    _set_address(other, *mine)


def _set_address(person: Person, email: str | None, proved_at: datetime | None) -> None:
    person.email, person.email_proved_at = email, proved_at
    person.save(update_fields=["email", "email_proved_at"])


def _stored(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return value.pk if hasattr(value, "pk") else value


def changed_since(merge: Merge, kept: Person) -> list[str]:
    """The details that the merging set and that were changed again since: they stay as they are."""
    changes = {name: pair for name, pair in merge.was.items() if name != "email_proved_at"}
    return [name for name, (_before, since) in changes.items() if _stored(getattr(kept, name)) != since]


def put_back(merge: Merge, kept: Person, merged: Person) -> None:
    """Give both records the details they had, but for what was changed again since."""
    stays = changed_since(merge, kept)
    plain = [name for name in merge.was if not name.startswith("email") and name not in stays]
    for name in plain:
        setattr(kept, "hub_id" if name == "hub" else name, merge.was[name][0])
    kept.save(update_fields=plain)
    if "email" in merge.was and "email" not in stays:
        swap_addresses(kept, merged)
    elif "email" in merge.was:
        proved_at = merge.was["email_proved_at"][1]
        _set_address(merged, merge.was["email"][1], parse_datetime(proved_at) if proved_at else None)
