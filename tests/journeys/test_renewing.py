"""The end of a term, from the mail: renewed in three taps on a phone, an expired card mended, a student who goes on."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from goldseam.core.gateways.demo.cards import Sample
from goldseam.core.people import actions as people
from goldseam.core.people.models import Person
from goldseam.core.repairs.models import Repair
from goldseam.core.sales.models import Mandate, Order
from goldseam.faces.demo import moving_clock
from goldseam.foundation import clock
from goldseam.foundation.calendar import months_later
from goldseam.subjects.membership.actions import Applicant, add_term, join
from goldseam.subjects.membership.models import Evidence, Plan, Term
from goldseam.subjects.membership.tests.renewing import noon, pays
from tests.journeys.living import Live
from tests.journeys.steps import follow, no_barriers, press_at_the_bank

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EMAIL = "nia@families.example"


def today() -> date:
    return clock.local_date(clock.now())


def nia() -> Person:
    at = clock.now()
    return people.meet(email=EMAIL, given_name="Nia", family_name="Ferreday", at=at, email_proved_at=at)


def began(*, ends_in: int) -> datetime:
    """Noon of the day on which a year began that ends in so many days."""
    return noon(months_later(today() + timedelta(days=ends_in + 1), -12))


def a_member(plan: str, *, ends_in: int) -> Person:
    person = nia()
    with transaction.atomic():
        add_term(person=person, plan=Plan.objects.get(slug=plan), at=began(ends_in=ends_in))
    return person


def test_from_the_mail_on_a_phone_nia_renews_in_three_taps(live: Live, window: Page) -> None:
    person = a_member("qualified-professional", ends_in=30)
    live.work()
    taps: list[str] = []
    window.expose_function("tapped", lambda what: taps.append(what))
    window.add_init_script("addEventListener('click', event => tapped(event.target.textContent.trim()), true)")

    follow(window, live.letter(EMAIL, "Your membership ends on"))  # one
    expect(window.get_by_role("heading", level=1)).to_have_text("Another term as Qualified Professional")
    no_barriers(window)
    window.get_by_role("button", name="Renew, £75.00").click()
    press_at_the_bank(window, "Pay")

    expect(window.get_by_role("heading", level=1)).to_have_text("Thank you, Nia. It is paid.")
    assert taps == ["Renew, £75.00", "Pay"], "two and three"
    no_barriers(window)
    first, second = Term.objects.filter(membership__person=person)
    assert second.starts_on == first.ends_on + timedelta(days=1)
    window.goto("/me/")
    expect(window).to_have_url(re.compile("/sign-in/"))


def test_her_card_has_expired_and_she_mends_it_from_the_mail(live: Live, window: Page) -> None:
    person = nia()
    plan, at = Plan.objects.get(slug="qualified-professional"), began(ends_in=1)
    applicant = Applicant("Nia", "Ferreday", EMAIL, "Health visitor")
    order = join(plan=plan, applicant=applicant, signed_in=person, key=None, at=at)
    pays(order, at=at, agrees=True, card=Sample("Visa", "4242", today() + timedelta(days=900)))
    live.work()
    assert "ending 4242" in live.letter(EMAIL, "your membership renews: £75.00").text
    window.goto("/demo/bank/")
    window.get_by_label("Its next charge").select_option(label="has expired")
    window.get_by_role("button", name="Let it be so").click()

    # The worker was down meanwhile; what is due is done by one pass.
    moving_clock.set_ahead(moving_clock.ahead() + timedelta(days=8))
    live.work()

    letter = live.letter(EMAIL, "We could not renew your membership")
    follow(window, letter)
    no_barriers(window)
    window.get_by_label(re.compile("Renew my membership by itself")).check()
    window.get_by_role("button", name="Renew, £75.00").click()
    window.get_by_label(re.compile("Mastercard ending 5100")).check()
    press_at_the_bank(window, "Pay")
    expect(window.get_by_role("heading", level=1)).to_have_text("Thank you, Nia. It is paid.")
    live.work()
    assert Mandate.objects.living().get().last_four == "5100"
    assert Repair.objects.filter(rupture__person=person, mended_by="renewed").exists()
    assert Order.objects.filter(paid_at__isnull=False).count() == 2


def test_a_student_who_has_finished_becomes_a_qualified_professional_from_the_mail(live: Live, window: Page) -> None:
    after = Plan.objects.get(slug="qualified-professional")
    Plan.objects.filter(slug="student").update(
        evidence_from=date(2020, 1, 1), evidence_domains=[".ac.uk"], afterwards=after
    )
    person = a_member("student", ends_in=30)
    ended_on, shown_at = today() - timedelta(days=5), began(ends_in=20)
    Evidence.objects.create(
        person=person,
        address="nia@lantern.ac.uk",
        studies_end_on=ended_on,
        shown_at=shown_at,
        decided_at=shown_at,
        valid_until=ended_on,
    )
    live.work()

    follow(window, live.letter(EMAIL, "are you still studying?"))
    expect(window.get_by_role("heading", level=1)).to_have_text("Show that you are studying")
    no_barriers(window)
    letter = live.letter(EMAIL, "Your membership ends on")
    assert "Qualified Professional" in letter.text
    follow(window, letter)
    expect(window.get_by_role("heading", level=1)).to_have_text("Another term as Qualified Professional")
    expect(window.get_by_role("link", name=re.compile("I am still studying"))).to_be_visible()
    no_barriers(window)
    window.get_by_role("button", name="Renew, £75.00").click()
    press_at_the_bank(window, "Pay")

    expect(window.get_by_role("heading", level=1)).to_have_text("Thank you, Nia. It is paid.")
    live.work()
    assert person.membership.terms.latest("starts_on").plan == after
    assert Repair.objects.get().mended_by == "renewed"
