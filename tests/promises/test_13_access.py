"""Promise 13: no one sees what is not theirs. Every address, every method, every role, somebody else's things.

The tables below are the expectation, written by hand; what they do not name, nobody gets.
`bin/prove` walks all of it. In `bin/test` every role opens every address of its own side of the house (staff the
office, visitors and members all else), a third of the roles each of the rest; methods and spellings are dealt out.
"""

import logging
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.http.response import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker, Settings

from goldseam.foundation.access.addresses import addresses
from tests import isolation
from tests.promises.sizes import FULL
from tests.promises.world import MARK, ROLES, STAFF, World, a_world, filled, viewer

pytestmark = [pytest.mark.long, pytest.mark.django_db]

ALL = frozenset(ROLES)
PROVED = ALL - {"anonymous", "unproved"}
DESKS = frozenset(STAFF)
NOBODY: frozenset[str] = frozenset()
MEMBERS = frozenset({"member", "student"})

# What somebody keeps of a list and what they exported is theirs alone. Columns and export of the people a role sees are
# open to it; of every other list they follow the list.
KEPT_OF_LISTS = [
    *[(f"*:{name}", NOBODY) for name in ("kept", "forget")],
    ("exports:list", DESKS),
    ("exports:*", NOBODY),
    *[(f"people:{name}", frozenset({"office", "treasurer", "hublead"})) for name in ("columns", "export", "keep")],
]
OF_LISTS = ("columns", "export", "keep")
WITH_FILES = ("sendings", "standard", "articles", "desk_teams", "desk_gifts", "enquiries")
# What the auditor reads, who may change nothing: lists, files, the ledger, the history.
READ_BY_AUDITORS = (
    *("letters:list", "letters:results", "letters:file", "repairs:file", "ledger:*"),
    *("orders:list", "orders:results", "orders:file", "orders:paper", "people:list", "people:results", "people:file"),
    *("enquiries:quote_pdf", "people:kept_file", "statements:list", "statements:file", "renewals:*"),
    *[f"{desk}:{name}" for desk in WITH_FILES for name in ("list", "results", "file", *OF_LISTS)],
    *("factsheets:list", "factsheets:results", "factsheets:file", "factsheets:version"),
    *("import:list", "import:results", "import:file", "import:report"),
    *[f"{desk}:{name}" for desk in ("letters", "orders", "people", "factsheets", "import") for name in OF_LISTS],
    *[f"{desk}:{name}" for desk in ("repairs", "payments", "refunds") for name in ("list", "results", *OF_LISTS)],
)
# Who may get in, by the name of the address; somebody else's things stand in it. The first that fits counts.
MAY: list[tuple[str, frozenset[str]]] = [
    ("sales:notice", NOBODY),
    # Whoever holds an order's address, a card's code or a mailed link has the right to what it opens.
    ("sales:*", ALL),
    *[(f"{name}:*", ALL) for name in ("membership", "teams", "contact", "gifts")],
    ("portal:confirm", ALL),
    *[(f"portal:{name}", ALL) for name in ("invitation", "team_link", "open_gift")],
    *[
        (f"portal:{name}", NOBODY)
        for name in ("invite", "change_link", "hand_over", "more_seats", "renew_team", "end_seat", "gift", "gift_card")
    ],
    *[(f"portal:{name}", NOBODY) for name in ("change_invitation", "prove_new_address", "not_me", "end_browser")],
    # The other person is shown to nobody there.
    ("directory:directory", ALL),
    ("directory:*", NOBODY),
    ("library:download", MEMBERS),
    ("library:*", ALL),
    ("portal:password", ALL),
    ("portal:own_eyes", ALL),
    ("portal:closed", ALL),
    ("portal:card_pdf", MEMBERS),
    *[(f"portal:{name}", NOBODY) for name in ("invoice", "receipt", "credit_note", "cancel", "change_activity")],
    ("portal:remove_activity", NOBODY),
    ("portal:*", PROVED),
    ("account_reauthenticate", PROVED),
    ("account_change_password", PROVED),
    ("account_set_password", PROVED),
    ("account_*", ALL),
    ("mfa_authenticate", ALL),
    ("mfa_login_webauthn", ALL),
    ("mfa_remove_webauthn", NOBODY),
    ("mfa_edit_webauthn", NOBODY),
    ("mfa_*", PROVED),
    *KEPT_OF_LISTS,
    # Whoever holds the link below a letter may say no to such letters.
    ("mail:unsubscribe", ALL),
    ("letters:*", frozenset({"office"})),
    # The letter that stands there is the office's alone, and goes to everybody.
    *[
        (f"{name}:{page}", frozenset({"office", "hublead"}))
        for name in ("standard", "sendings")
        for page in ("list", "results", "columns", "export", "keep")
    ],
    ("sendings:prepare", frozenset({"office", "hublead"})),
    ("standard:*", frozenset({"office"})),
    ("sendings:*", frozenset({"office"})),
    ("repairs:*", frozenset({"office", "treasurer"})),
    ("plans:*", frozenset({"office"})),
    *[(f"{desk}:*", frozenset({"office"})) for desk in ("evidence", "bursaries")],
    *[(f"desk_gifts:{name}", frozenset({"office"})) for name in ("longer", "back")],
    *[(name, frozenset({"office"})) for name in ("team_prices:*", "desk_teams:coordinator")],
    *[(f"enquiries:{name}", frozenset({"office", "hublead"})) for name in ("list", "results", *OF_LISTS)],
    # She asked of another hub than the hub lead's.
    *[(f"{desk}:*", frozenset({"office"})) for desk in ("enquiries", "hubs", "twins")],
    ("hub_health:*", frozenset({"office", "hublead"})),
    ("association:*", frozenset({"office"})),
    ("import:*", frozenset({"office"})),
    ("articles:*", frozenset({"office", "editor"})),
    ("ledger:*", frozenset({"office", "treasurer"})),
    *[(f"{desk}:*", frozenset({"office", "treasurer"})) for desk in ("orders", "payments", "refunds", "renewals")],
    *[(f"{desk}:*", frozenset({"office", "treasurer"})) for desk in ("statements", "desk_teams", "desk_gifts")],
    ("people:list", frozenset({"office", "treasurer", "hublead"})),
    ("people:results", frozenset({"office", "treasurer", "hublead"})),
    # She is of another hub than the hub lead.
    ("people:file", frozenset({"office", "treasurer"})),
    ("people:*", frozenset({"office"})),
    # Somebody else of the office asked for this copy.
    ("privacy:download", NOBODY),
    ("privacy:*", frozenset({"office"})),
    ("factsheets:*", frozenset({"office", "editor"})),
    ("setup:account", NOBODY),
    ("setup:second_factor", PROVED),
    ("setup:today", DESKS),
    ("setup:*", frozenset({"office"})),
    ("office:bulk", frozenset({"office", "editor"})),
    ("office:*", DESKS),
    *[(f"wagtailadmin_{name}", DESKS) for name in ("home", "logout", "sprite", "javascript_catalog", "dismissibles")],
    ("wagtail.admin.views.home.default", DESKS),
    ("wagtail_serve", ALL),
    ("wagtailredirects:*import", NOBODY),
    ("wagtail*", frozenset({"office", "editor"})),
    ("publishing:*", ALL),
    ("practice:*", ALL),
    ("site:*", ALL),
    ("theme:*", ALL),
    ("demo:*", ALL),
]
# Where what she typed may be read, and by whom. The demo's letters are everybody's: that is what the demo is for.
MAY_READ_HER: list[tuple[str, frozenset[str]]] = [
    ("sales:*", ALL),
    *[(f"portal:{name}", ALL) for name in ("confirm", "invitation", "team_link", "open_gift")],
    ("contact:*", ALL),
    ("membership:check_card", ALL),
    ("demo:*", ALL),
    ("people:*", frozenset({"office", "treasurer"})),
    *[(f"{desk}:*", frozenset({"office", "treasurer"})) for desk in ("orders", "payments", "refunds", "statements")],
    *[(f"{desk}:*", frozenset({"office", "treasurer"})) for desk in ("desk_teams", "desk_gifts")],
    ("office:today", frozenset({"office", "treasurer"})),
    ("setup:today", frozenset({"office", "treasurer"})),
    ("ledger:*", frozenset({"office", "treasurer"})),
    ("renewals:*", frozenset({"office", "treasurer"})),
    *[(f"{desk}:*", frozenset({"office"})) for desk in ("privacy", "enquiries", "letters", "sendings")],
    ("repairs:*", frozenset({"office", "treasurer"})),
]
# Staff's addresses, and those of them where what is sent changes nothing but one's own desk.
AT_DESKS = ("letters:", "repairs:", "plans:", "hubs:", "association:", "import:", "articles:", "ledger:", "orders:",
            "evidence:", "payments:", "refunds:", "renewals:", "people:", "factsheets:", "office:",
            "wagtail", "desk_teams:", "team_prices:", "enquiries:", "desk_gifts:", "bursaries:")  # fmt: skip
