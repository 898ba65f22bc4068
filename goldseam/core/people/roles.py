"""The roles staff can hold, as data with plain descriptions. `docs/roles.md` is made from this table."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Role:
    """`is_of_hub`: the role is held for one hub and sees that hub only."""

    slug: str
    name: Any
    description: Any
    is_of_hub: bool = False


ROLES = {
    role.slug: role
    for role in [
        Role("office", _("Office"), _("Runs memberships: sees and helps every member, orders, letters, factsheets.")),
        Role("treasurer", _("Treasurer"), _("Looks after money: payments, transfers, refunds, the ledger.")),
        Role("editor", _("Editor"), _("Writes pages, blog, news and factsheets. Sees no members.")),
        Role("hublead", _("Hub lead"), _("Leads one local hub and sees the members of that hub only."), is_of_hub=True),
    ]
}
MONEY = ("treasurer", "office")
PEOPLE = ("office", "treasurer", "hublead")
PAGES = ("editor", "office")
