"""A real browser in front of a real server."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from goldseam.core.mail.restraint import awake
from goldseam.faces.demo import moving_clock
from goldseam.faces.demo.postbox import HOST
from goldseam.foundation import clock
from tests.browser import launched
from tests.journeys.living import Live, an_association, running_postbox
from tests.promises.sizes import FULL

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
# Both widths and both schemes; all four pairs at full size.
WAYS = [(390, "light"), (1280, "dark"), (390, "dark"), (1280, "light")][: 4 if FULL else 2]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # The browser tool keeps an event loop in this thread, which Django takes for asynchronous code of ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = launched(playwright)
        yield browser
        browser.close()


@pytest.fixture
def live(transactional_db: None, live_server: Any, settings: Any, tmp_path: Path) -> Iterator[Live]:
    """A whole association: a server, a mail server that keeps its letters as files, and a clock that can be moved."""
    settings.BASE_URL = live_server.url
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    settings.HOME = tmp_path
    before = clock.set_source(moving_clock.now)
    # At night nobody is written to: a journey begins by day, whenever it is walked.
    began = moving_clock.now()
    moving_clock.set_ahead(awake(began) - began)
    with running_postbox(tmp_path / "mail") as port:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = HOST, port
        an_association()
        yield Live(live_server.url)
    clock.set_source(before)


@pytest.fixture
def desk(chromium: Browser, live_server: Any) -> Iterator[Page]:
    """A window at a desk, wide and with sessions of its own."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def window(chromium: Browser, live_server: Any, settings: Any) -> Iterator[Page]:
    """One window of a phone's width, at the address of the test's own server."""
    settings.ALLOWED_HOSTS = ["localhost", "127.0.0.1"]
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def barriers(page: Page) -> list[str]:
    """What axe finds on the page, as `rule: element`."""
    page.evaluate(AXE.read_text())
    # Only what is wrong is told, and by its source: a selector for each element there is takes axe longest.
    told = {"runOnly": WCAG, "resultTypes": ["violations"], "selectors": False}
    found = page.evaluate("told => axe.run(told)", told)
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found["violations"] for node in rule["nodes"]]
