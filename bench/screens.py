"""The pictures in docs/screens/: the pages people meet first, on a phone and on a desk, by day and by night."""

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import launched

ROOT = Path(__file__).resolve().parent.parent
SCREENS = ROOT / "docs" / "screens"
WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
PATIENCE_S = 240


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def demo() -> Iterator[str]:
    """A demo association of its own, for as long as the pictures take; gives its address."""
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="goldseam-screens-") as home:
        environment = os.environ | {"GOLDSEAM_HOME": home, "PORT": str(port)}
        process = subprocess.Popen(
            [sys.executable, "-m", "goldseam.faces.command.main", "demo"], env=environment, cwd=ROOT
        )
        try:
            address = f"http://127.0.0.1:{port}"
            wait_for(f"{address}/healthz", process)
            yield address
        finally:
            process.terminate()
            process.wait(30)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Until `address` answers 200. Raises RuntimeError when the demo ends or takes too long."""
    give_up = time.monotonic() + PATIENCE_S
    while time.monotonic() < give_up and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    raise RuntimeError("The demo did not start; its last lines say why.")


def sign_in(page: Page, address: str, role: str) -> None:
    page.goto(f"{address}/demo/")
    page.locator(f"button[value='{role}']").click()


def go_to_pay(page: Page, address: str) -> None:
    page.goto(f"{address}/join/qualified-professional/")
    page.fill("[name=given_name]", "Nia")
    page.fill("[name=family_name]", "Ferreday")
    page.fill("[name=email]", f"nia.{time.time_ns()}@families.example")
    page.fill("[name=postcode]", "LS6 2AB")
    page.check("[name=agree]")
    page.click("main form button[type=submit]")


def first_post(page: Page, address: str) -> None:
    page.goto(f"{address}/blog/")
    page.locator("main h2 a, main h3 a").first.click()


def shoot(page: Page, name: str, width: int, scheme: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=SCREENS / f"{name}-{width}-{scheme}.png", full_page=True)


def take(browser: Browser, address: str, width: int, scheme: str) -> None:
    """All pictures at one width in one light."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    shoot(page, "home", width, scheme)
    first_post(page, address)
    shoot(page, "blog-post", width, scheme)
    page.goto(f"{address}/join/")
    shoot(page, "join", width, scheme)
    go_to_pay(page, address)
    shoot(page, "pay", width, scheme)
    sign_in(page, address, "member")
    page.goto(f"{address}/me/")
    shoot(page, "member-home", width, scheme)
    page.goto(f"{address}/library/infant-sleep/")
    shoot(page, "factsheet", width, scheme)
    context.close()


def main() -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    with demo() as address, sync_playwright() as playwright:
        browser = launched(playwright)
        for width in WIDTHS:
            for scheme in SCHEMES:
                take(browser, address, width, scheme)
        browser.close()
    sys.stdout.write(f"The pictures are in {SCREENS.relative_to(ROOT)}/\n")


if __name__ == "__main__":
    main()