OWN_DESK = ("office:account", "wagtailadmin_logout", "wagtailadmin_dismissibles")
# Wagtail 8.0 answers these with an error of its own when they are sent nothing at all, to staff who may use them.
FALLS_OVER_IN_WAGTAIL = {
    "wagtailadmin_pages:set_page_position",
    "wagtailadmin_choose_page_external_link",
    "wagtailimages_chooser:chosen",
    "wagtailsnippetchoosers_practice_country:chosen",
    "wagtailsnippetchoosers_practice_country:create",
    "wagtailsnippetchoosers_publishing_author:chosen",
    "wagtailsnippetchoosers_publishing_author:create",
}
# Without a second factor all roles meet the same door: one of them walks every address, the others the office.
# Events officers have the rights of a judge, as long as neither has anything to do.
WALKERS = [role for role in ROLES if FULL or not role.endswith("without") or role == "office without"]
WALKERS = [role for role in WALKERS if FULL or role != "events"]
AT_WORK = [role for role in STAFF if role not in ("events", "judge")]
VISITORS = ("anonymous", "unproved", "member", "lapsed", "student")
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
# Wagtail's addresses are reached by these two; with a last slash only.
OF_LIBRARIES = ("wagtail", "mfa_", "django.")
DOORS = re.compile(r"^/sign-in/(second-factor/)?(\?.*)?$")
# Counting attempts, keeping a session, who has a page open, and how somebody likes their desk change nothing.
HARMLESS = re.compile(
    r"\b(access_attempts|access_session|goldseam_cache|wagtailadmin_editingsession|wagtailusers_userprofile)\b"
)
# Reading a factsheet goes to one's own record; coming back from the bank asks the bank what became of the payment.
CHANGE_BY_READING = {"library:factsheet", "library:download", "sales:done"}


