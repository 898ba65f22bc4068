"""What a browser says of itself, in plain words. Whoever looks at a list of browsers wants to know their own."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The first that fits counts: almost every browser also names the ones it resembles.
BROWSERS = [
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("DuckDuckGo/", "DuckDuckGo"),
    ("Vivaldi/", "Vivaldi"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("HeadlessChrome/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
]
DEVICES = [
    ("iPhone", gettext_lazy("an iPhone")),
    ("iPad", gettext_lazy("an iPad")),
    ("CrOS", gettext_lazy("a Chromebook")),
    ("Windows", gettext_lazy("a Windows computer")),
    ("Macintosh", gettext_lazy("a Mac")),
    ("Android", gettext_lazy("an Android device")),
    ("Linux", gettext_lazy("a Linux computer")),
]


def in_words(user_agent: str) -> str:
    """`Mozilla/5.0 (iPhone; …) … Safari/604.1` → "Safari on an iPhone"."""
    browser = next((name for sign, name in BROWSERS if sign in user_agent), "")
    device = next((name for sign, name in DEVICES if sign in user_agent), "")
    if "Android" in user_agent and "Mobile" in user_agent:
        device = _("an Android phone")
    if browser and device:
        return _("%(browser)s on %(device)s") % {"browser": browser, "device": device}
    if browser or device:
        return str(browser or _("A browser on %(device)s") % {"device": device})
    return _("A browser we do not know")
