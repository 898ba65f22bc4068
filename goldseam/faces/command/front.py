"""What stands between the public and us: our own web server, the one in front of it, and its certificate."""

import http.client
import json
import ssl
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from goldseam.faces.command.findings import Finding, Findings
from goldseam.faces.command.installation import LOOPBACK, Installation

PATIENCE_S = 5.0
# certbot renews a month before the end, so two weeks before it something is wrong with that.
SOON = timedelta(days=14)


def check_web(installation: Installation) -> Findings:
    """Whether our own web server answers on this machine."""
    where = f"{LOOPBACK}:{installation.port}"
    host = urlsplit(_base_url()).hostname or LOOPBACK
    try:
        is_ours = _is_ours(http.client.HTTPConnection(where, timeout=PATIENCE_S), host)
    except (OSError, http.client.HTTPException) as error:
        yield Finding(f"Our web server does not answer at {where} ({error})", "start it: systemctl start goldseam-web.")
        return
    if is_ours:
        yield Finding(f"Our web server answers at {where}")
    else:
        yield Finding(f"Another program answers at {where}", "stop it, or set PORT to a port that is free.")


def check_front() -> Findings:
    """Whether the public address leads to us, and its certificate holds."""
    address = urlsplit(_base_url())
    if not address.hostname:
        return
    secure = address.scheme == "https"
    kind: Any = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(address.hostname, address.port, timeout=PATIENCE_S)
    try:
        connection.connect()
        ends_at = _end(connection.sock.getpeercert()) if secure else None
        is_ours = _is_ours(connection, address.netloc)
    except ssl.SSLError as error:
        yield Finding(
            f"The certificate of {address.hostname} does not hold ({error.reason})",
            f"run certbot --nginx -d {address.hostname}.",
        )
    except (OSError, http.client.HTTPException) as error:
        yield Finding(
            f"Nobody answers at {address.geturl()} ({error})",
            "let the name lead to this machine, and look at nginx: systemctl status nginx.",
        )
    else:
        yield _where_it_leads(address.geturl(), is_ours=is_ours)
        yield from _certificate(ends_at)


def _where_it_leads(url: str, *, is_ours: bool) -> Finding:
    if is_ours:
        return Finding(f"{url} leads here")
    return Finding(
        f"{url} leads somewhere else",
        "print nginx’s site file anew (goldseam manage nginx_conf), and see that no other site takes the name.",
    )


def _certificate(ends_at: datetime | None) -> Findings:
    if ends_at is None:
        return
    is_soon = ends_at < datetime.now(UTC) + SOON
    yield Finding(
        f"The certificate holds until {ends_at:%d %B %Y}",
        "look why it is not renewed: systemctl status certbot.timer." if is_soon else "",
    )


def _base_url() -> str:
    from django.conf import settings

    return str(settings.BASE_URL)


def _is_ours(connection: Any, host: str) -> bool:
    """Whether /healthz is answered as we answer it, well or not."""
    try:
        connection.request("GET", "/healthz", headers={"Host": host})
        told = json.loads(connection.getresponse().read())
    except ValueError:
        return False
    finally:
        connection.close()
    return isinstance(told, dict) and {"status", "database", "worker", "mail"} <= told.keys()


def _end(certificate: Any) -> datetime | None:
    """`notAfter` of what the other side showed."""
    text = str((certificate or {}).get("notAfter", ""))
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(text), UTC) if text else None
