"""Promise 13 for the office: every address, every role, every method, with and without its slash."""

import pytest
from django.test import Client

from goldseam.core.people import actions as people
from goldseam.faces.office.tests.addresses import office_addresses
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, somebody, staff, today_is

pytestmark = pytest.mark.django_db

ALL = {"office", "treasurer", "editor", "hublead"}
MONEY, WRITERS, OFFICE = {"office", "treasurer"}, {"office", "editor"}, {"office"}

# Written down here once more on purpose: what the addresses say of themselves is what is tested. The longest counts.
DOORS: dict[str, set[str]] = {
    "/office/import/": OFFICE,
    "/office/import/articles/": WRITERS,
    "/office/": WRITERS,
    "/office/account/": ALL,
    "/office/sprite/": ALL,
    "/office/jsi18n/": ALL,
    "/office/dismissibles/": ALL,
    "/office/people/": MONEY | {"hublead"},
    # Everybody's exports are their own.
    "/office/exports/": ALL,
    "/office/people/many/": OFFICE,
    "/office/people/twins/": OFFICE,
    "/office/people/7/note/": OFFICE,
    "/office/people/7/details/": OFFICE,
    "/office/people/7/hold/": OFFICE,
    "/office/people/7/membership/": OFFICE,
    "/office/people/7/roles/": OFFICE,
    "/office/people/7/eyes/": OFFICE,
    "/office/people/7/files/": OFFICE,
    "/office/people/7/merge/": OFFICE,
    "/office/people/7/part/": OFFICE,
    "/office/people/7/apart/": OFFICE,
    "/office/orders/": MONEY,
    "/office/payments/": MONEY,
    "/office/refunds/": MONEY,
    "/office/money/": MONEY,
    "/office/statements/": MONEY,
    "/office/privacy/": OFFICE,
    "/office/letters/": OFFICE,
    "/office/letters-to-many/": OFFICE | {"hublead"},
    "/office/standard-letters/": OFFICE | {"hublead"},
    "/office/standard-letters/new/": OFFICE,
    "/office/standard-letters/7/change/": OFFICE,
    "/office/repairs/": MONEY,
    "/office/plans/": OFFICE,
    "/office/renewals/": MONEY,
    "/office/evidence/": OFFICE,
    "/office/teams/": MONEY,
    "/office/teams/7/coordinator/": OFFICE,
    "/office/team-prices/": OFFICE,
    "/office/gifts/": MONEY,
    "/office/gifts/7/longer/": OFFICE,
    "/office/gifts/7/back/": OFFICE,
    "/office/bursaries/": OFFICE,
    "/office/bursaries/7/": OFFICE,
    "/office/bursaries/7/give/": OFFICE,
    "/office/bursaries/7/decline/": OFFICE,
    "/office/enquiries/": OFFICE | {"hublead"},
    "/office/enquiries/new/": OFFICE,
    "/office/enquiries/7/give/": OFFICE,
    "/office/hubs/": OFFICE,
    "/office/hub-health/": OFFICE | {"hublead"},
    "/office/association/": OFFICE,
    "/office/factsheets/": WRITERS,
}
SHUT = (
    "/office/login/",
    "/office/password_reset/",
    "/office/users/",
    "/office/groups/",
    "/office/sites/",
    "/office/reports/",
    "/office/workflows/",
    "/office/collections/",
    "/office/documents/",
    "/office/redirects/import/",
    "/office/api/main/documents/",
    "/office/embeds/",
    "/office/tag-autocomplete/people/",
    "/office/failwhale/",
    "/office/test404/",
)


# What a refusal says is told in its own tests.
short_refusals = pytest.mark.urls("tests.short_refusals")


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)


def let_in(path: str) -> set[str]:
    """The roles that may pass. The first screen itself is for all of them."""
    if path == "/office/":
        return ALL
    if path.startswith(SHUT):
        return set()
    return DOORS[max((door for door in DOORS if path.startswith(door)), key=len)]


@pytest.fixture
def _blank_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether somebody passed is seen by the answer's status; what the pages say has tests of its own."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_args, **_kwargs: "")


@short_refusals
@pytest.mark.usefixtures("_blank_pages")
@pytest.mark.parametrize("role", sorted(ALL))
def test_each_role_passes_its_own_doors_and_no_other(role: str) -> None:
    hub = a_hub("yorkshire")
    client = at_the_desk(staff(role, hub=hub if role == "hublead" else None))
    client.raise_request_exception = False

    passed = {path for path in office_addresses(7) if client.get(path).status_code != 403}

    assert passed == {path for path in office_addresses(7) if role in let_in(path)}


@short_refusals
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "patch", "delete", "options"])
def test_a_member_passes_no_door_of_the_office(method: str) -> None:
    client = at_the_desk(somebody("Nia"))

    statuses = {
        getattr(client, method)(path).status_code for path in office_addresses(7)[:: 1 if method == "get" else 5]
    }

    assert statuses == {403}


def test_without_its_slash_an_address_leads_nowhere_else() -> None:
    client = at_the_desk(somebody("Nia"))

    for path in ("/office", "/office/people", "/office/people/7", "/office/orders", "/office/pages", "/office/users"):
        response = client.get(path)
        assert (response.status_code, response["Location"]) == (301, f"{path}/")


@pytest.mark.parametrize("path", ["/office/", "/office/people/", "/office/orders/7/refund/", "/office/pages/"])
def test_without_a_second_factor_staff_are_sent_to_set_one_up(path: str) -> None:
    client = at_the_desk(staff("office"), method="mail")

    for ask in (client.get, client.post):
        response = ask(path)
        assert response.status_code == 302
        assert "second-factor" in response["Location"]


@pytest.mark.parametrize("path", ["/office/", "/office/people/7/", "/office/money/", "/office/pages/"])
def test_a_stranger_is_asked_to_sign_in(path: str) -> None:
    response = Client().get(path)

    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_staff_whose_address_is_no_longer_proved_stay_outside() -> None:
    office = staff("office")
    client = at_the_desk(office)
    assert client.get("/office/people/").status_code == 200

    people.replace_address(person=office, email="olive.new@aimh.example", at=NOON, by=office)

    assert client.get("/office/people/").status_code == 302


@pytest.mark.parametrize(
    ("role", "shown", "hidden"),
    [
        ("office", ["People", "Orders", "Repairs", "Letters", "Factsheets", "Trial balance", "Plans"], ["Users"]),
        (
            "treasurer",
            ["People", "Orders", "Payments", "Refunds", "Repairs", "Trial balance"],
            ["Letters", "Plans", "Pages"],
        ),
        ("editor", ["Factsheets", "Pages", "Images"], ["People", "Orders", "Repairs", "Letters", "Plans", "Trial"]),
        ("hublead", ["People"], ["Orders", "Repairs", "Letters", "Factsheets", "Pages", "Plans", "Images"]),
    ],
)
def test_what_a_role_may_not_use_is_not_in_its_menu(role: str, shown: list[str], hidden: list[str]) -> None:
    hub = a_hub("yorkshire")
    page = at_the_desk(staff(role, hub=hub if role == "hublead" else None)).get("/office/").content.decode()
    menu = page[page.index('id="wagtail-sidebar-props"') :]
    menu = menu[: menu.index("</script>")]

    assert [label for label in shown if f'"{label}"' not in menu] == []
    assert [label for label in [*hidden, "Reports", "Help", "Documents"] if f'"{label}' in menu] == []
