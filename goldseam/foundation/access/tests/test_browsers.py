"""What a browser says of itself becomes words that its owner knows."""

import pytest

from goldseam.foundation.access.browsers import in_words

WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
WIN, MAC, GECKO = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_7)",
    "Gecko/20100101",
)
KNOWN = {
    f"{WIN} {WEBKIT} Chrome/131.0.0.0 Safari/537.36": "Chrome on a Windows computer",
    f"{WIN} {WEBKIT} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0": ("Edge on a Windows computer"),
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0": "Firefox on a Windows computer",
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0": "Firefox on a Linux computer",
    f"{MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15": ("Safari on a Mac"),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
    "Mobile/15E148 Safari/604.1": "Safari on an iPhone",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/131.0 "
    "Mobile/15E148 Safari/604.1": "Chrome on an iPhone",
    f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/131.0.0.0 Mobile Safari/537.36": "Chrome on an Android phone",
    f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} SamsungBrowser/27.0 Chrome/125.0.0.0 Mobile Safari/537.36": (
        "Samsung Internet on an Android phone"
    ),
    f"Mozilla/5.0 (Linux; Android 10; K) {WEBKIT} Chrome/131.0.0.0 Safari/537.36": "Chrome on an Android device",
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/131.0.0.0 Safari/537.36": "Chrome on a Chromebook",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64)": "A browser on a Windows computer",
    "python-httpx/0.27.0": "A browser we do not know",
    "": "A browser we do not know",
}


@pytest.mark.parametrize("user_agent", KNOWN)
def test_a_browser_is_named_in_plain_words(user_agent: str) -> None:
    assert in_words(user_agent) == KNOWN[user_agent]
