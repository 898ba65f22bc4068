"""Plans, hubs and the association's details: changed by forms, recorded as facts, seen at once on the public pages."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from goldseam.core.people.models import Association, Hub, Person
from goldseam.core.sales.models import Order
from goldseam.faces.office.tests.factories import NOON, a_hub, at_the_desk, members, press, staff, today_is
from goldseam.foundation import clock
from goldseam.foundation.pagecache.models import PendingDrop
from goldseam.foundation.theme.places import AREAS
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import sentence
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.models import Membership, Plan, Price, Term
from goldseam.subjects.membership.tests.factories import a_plan, an_association

pytestmark = pytest.mark.django_db

PLAN = {
    "name": "Qualified Professional",
    "for_whom": "You work with babies.",
    "gives": "The library\nThe newsletter",
    "how_to_stop": "Write to us.",
    "price_pence": "75",
    "months": "12",
    "grace_days": "30",
    "pause_months": "12",
    "vat_treatment": "exempt_group_9",
    "vat_rate": "0",
    "opens_library": "on",
    "keeps_cpd": "on",
    "is_open": "on",
    "position": "0",
}
HUB = {
    "name": "Yorkshire",
    "introduction": "",
    "postcode_areas": "LS,BD",
    "position": "1",
    "place": "",
}
ASSOCIATION = {
    "name": "Our association",
    "short_name": "",
    "strapline": "",
    "voice": "",
    "address": "1 High Street",
    "email": "office@aimh.example",
    "charity_number": "",
    "vat_number": "",
    "bank_account_name": "",
    "bank_sort_code": "",
    "bank_account_number": "",
    "sea": "#0e4a4d",
    "pot": "#9b4d32",
}


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    today_is(monkeypatch, NOON)
    an_association()


@pytest.fixture
def olive() -> Client:
    return at_the_desk(staff("office", given_name="Olive"))


def said(kind: str) -> str:
    return sentence(Fact.objects.get(kind=kind))


def test_a_new_price_holds_from_its_day_and_says_first_whom_it_meets(
    olive: Client, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = a_plan()
    members(2, hub=a_hub("leeds"))
    waiting = join(plan=plan, applicant=Applicant("Nia", "F", "n@x.example"), signed_in=None, key=None, at=NOON)
    Term.objects.filter(membership=Membership.objects.earliest("pk")).update(ends_on="2026-06-03")
    address, typed = f"/office/plans/{plan.pk}/price/", {"price_pence": "79.50", "from_on": "2026-07-01"}

    shown = press(olive, address, typed).content.decode()
    assert "Whoever joins as Qualified Professional from 1 Jul 2026 on pays £79.50 instead of £75." in shown
    assert "1 current member would pay £79.50 for their next term." in shown
    assert "1 current member has a term that ends before" in shown
    assert not Price.objects.exists(), "what is only shown is not done"
    press(olive, address, typed, confirmed=True)

    assert said("membership.price_set") == "Qualified Professional costs £79.50 from 1 July 2026"
    assert PendingDrop.objects.exists(), "pages that show the old price are dropped"
    answer: Any = client.get("/join/")
    assert "£75" in answer.content.decode()
    assert answer.valid_until == datetime(2026, 6, 30, 23, tzinfo=UTC), "kept until the new price holds"
    assert "1 July 2026" in olive.get(address).content.decode()
    today_is(monkeypatch, datetime(2026, 6, 30, 23, tzinfo=UTC))
    assert "£79.50" in client.get("/join/").content.decode()
    assert "£79.50" in client.get("/join/qualified/").content.decode()
    late = join(plan=plan, applicant=Applicant("Ben", "F", "b@x.example"), signed_in=None, key=None, at=clock.now())
    assert (Order.objects.get(pk=waiting.pk).total_pence, late.total_pence) == (7500, 7950)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"price_pence": "-1", "from_on": "2026-07-01"}, "Please write an amount"),
        ({"price_pence": "", "from_on": "2026-07-01"}, "This field is required"),
        ({"price_pence": "80", "from_on": "2026-05-03"}, "This day is over"),
        ({"price_pence": "80", "from_on": "2099-05-03"}, "within ten years"),
        ({"price_pence": "75", "from_on": "2026-07-01"}, "costs this already"),
    ],
)
def test_what_cannot_be_a_price_is_said(olive: Client, typed: dict[str, str], words: str) -> None:
    answer = press(olive, f"/office/plans/{a_plan().pk}/price/", typed, confirmed=True)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Price.objects.exists()


def test_a_price_entered_by_mistake_stays_to_be_seen(olive: Client) -> None:
    plan = a_plan()
    address = f"/office/plans/{plan.pk}/price/"
    for price in ("790", "79"):
        press(olive, address, {"price_pence": price, "from_on": "2026-07-01"}, confirmed=True)

    assert plan.price_on(date(2026, 7, 1)) == 7900
    assert "set aside on 4 May 2026" in olive.get(address).content.decode()


def test_a_plan_is_changed_and_its_price_stays(olive: Client) -> None:
    plan = a_plan()

    press(olive, f"/office/plans/{plan.pk}/", PLAN | {"price_pence": "1"})

    plan.refresh_from_db()
    assert (plan.price_pence, plan.gives) == (7500, ["The library", "The newsletter"])
    assert "Changed the plan Qualified Professional, now £75" in said("membership.plan_amended")
    assert Fact.objects.get(kind="membership.plan_amended").by == Person.objects.get(given_name="Olive")


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"months": "0"}, "greater than or equal to 1"),
        ({"vat_rate": "20"}, "What is exempt has a rate of 0."),
        ({"year_month": "2", "year_day": "30", "is_prorated": "on"}, "Please write a day that this month has."),
        ({"year_month": "4", "is_prorated": "on"}, "Please write a day that this month has."),
        ({"year_day": "1"}, "Please choose the month, or leave the day empty."),
        ({"is_prorated": "on"}, "This needs a fixed year"),
        ({"year_month": "4", "year_day": "1", "months": "6", "is_prorated": "on"}, "A fixed year has 12 months."),
        ({"year_month": "4", "year_day": "1"}, "Please write 0: a pause gives days back only"),
        ({"months": "6", "is_payable_monthly": "on"}, "This is for plans with a term of 12 months"),
        ({"gives": "x" * 121}, "Please keep each line to 120 characters."),
        ({"name": ""}, "This field is required"),
    ],
)
def test_what_cannot_be_a_plan_is_said_and_the_plan_stays(olive: Client, typed: dict[str, str], words: str) -> None:
    plan = a_plan()

    answer = press(olive, f"/office/plans/{plan.pk}/", PLAN | {"price_pence": "80"} | typed)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Plan.objects.get().price_pence == 7500


def test_a_fixed_year_is_entered_and_the_plan_says_whom_it_meets(olive: Client) -> None:
    plan = a_plan()
    members(2, hub=a_hub("leeds"))
    Term.objects.filter(membership=Membership.objects.earliest("pk")).update(ends_on="2027-03-31")

    press(olive, f"/office/plans/{plan.pk}/", PLAN | {"year_month": "4", "year_day": "1", "is_prorated": "on"})

    plan.refresh_from_db()
    assert (plan.year, plan.is_prorated) == ((4, 1), True)
    shown = " ".join(olive.get(f"/office/plans/{plan.pk}/").content.decode().split())
    assert "Whoever joins now is a member until 31 March 2027." in shown
    assert "1 member has a term that ends on another day" in shown
    assert "They pay a twelfth of the price for each whole month of it" in shown


def test_a_plan_offers_its_year_in_instalments(olive: Client) -> None:
    plan = a_plan()
    press(olive, f"/office/plans/{plan.pk}/", PLAN | {"is_payable_monthly": "on"})
    assert "or £6.25 a month, 12 times" in Client().get("/join/").content.decode()


def test_a_new_plan_is_entered_once_and_its_address_is_its_own(olive: Client) -> None:
    press(olive, "/office/plans/new/", PLAN | {"slug": "retired", "name": "Retired", "price_pence": "0"})
    taken = press(olive, "/office/plans/new/", PLAN | {"slug": "retired", "name": "Retired too"})

    assert Plan.objects.get(slug="retired").price_pence == 0
    assert taken.status_code == 422
    assert said("membership.plan_entered") == "Entered the plan Retired at £0"
    assert "slug" not in olive.get(f"/office/plans/{Plan.objects.get(slug='retired').pk}/").content.decode()


def test_a_plan_changed_to_what_it_was_is_no_change(olive: Client) -> None:
    plan = a_plan()
    press(olive, f"/office/plans/{plan.pk}/", PLAN)
    press(olive, f"/office/plans/{plan.pk}/", PLAN)

    assert Fact.objects.filter(kind="membership.plan_amended").count() == 1


def test_a_hub_is_entered_and_changed(olive: Client) -> None:
    press(olive, "/office/hubs/new/", HUB | {"slug": "leeds", "name": "Leeds"})
    hub = Hub.objects.get(slug="leeds")
    lead = staff("hublead", hub=hub, given_name="Hattie")

    answer = press(olive, f"/office/hubs/{hub.pk}/", HUB | {"postcode_areas": "LS, HX", "lead": str(lead.pk)})

    hub.refresh_from_db()
    assert answer.status_code == 302, answer.content.decode()
    assert (hub.name, hub.postcode_areas, hub.lead) == ("Yorkshire", ["LS", "HX"], lead)
    assert "Changed the hub Yorkshire: lead, name" not in said("people.hub_entered")
    assert PendingDrop.objects.exists()


def test_a_hub_stands_on_the_map_at_the_town_that_is_chosen_or_at_its_first_area(olive: Client) -> None:
    press(olive, "/office/hubs/new/", HUB | {"slug": "leeds"})
    hub = Hub.objects.get(slug="leeds")
    assert (hub.map_x, hub.map_y) == AREAS["LS"][1]
    for place in ("NE", "CF"):
        press(olive, f"/office/hubs/{hub.pk}/", HUB | {"place": place, "lead": ""})
        hub.refresh_from_db()
        assert (hub.map_x, hub.map_y) == AREAS[place][1]
    assert '<option value="CF" selected>' in olive.get(f"/office/hubs/{hub.pk}/").content.decode()
    Hub.objects.filter(pk=hub.pk).update(map_x=100, map_y=100)
    press(olive, f"/office/hubs/{hub.pk}/", HUB | {"place": "now", "lead": ""})
    hub.refresh_from_db()
    assert (hub.map_x, hub.map_y) == (100, 100)


def test_only_a_hub_lead_of_the_hub_is_named_as_its_lead(olive: Client) -> None:
    hub = a_hub("yorkshire")
    stranger = staff("hublead", hub=a_hub("london"))

    answer = press(olive, f"/office/hubs/{hub.pk}/", HUB | {"lead": str(stranger.pk)})

    assert answer.status_code == 422
    assert stranger.full_name not in answer.content.decode()


def test_areas_are_capitals(olive: Client) -> None:
    answer = press(olive, "/office/hubs/new/", HUB | {"slug": "leeds", "postcode_areas": "ls6"})

    assert "Areas are one or two capitals" in answer.content.decode()


def test_the_association_is_renamed_on_every_page(olive: Client) -> None:
    press(olive, "/office/association/", ASSOCIATION | {"name": "AiMH of the North"})

    assert Association.get().name == "AiMH of the North"
    assert "AiMH of the North" in olive.get("/office/").content.decode()
    assert "name" in said("people.association_amended")


@pytest.mark.parametrize("colour", ["#ffff00", "red", "#12345", "javascript:"])
def test_a_colour_that_cannot_be_read_is_refused(olive: Client, colour: str) -> None:
    answer = press(olive, "/office/association/", ASSOCIATION | {"sea": colour})

    assert answer.status_code == 422
    assert Association.get().sea == "#0e4a4d"
