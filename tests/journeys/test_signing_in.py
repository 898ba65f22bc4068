"""Ways in, in a real browser: a mailed code with and without script, a passkey, a second step."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from goldseam.faces.portal.tests.factories import a_member, an_app_for, shown_by, staff
from tests.journeys.conftest import barriers
from tests.journeys.steps import sign_in_by_code

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def with_a_key(window: Page) -> None:
    """Give the browser a key that asks nobody: as if the person always showed her finger."""
    tools = window.context.new_cdp_session(window)
    tools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    key |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": key})


def test_nia_comes_in_with_a_code_and_later_with_her_finger(window: Page) -> None:
    a_member("Nia")
    sign_in_by_code(window, "nia@families.example")
    expect(window.get_by_role("heading", level=1)).to_contain_text("Nia, all is well")

    with_a_key(window)
    window.goto("/sign-in/second-factor/")
    window.get_by_role("link", name="Add a passkey").click()
    window.get_by_label("Name").fill("my phone")
    window.get_by_label("I want to sign in with this passkey alone").check()
    window.get_by_role("button", name="Make the passkey").click()
    expect(window.get_by_role("heading", name="Recovery codes")).to_be_visible()
    window.get_by_role("button", name="Sign out").click()

    window.goto("/sign-in/?next=/me/card/")
    window.get_by_role("button", name="With a passkey").click()
    expect(window.get_by_role("heading", name="Your card")).to_be_visible()


def test_ruth_passes_her_second_step_and_the_office_opens(window: Page) -> None:
    secret = an_app_for(staff("Ruth"))
    sign_in_by_code(window, "ruth@families.example")
    expect(window.get_by_role("heading", name="Now your second step")).to_be_visible()
    assert barriers(window) == []
    window.get_by_label("Code").fill(shown_by(secret))
    window.get_by_role("button", name="Sign in").click()
    expect(window).to_have_url(re.compile("/me/$"))


def test_without_script_a_code_is_enough(chromium: Browser, live_server: Any, settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    a_member("Nia")
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    window = context.new_page()
    sign_in_by_code(window, "nia@families.example")
    expect(window.get_by_role("heading", level=1)).to_contain_text("Nia, all is well")
    window.goto("/sign-in/second-factor/webauthn/add/")
    expect(window.get_by_text("This browser cannot make a passkey here")).to_be_visible()
    context.close()


DOORS = [
    "/sign-in/",
    "/sign-in/password/",
    "/sign-in/password/reset/",
    "/confirm/lost/",
    "/sign-in/password/reset/1-x/",
]


@pytest.mark.parametrize("path", DOORS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_doors_have_no_barriers(window: Page, path: str, scheme: Any) -> None:
    window.emulate_media(color_scheme=scheme)
    window.goto(path)
    assert barriers(window) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_members_own_pages_have_no_barriers(window: Page, scheme: Any) -> None:
    a_member("Nia")
    sign_in_by_code(window, "nia@families.example")
    window.emulate_media(color_scheme=scheme)
    for path in ("", "card/", "history/", "payments/", "cpd/", "cpd/add/", "preferences/", "leaving/"):
        window.goto(f"/me/{path}")
        assert barriers(window) == [], path
        width = window.evaluate("document.documentElement.scrollWidth")
        assert width <= 390, path
