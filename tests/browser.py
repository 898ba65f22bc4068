"""The real browser that the journeys are walked in and the pictures are taken with."""

import shutil

from playwright.sync_api import Browser, Playwright

# The shell is the same browser without its windows and takes a quarter less time; bin/_tools installs what is missing.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)


def found(*names: str) -> str | None:
    """The path of the first of these programs that is installed; None where only the browser tool may have its own."""
    return next(filter(None, map(shutil.which, names or NAMES)), None)


def launched(playwright: Playwright) -> Browser:
    """A browser without a window; whoever calls closes it."""
    return playwright.chromium.launch(executable_path=found(), args=FLAGS.split())
