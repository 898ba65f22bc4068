"""The shipped nginx configuration hands out kept pages, under the same conditions as the application itself."""

import gzip
import itertools
import socket
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import time
from typing import Any

import pytest
from django.core.management import call_command

from goldseam.foundation.pagecache import shelf
from goldseam.foundation.pagecache.keys import key, knows_visitor
from goldseam.foundation.pagecache.nginx import site
from goldseam.foundation.pagecache.tests.browsing import Visitor
from goldseam.foundation.pagecache.tests.server import free_port, running_nginx
from goldseam.foundation.uploads import MOST_MB, REQUEST_MB

FROM_APPLICATION = b"from the application"


class Application(BaseHTTPRequestHandler):
    """Stands behind nginx and answers everything with the same words and what it was told."""

    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(200)
        self.send_header("Content-Length", str(len(FROM_APPLICATION)))
        for name in ("Host", "X-Forwarded-For", "X-Forwarded-Proto"):
            self.send_header(f"Told-{name}", self.headers.get(name, ""))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(FROM_APPLICATION)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer  # noqa: N815  (the names that http.server calls)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (the name that http.server gives it)
        return


class Front:
    """nginx in front of the application above, and the way to ask it."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.host = f"localhost:{port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, HTTPMessage, bytes]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {"Host": self.host} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=sent)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, answer.headers, body

    def ask_exactly(self, target: str) -> bytes:
        """The answer to a target that an honest client would never send as it stands."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(f"GET {target} HTTP/1.1\r\nHost: {self.host}\r\nConnection: close\r\n\r\n".encode("latin-1"))
            return b"".join(iter(lambda: line.recv(65536), b""))


@pytest.fixture
def front(house, settings) -> Iterator[Front]:
    application = ThreadingHTTPServer(("127.0.0.1", 0), Application)
    threading.Thread(target=application.serve_forever, args=(0.02,), daemon=True).start()
    port = free_port()
    logs = str(house / "nginx")
    text = site(listen=f"127.0.0.1:{port}", upstream=f"127.0.0.1:{application.server_port}", logs=logs)
    with running_nginx(text, house / "nginx", port=port):
        yield Front(port)
    application.shutdown()
    application.server_close()


def keep(front: Front, *paths: str) -> None:
    """A visitor without anything asks the application itself, which keeps the pages."""
    for path in paths:
        Visitor().get(path, host=front.host)


def test_a_kept_page_is_the_same_from_nginx_as_from_the_application(front):
    keep(front, "/blog/")
    ours = Visitor().get("/blog/", host=front.host)
    status, headers, body = front.ask("/blog/")
    assert (status, body) == (200, ours.body)
    for name in (*ours.headers.keys() - {"Etag", "Vary"},):
        assert headers[name] == ours.headers[name], name
    assert set(", ".join(headers.get_all("Vary")).split(", ")) == {"Accept-Encoding", "Cookie"}
    assert "Last-Modified" not in headers
    assert len(headers.get_all("Content-Security-Policy")) == 1


