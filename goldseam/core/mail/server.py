"""The server that letters leave by: the one EMAIL_URL names, else the one the office named, else none yet."""

from base64 import b64encode
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.mail import get_connection

from goldseam.core.mail.models import MailServer
from goldseam.foundation.sealing import unseal

PURPOSE = "mail server"


@dataclass(frozen=True)
class Server:
    """Where letters go, and how to get in. The password is in no text that is made of this."""

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)
    is_from_environment: bool = False

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"

    def hush(self, text: str) -> str:
        """What the server said, without the password: some repeat the line by which we wanted to come in."""
        plain = self.password.encode()
        spoken = (plain, b64encode(plain), b64encode(b"\0" + self.user.encode() + b"\0" + plain))
        for word in spoken if self.password else ():
            text = text.replace(word.decode(), "…")
        return text


def current() -> Server | None:
    """The server in use; None before any was named."""
    if settings.EMAIL_HOST:
        return Server(
            settings.EMAIL_HOST,
            settings.EMAIL_PORT,
            "tls" if settings.EMAIL_USE_SSL else "starttls" if settings.EMAIL_USE_TLS else "none",
            settings.EMAIL_HOST_USER,
            settings.EMAIL_HOST_PASSWORD,
            is_from_environment=True,
        )
    named = MailServer.get()
    return stored(named) if named.host else None


def stored(named: MailServer) -> Server:
    """What the office named. A password that was sealed under another SECRET_KEY is gone: there is none then."""
    password = unseal(named.sealed_password, purpose=PURPOSE) if named.sealed_password else ""
    return Server(named.host, named.port, named.security, named.user, password or "")


def connection(server: Server, **options: Any) -> Any:
    """A connection of Django's to the server, not open yet."""
    if server.is_from_environment:
        return get_connection(**options)
    return get_connection(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.security == MailServer.Security.STARTTLS,
        use_ssl=server.security == MailServer.Security.TLS,
        **options,
    )