def allowed(table: list[tuple[str, frozenset[str]]], view_name: str) -> frozenset[str]:
    found = next((roles for pattern, roles in table if fnmatchcase(view_name, pattern)), NOBODY)
    return found | {"auditor"} if any(fnmatchcase(view_name, name) for name in READ_BY_AUDITORS) else found


def may_go(role: str, method: str, view_name: str) -> bool:
    """Whether the table gives this to the role; who only reads sends nothing, except how their own desk looks."""
    if role == "auditor" and method not in ("GET", "HEAD", "OPTIONS") and view_name.startswith(AT_DESKS):
        return view_name in OWN_DESK or view_name.endswith(OF_LISTS)
    return role in allowed(MAY, view_name)


def visits(world: World) -> Iterator[tuple[str, str, str]]:
    """Name, method and path: each method of our own addresses, with and without the last slash."""
    seen = set()
    for found in addresses():
        path = filled(found.route, found.view_name, world.values)
        is_ours = not found.view_name.startswith(OF_LIBRARIES)
        for method in METHODS if is_ours or FULL else ("GET", "POST"):
            slashes = FULL or (is_ours and method in ("GET", "POST"))
            for shown in sorted({path, path.rstrip("/") or "/"}, reverse=True) if slashes else [path]:
                if (method, shown) not in seen:
                    seen.add((method, shown))
                    yield found.view_name, method, shown