def test_nginx_packs_revalidates_and_answers_head(front):
    keep(front, "/", "/blog/")
    _, plain, body = front.ask("/blog/")
    _, packed, squeezed = front.ask("/blog/", Accept_Encoding="gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(squeezed) == body
    assert front.ask("/blog/", If_None_Match=plain["ETag"])[0] == 304
    assert front.ask("/blog/", Accept_Encoding="gzip", If_None_Match=packed["ETag"])[0] == 304
    assert front.ask("/blog/", "HEAD")[1]["Content-Length"] == str(len(body))
    assert front.ask("/")[2] == body


def test_a_dropped_page_is_gone_at_the_next_request(front):
    keep(front, "/blog/")
    assert front.ask("/blog/")[2] != FROM_APPLICATION
    with shelf.locked():
        shelf.turn()
    assert front.ask("/blog/")[2] == FROM_APPLICATION


METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE"]
COOKIES = [
    None, "sessionid=a", "theme=dark; sessionid=a", "theme=dark;sessionid=a", "sessionid", "messages=x", "theme=dark",
    "csrftoken=a", "mysessionid=a", "x=sessionid", "a=b;  messages =c",
]  # fmt: skip
TARGETS = ["/blog/", "/blog/?", "/blog/?page=2", "/blog/?a"]


def test_nginx_and_the_application_decide_alike_who_gets_a_kept_page(front):
    keep(front, "/blog/")
    for method, cookie, target, bearer in itertools.product(METHODS, COOKIES, TARGETS, (None, "Bearer a")):
        sent = {"Cookie": cookie, "Authorization": bearer}
        headers = {name: value for name, value in sent.items() if value}
        path, _, query = target.partition("?")
        environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": front.host, "wsgi.url_scheme": "http"}
        environ |= {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        kept = method in ("GET", "HEAD") and bool(key(environ)) and not knows_visitor(environ)
        shown = front.ask(target, method, **headers)[1]["Cache-Control"] == "no-cache"
        assert shown == kept, (method, cookie, target, bearer)


def test_a_page_with_an_end_comes_from_nginx_until_it_is_near(front):
    within_this_stretch = int(time()) // shelf.STRETCH_S * shelf.STRETCH_S + shelf.STRETCH_S - 1.0
    ends = {"/blog/late/": time() + 3600, "/blog/soon/": within_this_stretch, "/blog/over/": time() - 300}
    for path, end in ends.items():
        page = shelf.Page(headers=[], body=b"until then", is_plain=True, valid_until=end)
        shelf.store(shelf.begin(), f"http/{front.host}{path}=", page)
    assert front.ask("/blog/late/")[2] == b"until then"
    assert front.ask("/blog/late/", Cookie="sessionid=a")[2] == FROM_APPLICATION
    assert front.ask("/blog/late/", Accept_Encoding="gzip")[1]["Content-Encoding"] == "gzip"
    assert front.ask("/blog/over/")[2] == FROM_APPLICATION
    assert front.ask("/blog/soon/")[2] == FROM_APPLICATION


def test_pages_with_headers_of_their_own_come_from_the_application(front):
    keep(front, "/own-headers/", "/feed.xml")
    assert front.ask("/own-headers/")[2] == FROM_APPLICATION
    assert front.ask("/feed.xml")[2] == FROM_APPLICATION


OUT_OF_THE_WAY = [
    "/../secret.key", "/%2e%2e/secret.key", "/..%2fsecret.key", "/static/../secret.key", "/static../secret.key",
    "/static/..%2f..%2fsecret.key", "/media/../secret.key", "/media/images/../../private/sleep.pdf",
    "/media/images/..%2f..%2fsecret.key", "/media/documents/agenda.pdf", "/private/sleep.pdf",
    "/media/original_images/at-home.jpg",
    "/pages/current/head.json",
    "/blog/=/head.json", "/blog/=/index.html", "/blog/=", "//blog/", "/blog//", "/Blog/", "/current/", "/.lock",
    "/secret.key", "http://localhost/../secret.key", "/blog%2f", "/blog/%00", "/./blog/=/head.json",
]  # fmt: skip


def test_nothing_else_of_the_folder_is_ever_shown(front, house):
    keep(front, "/blog/")
    for folder in ("static", "private", "media/images", "media/documents", "media/original_images"):
        (house / folder).mkdir(parents=True)
    originals = "media/original_images/at-home.jpg"
    for hidden in ("secret.key", "private/sleep.pdf", "media/documents/agenda.pdf", originals):
        (house / hidden).write_text("nobody may read this")
    for target in OUT_OF_THE_WAY:
        answer = front.ask_exactly(target)
        assert b"nobody may read this" not in answer, target
        assert b'"headers"' not in answer, target
        is_blog = target == "/blog%2f"  # the same path, written another way
        assert is_blog or FROM_APPLICATION in answer or answer.split()[1] in (b"400", b"404"), target


def test_pictures_and_static_files_are_shown_and_never_guessed_at(front, house):
    for file in ("media/images/baby.width-800.jpg", "static/theme/base.0123456789ab.css", "static/theme/base.css"):
        (house / file).parent.mkdir(parents=True, exist_ok=True)
        (house / file).write_text("content")
        status, headers, body = front.ask(f"/{file}")
        assert (status, body, headers["X-Content-Type-Options"]) == (200, b"content", "nosniff")
    assert "immutable" in front.ask("/static/theme/base.0123456789ab.css")[1]["Cache-Control"]
    assert "immutable" not in front.ask("/static/theme/base.css")[1]["Cache-Control"]


def test_what_a_visitor_claims_about_the_way_is_not_passed_on(front):
    _, told, _ = front.ask("/anything/", X_Forwarded_For="6.6.6.6", X_Forwarded_Proto="https")
    assert told["Told-X-Forwarded-For"] == "127.0.0.1"
    assert told["Told-X-Forwarded-Proto"] == "http"
    assert told["Told-Host"] == front.host


def test_the_command_prints_the_site_file(house, capsys):
    call_command("nginx_conf", listen="8080")
    printed = capsys.readouterr().out
    assert "listen 8080;" in printed
    assert f"client_max_body_size {REQUEST_MB}m;" in printed
    assert REQUEST_MB > MOST_MB
    assert "server_name example.org localhost .wild.example;" in printed
    assert "frame-ancestors" in printed


def test_the_log_names_no_address_by_which_somebody_could_get_in(front, house):
    for path in ("/pay/zz28-token/done/?x=zz28-query", "/me/preferences/address/zz28-token/", "/library/calm/?q=zz28"):
        front.ask(path)
    front.ask("/blog/", referer="http://127.0.0.1/pay/zz28-token/")
    log = (house / "nginx" / "access.log").read_text()
    assert '"GET /pay/... HTTP/1.1"' in log
    assert '"GET /me/preferences/address/... HTTP/1.1"' in log
    assert '"GET /library/calm/ HTTP/1.1"' in log
    assert "zz28" not in log
