"""She pauses her membership on her phone, is told in time that it goes on, and comes back a few days sooner."""

import re
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils.formats import date_format
from playwright.sync_api import Page, expect

from goldseam.core.people import actions as people
from goldseam.faces.demo import moving_clock
from goldseam.foundation import clock
from goldseam.foundation.calendar import last_day
from goldseam.subjects.membership.actions import add_term
from goldseam.subjects.membership.models import Pause, Plan, Term
from tests.journeys.living import Live
from tests.journeys.steps import no_barriers, sign_in_by_code, the_factsheet_is_open

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
EMAIL = "nia@families.example"


def on_to(live: Live, day: date) -> None:
    """By the clock alone: what was due meanwhile is done by one pass, as after the worker was down."""
    moving_clock.set_ahead(moving_clock.ahead() + (day - clock.local_date(clock.now())))
    live.work()


def test_nia_pauses_for_parental_leave_and_returns(live: Live, window: Page) -> None:
    at = clock.now()
    nia = people.meet(email=EMAIL, given_name="Nia", family_name="Ferreday", at=at, email_proved_at=at)
    with transaction.atomic():
        term = add_term(person=nia, plan=Plan.objects.get(slug="qualified-professional"), at=at)
    sign_in_by_code(window, EMAIL)
    window.goto("/me/membership/pause/")
    window.get_by_label("For how long").select_option(label="6 months")
    window.get_by_role("button", name="See the dates").click()
    no_barriers(window)
    window.get_by_role("button", name="Pause it").click()

    expect(window.get_by_role("heading", level=1)).to_have_text("Your pause")
    no_barriers(window)
    live.work()
    until = last_day(clock.local_date(at), 6)
    assert Pause.objects.get().until_on == until
    assert date_format(until, "j F Y") in live.letter(EMAIL, "Your membership is paused").text

    on_to(live, until - timedelta(days=6))
    letter = live.letter(EMAIL, "your membership goes on")
    assert date_format(until, "j F Y") in letter.text
    window.goto("/me/")
    expect(window.get_by_role("heading", level=1)).to_contain_text("your membership is paused until")
    window.get_by_role("button", name=re.compile("I am back")).click()

    expect(window.get_by_text("Good to have you back. All of it is open to you again.")).to_be_visible()
    no_barriers(window)
    the_factsheet_is_open(window, is_open=True)
    moved = clock.local_date(clock.now()) - clock.local_date(at)
    assert Term.objects.get().ends_on == term.ends_on + moved