def dealt(role: str, world: World) -> Iterator[tuple[str, str, str]]:
    """The visits that fall to this role: all of them at full size, else opening each address of ours on its own side of
    the house, a third of sending to ours and of opening the others, and its share of what is left.
    """
    plain: set[str] = set()
    own, others = WALKERS.index(role), 0
    for number, (name, method, path) in enumerate(visits(world)):
        ways = ("GET",) if name.startswith("wagtail") else ("GET", "POST")
        is_plain = method in ways and (path.endswith("/") or f"{path}/" not in plain)
        is_near = role in (AT_WORK if path.startswith(settings.OFFICE_PATH) else VISITORS)
        is_opened = is_plain and method == "GET" and is_near and not name.startswith(OF_LIBRARIES)
        is_its_third = is_plain and (own + number) % 3 == 0
        plain |= {path} if is_plain else set()
        others += not is_plain
        is_its_share = not is_plain and others % len(WALKERS) == own
        if FULL or is_opened or is_its_third or is_its_share:
            yield name, method, path


def visit(client: Client, method: str, path: str) -> tuple[HttpResponseBase, bytes, list[str]]:
    """One request, undone afterwards: the answer, what it says, and what it changed in the database."""
    cookies = SimpleCookie(client.cookies)
    with transaction.atomic(), CaptureQueriesContext(connection) as told:
        response: Any = client.generic(method, path)
        said = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    client.cookies = cookies
    changed = [
        query["sql"]
        for query in told.captured_queries
        if re.match(r"\s*(INSERT|UPDATE|DELETE)", query["sql"]) and not HARMLESS.search(query["sql"])
    ]
    return response, said, changed


def gets_in(response: HttpResponseBase, path: str) -> bool:
    """Whether somebody got anything: a page, or an act with a way on that is not the way to sign in."""
    if response.status_code in (301, 302):
        goes_to = str(response.headers["Location"])
        return not (DOORS.match(goes_to) or "next=" in goes_to or goes_to.startswith(f"{path}/"))
    return response.status_code in (200, 201, 204, 206, 304)


@pytest.fixture
def _short_refusals(settings: Settings) -> None:
    if not FULL:
        settings.ROOT_URLCONF = "tests.short_refusals"
        settings.CSRF_FAILURE_VIEW = "tests.short_refusals.forged"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """One world for all tests of this file: each undoes what it does, the last puts the database back."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            made = a_world()
        yield made
        isolation.put_back()


@pytest.fixture(autouse=True)
def _nothing_noted_down() -> Iterator[None]:
    """No line in the log for each refusal."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("_short_refusals")
@pytest.mark.parametrize("role", WALKERS)
def test_nobody_gets_what_the_table_does_not_give_them(role: str, world: World) -> None:
    client = viewer(role, world)
    leaks, errors = [], []
    for name, method, path in dealt(role, world):
        response, said, changed = visit(client, method, path)
        may = may_go(role, method, name)
        where = f"{method} {path} ({name}) → {response.status_code}"
        if response.status_code >= 500 and name not in {"site:healthz", *FALLS_OVER_IN_WAGTAIL}:
            errors.append(where)
        if not may and method != "OPTIONS" and gets_in(response, path):
            leaks.append(where)
        if not may and changed:
            leaks.append(f"{where} changed {changed[0][:80]}")
        if MARK.encode() in said and role not in allowed(MAY_READ_HER, name):
            leaks.append(f"{where} tells of {MARK}")
        if method in ("GET", "HEAD", "OPTIONS") and changed and name not in CHANGE_BY_READING:
            leaks.append(f"{where}: reading changed {changed[0][:80]}")
    assert leaks == []
    assert errors == []


@pytest.mark.parametrize("role", [role for role in ROLES if role != "anonymous"])
def test_whoever_has_a_right_gets_in(role: str, world: World) -> None:
    """The control: an empty table of rights would pass the test above with every door shut."""
    client = viewer(role, world)
    paths = {"unproved": "/join/", "member": "/me/", "lapsed": "/me/payments/", "student": "/library/calm/download/"}
    desks = {"office": "people", "treasurer": "money", "editor": "factsheets", "hublead": "people", "auditor": "orders"}
    path = paths.get(role) or f"/office/{desks.get(role, '')}/".replace("//", "/")

    response, _said, _changed = visit(client, "GET", path)

    assert (response.status_code == 200) == (" without" not in role), (path, response.status_code)


