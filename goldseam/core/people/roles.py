"""The roles staff can hold, as data with plain descriptions. `docs/roles.md` is made from this table."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """`is_of_hub`: held for one hub, sees that hub only. `only_reads`: changes nothing. `waits_for`: not yet built."""

    slug: str
    name: Any
    description: Any
    is_of_hub: bool = False
    only_reads: bool = False
    waits_for: Any = ""


ROLES = {
    role.slug: role
    for role in [
        Role("office", _("Office"), _("Runs memberships: sees and helps every member, orders, letters, factsheets.")),
        Role("treasurer", _("Treasurer"), _("Looks after money: payments, transfers, refunds, the ledger.")),
        Role("editor", _("Editor"), _("Writes pages, blog, news and factsheets. Sees no members.")),
        Role("hublead", _("Hub lead"), _("Leads one local hub and sees the members of that hub only."), is_of_hub=True),
        Role(
            "events",
            _("Events"),
            _("Will look after events, places and tickets. Sees no members."),
            waits_for=_("Events are not part of this office yet. When they are, yours will wait for you here."),
        ),
        Role(
            "judge",
            _("Judge"),
            _("Will judge one category of the awards, and see its nominations only. Sees no members."),
            waits_for=_("Awards are not part of this office yet. When they are, your category will wait for you here."),
        ),
        Role(
            "auditor",
            _("Auditor (reads only)"),
            _("Reads lists, files, the ledger and the history, to see that all is in order. Changes nothing."),
            only_reads=True,
        ),
    ]
}
READERS = frozenset(role.slug for role in ROLES.values() if role.only_reads)
MONEY = ("treasurer", "office")
# Who sees everybody: the others see the people of their hub, or nobody.
EVERYBODY = (*MONEY, "auditor")
PEOPLE = ("office", "treasurer", "hublead")
PAGES = ("editor", "office")
