"""`docs/roles.md`: who may see and do what, made from the roles and from the rules that the gate holds addresses to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.text import capfirst

from goldseam.core.desk.acts import ActMixin
from goldseam.core.people.roles import ROLES
from goldseam.foundation.access.addresses import addresses
from goldseam.foundation.access.gate import rule_of
from goldseam.foundation.access.rules import Rule

HEAD = """# Who may see and do what

Made from the code by `goldseam roles --write`; a test compares it. Everybody below needs a second factor.
Roles are given in the file of a person, by the office. A person can hold several.

"""
BELOW = """
## Screen by screen

**reads**: sees it. **does**: may also send what stands there. Empty: refused, as if it were not there.
A page that **asks again** opens only to somebody who has shown who they are within the last 15 minutes.
Who leads a hub meets the people of that hub only, on every screen alike.

"""
EVERYWHERE = """
Pages, blog, news, pictures, authors and countries are written in Wagtail's own screens: by {writers}.
Wagtail's reports, users, documents, collections and workflows are shut for everybody.
"""
# Functions, which say neither their title nor that something is sent to them.
DEEDS = {"office:bulk": "Many pages or pictures at once"}


@dataclass(frozen=True)
class Screen:
    """One screen of the office: where it stands, what it is called, and who comes in by which rule."""

    path: str
    name: str
    rule: Rule
    is_act: bool

    def cell(self, role: str) -> str:
        if self.rule.roles and role not in self.rule.roles:
            return ""
        is_done = self.is_act and (self.rule.is_own_business or not ROLES[role].only_reads)
        return "does" if is_done else "reads"

    @property
    def asks_again(self) -> str:
        return "asks" if self.rule.asks_again else ""


def screens() -> Iterator[Screen]:
    """Every screen of ours in the office, by its address."""
    for found in addresses():
        rule = rule_of(found)
        if rule and rule.who == "staff" and not found.view_name.startswith("wagtail"):
            view = getattr(found.func, "view_class", None)
            path = "/" + re.sub(r"<(?:\w+:)?(\w+)>", "…", found.route)
            if not path.endswith("/results/"):
                is_act = issubclass(view, ActMixin) if view else found.view_name in DEEDS
                yield Screen(path, _name(found, view), rule, is_act)


def _name(found: Any, view: Any) -> str:
    title = str(getattr(view, "page_title", "") or DEEDS.get(found.view_name, ""))
    policy = getattr(view, "policy", None)
    if title or policy is None:
        return title or capfirst((found.url_name or "").replace("_", " "))
    kind = capfirst(str(policy.model._meta.verbose_name))
    return f"{kind}: the file of one" if found.url_name == "file" else f"{kind}: {found.url_name.replace('_', ' ')}"


def text() -> str:
    """The whole document, as Markdown."""
    told = [f"- **{role.name}** (`{role.slug}`): {role.description}" for role in ROLES.values()]
    head = "| Screen | Address | " + " | ".join(f"{role.name}" for role in ROLES.values()) + " | Asks again |"
    rows = [
        f"| {screen.name} | `{screen.path}` | "
        + " | ".join(screen.cell(role) for role in ROLES)
        + f" | {screen.asks_again} |"
        for screen in sorted(screens(), key=lambda screen: screen.path)
    ]
    table = [head, "|---|---|" + "---|" * (len(ROLES) + 1), *dict.fromkeys(rows)]
    return HEAD + "\n".join(told) + "\n" + BELOW + "\n".join(table) + "\n" + EVERYWHERE.format(writers=_writers())


def _writers() -> str:
    edits = {role for found in addresses() if found.view_name == "wagtailadmin_explore" for role in _roles_of(found)}
    return ", ".join(str(role.name) for role in ROLES.values() if role.slug in edits)


def _roles_of(found: Any) -> frozenset[str]:
    rule = rule_of(found)
    return rule.roles if rule else frozenset()


def place() -> Path:
    """Where the document is kept."""
    return Path(settings.ROOT) / "docs" / "roles.md"