@pytest.mark.usefixtures("_short_refusals")
@pytest.mark.parametrize("role", [role for role in ROLES if role.endswith("without")][: None if FULL else 1])
def test_staff_without_their_second_factor_get_nowhere_in_the_office(role: str, world: World) -> None:
    client = viewer(role, world)
    got_in = [
        path
        for name, method, path in visits(world)
        if path.startswith("/office/") and method == "GET" and (FULL or not name.startswith("wagtail"))
        if visit(client, method, path)[0].status_code == 200
    ]
    assert got_in == []


@pytest.mark.parametrize("role", ["member", "hublead"])
def test_the_page_of_a_refusal_tells_nothing_of_what_was_refused(role: str, world: World) -> None:
    """Said in full: the walk above has short refusals, except at full size."""
    client = viewer(role, world)
    for path in (f"/office/people/{world.other.pk}/", f"/office/orders/{world.order.pk}/", "/pay/forged/"):
        response, said, changed = visit(client, "GET", path)
        assert response.status_code in (403, 404)
        assert b"</html>" in said
        assert MARK.encode() not in said
        assert changed == []


def test_a_hub_lead_reads_their_own_hub_and_the_same_address_of_another_says_nothing(world: World) -> None:
    client = viewer("hublead", world)
    own, _said, _changed = visit(client, "GET", f"/office/people/{_own_person()}/")
    other, said, _changed = visit(client, "GET", f"/office/people/{world.other.pk}/")
    missing, nothing, _changed = visit(client, "GET", "/office/people/999999/")

    assert (own.status_code, other.status_code, missing.status_code) == (200, 404, 404)
    assert said == nothing.replace(b"999999", str(world.other.pk).encode())


def _own_person() -> int:
    from goldseam.core.people.models import Person

    return int(Person.objects.get(email="hublead@aimh.example").pk)


@pytest.mark.usefixtures("_short_refusals")
def test_no_form_acts_without_its_token(world: World) -> None:
    """Whoever is signed in cannot be made to act by a page of somebody else's."""
    client = viewer("office", world)
    guarded = Client(enforce_csrf_checks=True, raise_request_exception=False)
    guarded.cookies = client.cookies
    acted = [
        f"{path} → {response.status_code}"
        for name, method, path in visits(world)
        if method == "POST" and name not in ("sales:notice", "mail:unsubscribe") and path.endswith("/")
        for response, _said, changed in [visit(guarded, method, path)]
        if response.status_code not in (403, 404, 405) or changed
    ]
    assert acted == []


@pytest.mark.parametrize("path", ["/pay/{}/", "/pay/{}/done/", "/pay/{}/receipt/", "/card/{}/", "/confirm/{}/"])
def test_a_forged_or_clipped_secret_opens_nothing(path: str, world: World, client: Client) -> None:
    token = world.order.token if "/pay/" in path else world.values["portal:confirm"]["token"]
    if "/card/" in path:
        token = world.values["membership"]["token"]
    other_end = token[:-1] + ("A" if token[-1] != "A" else "B")
    for forged in (token[:-1], other_end, token.swapcase(), "1", "%00", "..", "é"):
        response, said, changed = visit(client, "GET", path.format(forged))
        assert response.status_code in (301, 400, 404), (forged, response.status_code)
        assert MARK.encode() not in said
        assert changed == []


def test_the_media_folder_has_no_door_to_private_files(world: World, client: Client) -> None:
    for path in ("/media/private/", "/private/factsheets/", "/media/factsheets/calm.pdf", "/media/../private/"):
        response, _said, _changed = visit(client, "GET", path)
        assert response.status_code in (301, 400, 404), path
    assert str(settings.PRIVATE_ROOT) != str(settings.MEDIA_ROOT)
