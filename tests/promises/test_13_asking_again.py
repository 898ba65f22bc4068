"""Promise 13, the open browser: what could harm most asks again. The table is the expectation, written by hand."""

from fnmatch import fnmatchcase

import pytest
from django.db import transaction
from django.test import Client

from goldseam.faces.portal import asking_again
from goldseam.foundation.access.addresses import addresses
from goldseam.foundation.access.gate import rule_of
from tests.promises.test_13_access import visit
from tests.promises.world import World, a_world, filled, viewer

ASKS = [
    # Oneself: how one signs in, one's address, a copy of everything, the end of the account, signing out others.
    *("portal:end_browser", "portal:end_others", "portal:new_address", "portal:close"),
    *("portal:ask_copy", "portal:download_copy"),
    *("account_change_password", "account_set_password"),
    *("mfa_activate_totp", "mfa_deactivate_totp", "mfa_add_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn"),
    "mfa_*_recovery_codes",
    # Staff: roles, addresses of others, money that goes out, people that go, lists that leave the house, settings.
    *("people:give_role", "people:end_role", "people:details", "people:see_as", "people:give_term", "people:end_given"),
    *("people:merge", "people:part"),
    *("orders:refund", "orders:refund_made", "orders:cancel"),
    *("privacy:erase", "privacy:review", "privacy:copy", "privacy:download"),
    *("*:export", "exports:download"),
    *("setup:mail", "setup:money", "association:change"),
]


def named(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in ASKS)


def test_what_the_table_names_asks_and_nothing_else_does() -> None:
    told = {found.view_name: rule for found in addresses() if (rule := rule_of(found))}
    asks = {name for name, rule in told.items() if rule.asks_again}
    assert asks == {name for name in told if named(name)}
    assert [pattern for pattern in ASKS if not any(fnmatchcase(name, pattern) for name in told)] == []


def test_a_rule_that_was_forgotten_would_be_found() -> None:
    """The control: without the rule the two sides differ."""
    assert named("orders:refund")
    assert not named("orders:file")


@pytest.fixture
def world() -> World:
    with transaction.atomic():
        return a_world()


@pytest.mark.django_db
def test_an_open_browser_gets_no_further_than_the_question(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    clients = {role: viewer(role, world) for role in ("office", "member")}
    own = asking_again.time.time
    monkeypatch.setattr(asking_again, "time", type("Later", (), {"time": staticmethod(lambda: own() + 3600)}))
    walked, opened = 0, []
    for found in addresses():
        if named(found.view_name):
            path = filled(found.route, found.view_name, world.values)
            is_own = found.view_name.startswith(("portal:", "account_", "mfa_"))
            for method in ("GET", "POST"):
                response, said, changed = visit(clients["member" if is_own else "office"], method, path)
                walked += 1
                if response.status_code != 403 or b"Is it still you?" not in said or changed:
                    opened.append(f"{method} {path} → {response.status_code} {changed[:1]}")
    assert opened == []
    assert walked >= 60


@pytest.mark.django_db
def test_a_browser_that_was_just_opened_is_not_asked(world: World) -> None:
    """The control of the test above: the same walk, a moment after signing in."""
    client: Client = viewer("office", world)
    for path in ("/office/association/", "/set-up/mail/", f"/office/people/{world.other.pk}/roles/give/"):
        assert client.get(path).status_code == 200
