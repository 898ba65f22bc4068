"""Promise 20: no request to the inside. Real servers listen on loopback; nothing that anybody writes reaches them."""

import ast
import socket
import urllib.request
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

import pytest

from goldseam.faces.importers.articles import pictures, staging
from goldseam.faces.importers.tests.exports import arrived, item, picture, wxr
from goldseam.faces.office.tests.factories import at_the_desk, staff
from goldseam.foundation import clock
from goldseam.foundation.fetching import Fetcher, Refused, is_public
from goldseam.subjects.publishing.actions import put_out
from goldseam.subjects.publishing.models import BlogIndexPage, BlogPost
from goldseam.subjects.publishing.tests.factories import a_site, draft
from tests.architecture.sources import files, name, parsed
from tests.promises.listening import Listener

# What may open a connection, and whom it asks: an address that somebody typed is asked by `fetching` alone.
NETWORK = {"socket", "ssl", "http.client", "urllib.request", "requests", "httpx", "ftplib", "asyncio", "urllib3"}
MAY_CONNECT = {
    "goldseam/foundation/fetching.py": "guarded, below",
    "goldseam/core/gateways/demo/outbox.py": "our own notices, at our own BASE_URL",
    "goldseam/faces/command/": "our own processes",
    "goldseam/faces/site/health.py": "the mail server of the settings",
    "goldseam/core/mail/trying.py": "the mail server that the office names: its own may well stand inside",
    "goldseam/faces/demo/": "the demo's own postbox",
}
INSIDE = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "192.88.99.1", "198.18.0.1", "192.0.2.1",
    "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "168.63.129.16", "::", "::1", "::127.0.0.1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1",
    "2002:7f00:1::1", "2002:a9fe:a9fe::1", "2001::1", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254",
    "ff02::1", "2001:db8::1", "3fff::1", "2606:4700::5efe:10.0.0.1",
]  # fmt: skip
OUTSIDE = [
    "1.1.1.1", "9.9.9.9", "2606:4700:4700::1111", "64:ff9b::101:101", "::ffff:1.1.1.1", "2002:101:101::1",
]  # fmt: skip
SPELLED = [
    "127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]",
    "0", "[::]",
]  # fmt: skip


