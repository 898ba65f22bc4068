"""Joel leads Yorkshire and the North. He tries to see somebody of another hub, by every way a browser offers."""

import pytest
from playwright.sync_api import Page, expect

from goldseam.core.people.models import Hub, Person
from goldseam.core.sales.models import Order
from goldseam.faces.demo.seed.staff import HOME_HUB
from goldseam.faces.office.tests.factories import somebody
from goldseam.foundation import clock
from goldseam.subjects.membership.actions import Applicant, join
from goldseam.subjects.membership.models import Plan
from tests.journeys.living import Live
from tests.journeys.steps import look_for, no_barriers, sit_down_as

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NOT_HIS = 404


def a_member_of(hub: Hub, given_name: str) -> Person:
    """Somebody of that hub who has ordered a membership."""
    who = somebody(given_name, "Ashdown", hub=hub)
    told = Applicant(given_name, "Ashdown", who.email or "", hub=hub)
    join(plan=Plan.objects.get(slug="qualified-professional"), applicant=told, signed_in=who, key=None, at=clock.now())
    return who


def test_a_hub_lead_who_looks_for_somebody_of_another_hub_finds_nobody(live: Live, window: Page, desk: Page) -> None:
    own = Hub.objects.get(slug=HOME_HUB)
    other = Hub.objects.exclude(pk=own.pk).order_by("pk")[0]
    amal, omar = a_member_of(own, "Amal"), a_member_of(other, "Omar")
    order = Order.objects.get(person=omar)
    his = [f"/office/people/{omar.pk}/", f"/office/privacy/people/{omar.pk}/", f"/office/orders/{order.pk}/"]

    sit_down_as(window, "hublead")
    assert look_for(window, "Ashdown") == ["Amal Ashdown"]
    no_barriers(window)
    # What he might try by hand: the other hub in the address, the file itself, and what is in it.
    assert look_for(window, "Omar") == []
    window.goto(f"/office/people/?hub={other.pk}")
    expect(window.get_by_text("Omar Ashdown")).to_have_count(0)
    expect(window.get_by_text(other.name)).to_have_count(0)
    for address in his:
        answer = window.goto(address)
        assert answer is not None
        assert answer.status in (403, NOT_HIS), address
        expect(window.get_by_text("Omar")).to_have_count(0)
    no_barriers(window)
    window.goto(f"/office/people/{amal.pk}/")
    expect(window.get_by_role("heading", level=1)).to_contain_text("Amal Ashdown")

    # The control: the office, by the same ways, finds both.
    sit_down_as(desk, "office")
    assert look_for(desk, "Ashdown") == ["Amal Ashdown", "Omar Ashdown"]
    for address in his:
        answer = desk.goto(address)
        assert answer is not None
        assert answer.status == 200, address
