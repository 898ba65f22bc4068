"""The people of the demo whom a visitor can be, one for each role."""

import time
from dataclasses import dataclass
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.utils.translation import gettext_lazy as _

from goldseam.core.people.models import Person

PASSWORD = "goldseam-demo"
DOMAIN = "aimh.example"


@dataclass(frozen=True)
class Account:
    """`slug` is also the first half of the address; `grants` are roles of core/people."""

    slug: str
    given_name: str
    family_name: str
    profession: str
    does: Any
    grants: tuple[str, ...] = ()
    plan: str = "qualified-professional"

    @property
    def email(self) -> str:
        return f"{self.slug}@{DOMAIN}"

    @property
    def start(self) -> str:
        """Where they go first."""
        return "/office/" if self.grants else "/me/"


COORDINATOR = _("Looks after the seven places of a nursery trust, two of them not taken up yet; a member herself.")
EVENTS = _("Will look after events: the desk is there, and empty until events are.")
JUDGE = _("Will judge one category of the awards: the desk is there, and empty until awards are.")
AUDITOR = _("Reads every list, file and the ledger, and can change nothing.")
OFFICE = _("Runs the office: people, orders, letters, factsheets, what needs mending.")
TREASURER = _("Matches transfers, refunds, reads the ledger.")
EDITOR = _("Writes pages, blog, news and factsheets; sees no members.")
HUB_LEAD = _("Leads Yorkshire and the North and sees the members of that hub only.")
MEMBER = _("A member in her fourth year: her own pages, the library, her learning.")
STUDENT = _("A student member, in his first year.")
LAPSED = _("Was a member until last spring; the library is closed to her.")
ACCOUNTS = {
    account.slug: account
    for account in [
        Account("office", "Ruth", "Penhallow", "Membership secretary", OFFICE, ("office",)),
        Account("treasurer", "Desmond", "Halloway", "Accountant", TREASURER, ("treasurer",)),
        Account("events", "Farrah", "Lindqvist", "Events officer", EVENTS, ("events",)),
        Account("auditor", "Cosmo", "Vellacott", "Independent examiner", AUDITOR, ("auditor",)),
        Account("editor", "Imogen", "Tresillick", "Editor", EDITOR, ("editor",)),
        Account("hublead", "Joel", "Hartigan", "Family support worker", HUB_LEAD, ("hublead",)),
        Account("judge", "Odile", "Farnham", "Neonatal psychologist", JUDGE, ("judge",)),
        Account("coordinator", "Bronwen", "Sayle", "Nursery manager", COORDINATOR),
        Account("member", "Nia", "Ferreday", "Health visitor", MEMBER),
        Account("student", "Callum", "Oyelaran", "Student midwife", STUDENT, plan="student"),
        Account("lapsed", "Greta", "Mossington", "Family support worker", LAPSED),
    ]
}


def current_codes() -> dict[str, str]:
    """The second factor of each account that has one, as an authenticator would show it now, by address."""
    counter = int(time.time()) // app_settings.TOTP_PERIOD
    found = Authenticator.objects.filter(
        type=Authenticator.Type.TOTP, user__email__in=[account.email for account in ACCOUNTS.values()]
    )
    return {
        row.user.email: format_hotp_value(hotp_value(decrypt(row.data["secret"]), counter))
        for row in found.select_related("user")
    }


def person_of(slug: str) -> Person | None:
    """Who plays that role; None for an unknown role, or before the demo is told."""
    account = ACCOUNTS.get(slug)
    return Person.objects.filter(email=account.email).first() if account else None
