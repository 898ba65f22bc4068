"""The configuration for the web server in front, written from the same settings that Django reads."""

from pathlib import Path

from django.conf import settings
from django.template import Context, Engine

from goldseam.foundation.discreet import BEARER_PATHS
from goldseam.foundation.pagecache.headers import plain_headers
from goldseam.foundation.pagecache.keys import personal_cookies
from goldseam.foundation.uploads import REQUEST_MB


def site(*, listen: str, upstream: str, logs: str = "/var/log/nginx") -> str:
    """nginx's site file: `listen` as nginx takes it ("80", "[::]:80"), `upstream` host:port of the application."""
    template = (Path(settings.ROOT) / "deploy" / "nginx.conf.template").read_text()
    values = {
        "home": settings.HOME,
        "hosts": " ".join(dict.fromkeys(settings.ALLOWED_HOSTS)),
        "listen": listen,
        "logs": logs,
        "bearer_paths": "|".join(BEARER_PATHS),
        "upstream": upstream,
        "request_mb": REQUEST_MB,
        "cookies": "|".join(sorted(personal_cookies())),
        "headers": sorted(plain_headers().items()),
    }
    return Engine(autoescape=False).from_string(template).render(Context(values, autoescape=False))
