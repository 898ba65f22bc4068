import pytest

from goldseam.foundation.pagecache.tests.browsing import Visitor
from goldseam.foundation.pagecache.tests.pages import Story


@pytest.fixture
def house(settings, tmp_path):
    """A site of its own in a folder of its own; without the gate, which has its own tests."""
    settings.HOME = tmp_path
    settings.ROOT_URLCONF = "goldseam.foundation.pagecache.tests.pages"
    settings.ALLOWED_HOSTS = ["example.org", "localhost", ".wild.example"]
    settings.MIDDLEWARE = [
        name for name in settings.MIDDLEWARE if name.startswith(("django.", "csp.", "goldseam.foundation.pagecache"))
    ]
    settings.CSRF_FAILURE_VIEW = "goldseam.foundation.pagecache.tests.pages.forged"
    settings.MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
    Story.text, Story.rendered, Story.valid_until = "The first story", 0, None
    return tmp_path


@pytest.fixture
def visitor(house):
    return Visitor()
