"""Fetching a file from an address that somebody else wrote: from the public network only, never from the inside.

The name is looked up once, every address it has is judged, and the connection goes to the very address that was judged:
a name that points elsewhere a moment later changes nothing. Each redirect is judged anew. No cookie, no password and no
proxy is used.
"""

import http.client
import socket
import ssl
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Timer
from time import monotonic
from urllib.parse import quote, urljoin, urlsplit

from django.utils.translation import gettext as _

Address = IPv4Address | IPv6Address

MOST_REDIRECTS = 5
REDIRECTS = (301, 302, 303, 307, 308)
CHUNK = 64 * 1024
LONGEST_ADDRESS = 2048
# What `ipaddress` calls global and is not: anycast relays, and the address at which one cloud answers its machines.
NOT_PUBLIC = [
    ip_network(text) for text in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "3fff::/20", "2001::/32")
]
PUBLIC_V6 = ip_network("2000::/3")
NAT64 = ip_network("64:ff9b::/96")


class Refused(Exception):
    """The file was not fetched; the message says why, in a sentence."""


@dataclass(frozen=True)
class Fetched:
    """What came, and what the other side said it is."""

    content: bytes
    content_type: str


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public network, whatever it is wrapped in (RFC 6890, 6052, 3056, 5214)."""
    if isinstance(address, IPv6Address):
        inner = _wrapped(address)
        if inner is not None and not is_public(inner):
            return False
        # Of what is wrapped the inside counts: what each version of Python says of the wrapping differs.
        if address.ipv4_mapped or address.sixtofour or address in NAT64:
            return inner is not None
        if address not in PUBLIC_V6:
            return False
    elif address.is_reserved:
        return False
    is_ours = address.is_multicast or address.is_loopback or address.is_link_local or address.is_unspecified
    return address.is_global and not is_ours and not any(address in network for network in NOT_PUBLIC)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address inside: mapped, NAT64, 6to4 or ISATAP."""
    if address.ipv4_mapped or address.sixtofour:
        return address.ipv4_mapped or address.sixtofour
    low = int(address) & 0xFFFF_FFFF
    is_isatap = (int(address) >> 32) & 0xFFFF_FFFF in (0x0000_5EFE, 0x0200_5EFE)
    return IPv4Address(low) if address in NAT64 or is_isatap else None


@dataclass(frozen=True)
class Fetcher:
    """How much, how long and from where. Ports other than the web's are refused: services of our own may listen there.

    `most_bytes` bounds one file, `seconds` the whole of one fetch with its redirects.
    """

    most_bytes: int
    seconds: float = 15
    types: Collection[str] = ()
    allows: Callable[[Address], bool] = is_public
    ports: Collection[int] = (80, 443)

    def fetch(self, address: str) -> Fetched:
        """The file at `address`. Raises Refused."""
        ends = monotonic() + self.seconds
        for _redirect in range(MOST_REDIRECTS + 1):
            found = self._ask(address, ends)
            if isinstance(found, Fetched):
                return found
            address = found
        raise Refused(_("It leads from one address to another without end."))

    def _ask(self, address: str, ends: float) -> Fetched | str:
        """The file, or the address that it is said to have now."""
        scheme, host, port, path = self._parted(address)
        place = self._judged(host, port)
        try:
            with _within(ends) as begun:
                connection = _Pinned(host, port, place, is_secret=scheme == "https", begun=begun, ends=ends)
                try:
                    found = self._answer(connection, path, ends)
                    return urljoin(address, found) if isinstance(found, str) else found
                finally:
                    connection.close()
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Refused(_("It could not be fetched: nobody answers there, or not as they should.")) from error

    def _parted(self, address: str) -> tuple[str, str, int, str]:
        try:
            parts = urlsplit(address.strip())
            host, port = parts.hostname or "", parts.port
        except ValueError as error:
            raise Refused(_("This is not the address of a file.")) from error
        if len(address) > LONGEST_ADDRESS or parts.scheme not in ("http", "https") or not host:
            raise Refused(_("Only addresses that begin with https:// or http:// are fetched."))
        if parts.username is not None or parts.password is not None:
            raise Refused(_("An address with a name and a password in it is not fetched."))
        port = port or (443 if parts.scheme == "https" else 80)
        if self.ports and port not in self.ports:
            raise Refused(_("It is not at one of the web’s own ports."))
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
            f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
        )
        return parts.scheme, host, port, path

    def _judged(self, host: str, port: int) -> str:
        """An address of that name to connect to, when all it has are of the public network."""
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            places = [ip_address(str(place[0]).partition("%")[0]) for *_rest, place in found]
        except (OSError, ValueError) as error:
            raise Refused(_("There is no such place.")) from error
        if not places or not all(self.allows(place) for place in places):
            raise Refused(_("It is not in the public network, and is not fetched."))
        return str(places[0])

    def _answer(self, connection: http.client.HTTPConnection, path: str, ends: float) -> Fetched | str:
        connection.request("GET", path, headers={"Accept-Encoding": "identity", "User-Agent": "Goldseam"})
        answer = connection.getresponse()
        if answer.status in REDIRECTS and (found := answer.headers.get("Location")):
            return found
        if answer.status != http.client.OK:
            raise Refused(_("The other side answered %(status)s.") % {"status": answer.status})
        content_type = answer.headers.get_content_type()
        if self.types and content_type not in self.types:
            raise Refused(_("It is not of a kind that is fetched: %(kind)s.") % {"kind": content_type[:60]})
        if answer.headers.get("Content-Encoding", "identity") != "identity":
            raise Refused(_("It came packed, which was not asked for."))
        return Fetched(self._content(answer, ends), content_type)

    def _content(self, answer: http.client.HTTPResponse, ends: float) -> bytes:
        parts, size = [], 0
        if (answer.length or 0) <= self.most_bytes:
            while chunk := answer.read1(CHUNK):
                parts.append(chunk)
                size += len(chunk)
                if size > self.most_bytes or monotonic() > ends:
                    break
            else:
                if answer.length:
                    raise Refused(_("It ended before it was whole."))
                return b"".join(parts)
        if monotonic() > ends:
            raise Refused(_("It took too long."))
        raise Refused(_("It is larger than %(most)s MB.") % {"most": self.most_bytes // 1_000_000})


@contextmanager
def _within(ends: float) -> Iterator[list[socket.socket]]:
    """Cut whatever connection was begun when the time is over: a server may send one byte now and then for ever."""
    begun: list[socket.socket] = []

    def cut() -> None:
        for opened in begun:
            with suppress(OSError):
                opened.shutdown(socket.SHUT_RDWR)

    timer = Timer(max(0.01, ends - monotonic()), cut)
    timer.daemon = True
    timer.start()
    try:
        yield begun
    finally:
        timer.cancel()


class _Pinned(http.client.HTTPConnection):
    """A connection to an address that was judged; the name is only said to the other side."""

    def __init__(
        self, host: str, port: int, place: str, *, is_secret: bool, begun: list[socket.socket], ends: float
    ) -> None:
        super().__init__(host, port)
        self.default_port = 443 if is_secret else 80
        self.place, self.is_secret, self.begun, self.ends = place, is_secret, begun, ends

    def connect(self) -> None:
        left = self.ends - monotonic()
        if left <= 0:
            raise TimeoutError
        plain = socket.create_connection((self.place, self.port), timeout=left)
        self.sock = plain
        # What is closed is what was opened, also where the handshake fails.
        self.begun.append(plain)
        if self.is_secret:
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)
            self.begun[:] = [self.sock]