@pytest.fixture
def inside() -> Iterator[Listener]:
    with Listener().listening() as listener:
        yield listener


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_of_the_inside_are_known_in_every_wrapping(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", OUTSIDE)
def test_addresses_of_the_public_network_are_let_through(address: str) -> None:
    assert is_public(ip_address(address))


def fetcher(**details: Any) -> Fetcher:
    """The guard with every port open: what holds then is the judgement of addresses alone."""
    known: dict[str, Any] = {"most_bytes": 1_000, "seconds": 3, "ports": ()}
    return Fetcher(**(known | details))


@pytest.mark.parametrize("host", SPELLED)
def test_no_spelling_of_loopback_is_connected_to(host: str, inside: Listener) -> None:
    for scheme in ("http", "https"):
        with pytest.raises(Refused):
            fetcher().fetch(f"{scheme}://{host}:{inside.port}/")
    assert inside.connections == 0


def test_an_unguarded_fetch_does_connect(inside: Listener) -> None:
    """The control of all the tests that count connections."""
    with urllib.request.urlopen(f"http://127.1:{inside.port}/", timeout=3) as answer:
        assert answer.read() == b"inside"
    assert inside.connections == 1


def _loopback_two_is_public(address: Any) -> bool:
    """127.0.0.2 stands for the public network, for nothing else of it is certain to be there."""
    return str(address) == "127.0.0.2" or is_public(address)


def test_a_redirect_to_the_inside_is_judged_anew(inside: Listener) -> None:
    for place in (f"http://127.0.0.1:{inside.port}/secret", f"//127.0.0.1:{inside.port}/", "file:///etc/passwd"):
        with Listener("127.0.0.2", answers={"/": (302, {"Location": place}, b"")}).listening() as outside:
            with pytest.raises(Refused):
                fetcher(allows=_loopback_two_is_public).fetch(f"http://127.0.0.2:{outside.port}/")
            assert outside.connections == 1
    assert inside.connections == 0


def test_a_name_that_turns_to_the_inside_is_looked_up_once(inside: Listener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rebinding: the second answer of this name server is the inside. Nobody asks a second time."""
    real, asked = socket.getaddrinfo, list[str]()

    def turning(host: Any, *rest: Any, **more: Any) -> Any:
        if host != "turning.example":
            return real(host, *rest, **more)
        asked.append(host)
        return real("127.0.0.2" if len(asked) == 1 else "127.0.0.1", *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", turning)
    with Listener("127.0.0.2", port=inside.port).listening() as outside:
        address = f"http://turning.example:{inside.port}/"
        assert fetcher(allows=_loopback_two_is_public).fetch(address).content == b"inside"
        assert (asked, outside.connections, inside.connections) == (["turning.example"], 1, 0)
        headers = {name.lower() for name in outside.asked[0][1]}
        assert headers == {"host", "accept-encoding", "user-agent"}
        # The control: whoever asks again is led inside.
        urllib.request.urlopen(address, timeout=3).close()
        assert inside.connections == 1


def test_a_name_of_which_one_address_is_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, 80)) for host in ("1.1.1.1", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_told, **_more: places)
    with pytest.raises(Refused, match="not in the public network"):
        fetcher().fetch("http://both.example/")


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((200, {"Content-Type": "image/png"}, b"x" * 2_000), "larger than"),
        ((200, {"Content-Type": "image/png", "Content-Length": "99999999"}, b""), "larger than"),
        ((200, {"Content-Type": "text/html"}, b"<p>"), "not of a kind"),
        ((200, {"Content-Type": "image/png", "Content-Encoding": "gzip"}, b"x"), "packed"),
        ((404, {}, b""), "answered 404"),
        ((302, {"Location": "/"}, b""), "without end"),
        (
            (200, {"Content-Type": "image/png", "Content-Length": "50"}, b"torn"),
            "before it was whole|could not be fetched",
        ),
    ],
)
def test_size_kind_and_number_of_steps_are_bounded(answer: Any, said: str) -> None:
    with Listener("127.0.0.2", answers={"/": answer}).listening() as outside, pytest.raises(Refused, match=said):
        fetcher(allows=_loopback_two_is_public, types=("image/png",)).fetch(f"http://127.0.0.2:{outside.port}/")


def test_a_server_that_answers_nothing_costs_its_seconds_and_no_more() -> None:
    with socket.create_server(("127.0.0.2", 0)) as silent, pytest.raises(Refused):
        fetcher(allows=_loopback_two_is_public, seconds=0.2).fetch(f"http://127.0.0.2:{silent.getsockname()[1]}/")


@pytest.mark.parametrize("address", ["http://1.1.1.1:5432/", "ftp://1.1.1.1/", "http://a:b@1.1.1.1/", "gopher:x", ""])
def test_other_ports_schemes_and_passwords_are_refused(address: str) -> None:
    with pytest.raises(Refused):
        Fetcher(most_bytes=1).fetch(address)


@pytest.mark.django_db
def test_articles_with_pictures_on_the_inside_reach_nothing(
    inside: Listener, settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    a_site()
    # Any port: otherwise the port alone would be refused.
    monkeypatch.setattr(staging, "polite", lambda: fetcher(most_bytes=10_000))
    images = "".join(f'<img src="http://{host}:{inside.port}/{k}.png">' for k, host in enumerate(SPELLED))
    upload = arrived(wxr(item("From the inside", f"<p>Words.</p>{images}")), fetches=True)
    assert upload.counts["lost_pictures"] == len(SPELLED)
    assert inside.connections == 0
    assert [block.block_type for block in BlogPost.objects.get().body] == ["prose"]


@pytest.mark.django_db
def test_a_picture_outside_is_fetched(settings: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the same road leads to a picture where the address is a public one."""
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    a_site()
    monkeypatch.setattr(
        staging, "polite", lambda: fetcher(allows=_loopback_two_is_public, types=pictures.TYPES, most_bytes=10_000)
    )
    answers = {"/a.png": (200, {"Content-Type": "image/png"}, picture("PNG"))}
    with Listener("127.0.0.2", answers=answers).listening() as outside:
        text = f'<p>Words.</p><img src="http://127.0.0.2:{outside.port}/a.png">'
        upload = arrived(wxr(item("From outside", text)), fetches=True)
    assert (upload.counts["pictures"], outside.connections) == (1, 1)


@pytest.mark.django_db
def test_what_an_editor_writes_is_fetched_by_nobody(inside: Listener, client: Any) -> None:
    """Embeds of any site are shut, and links, films and pictures in a text make no request."""
    a_site()
    address = f"http://127.0.0.1:{inside.port}/"
    desk = at_the_desk(staff("editor"))
    for place in ("/office/embeds/chooser/upload/", "/office/embeds/chooser/"):
        assert desk.post(place, {"embed-chooser-url": address, "url": address}).status_code in (403, 404)
    page = draft("Linked", text=f"[a link]({address}) and ![x]({address})")
    put_out(page=page, below=BlogIndexPage.objects.get(), at=clock.now())
    assert client.get("/blog/linked/").status_code == 200
    assert inside.connections == 0


def _imports(path: Any) -> set[str]:
    found = set()
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_nothing_else_of_ours_can_open_a_connection_to_an_address() -> None:
    """Webhooks, avatars, logos: whoever adds a place that fetches has to come by here, and take the guard."""
    connecting = {
        name(path)
        for path in files("*.py", "goldseam")
        if "/tests/" not in path.as_posix() and _imports(path) & NETWORK
    }
    assert {path for path in connecting if not path.startswith(tuple(MAY_CONNECT))} == set()
    assert "goldseam/foundation/fetching.py" in connecting
