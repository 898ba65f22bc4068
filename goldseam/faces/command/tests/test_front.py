"""What doctor says about the way from the public address to us, asked of real servers."""

import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pytest_django import Settings

from goldseam.faces.command import front
from goldseam.faces.command.installation import Installation, free_port

OURS = {"status": "down", "database": "ok", "worker": "down", "mail": "down", "down": ["worker", "mail"]}


@contextmanager
def answering(told: object, secure: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port of a web server that answers everything with `told`."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(503)
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_told: object) -> None:
            """Quietly."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    if secure:
        server.socket = secure.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)


def a_certificate(folder: Path, *, days: int) -> ssl.SSLContext:
    """A certificate for 127.0.0.1 that ends in so many days; `folder/certificate` holds it."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate", folder / "key")
    return context


def said(settings: Settings, url: str) -> list[tuple[str, bool]]:
    settings.BASE_URL = url
    return [(finding.text.split(" (")[0], not finding.mend) for finding in front.check_front()]


def test_an_address_that_leads_here_is_told_from_one_that_does_not(settings: Settings) -> None:
    with answering(OURS) as port:
        assert said(settings, f"http://127.0.0.1:{port}") == [(f"http://127.0.0.1:{port} leads here", True)]
    with answering({"welcome": "to nginx"}) as port:
        assert said(settings, f"http://127.0.0.1:{port}") == [(f"http://127.0.0.1:{port} leads somewhere else", False)]
    port = free_port()
    assert said(settings, f"http://127.0.0.1:{port}") == [(f"Nobody answers at http://127.0.0.1:{port}", False)]


@pytest.mark.parametrize(("days", "is_well"), [(60, True), (5, False)])
def test_a_certificate_that_ends_soon_is_found_in_time(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, is_well: bool
) -> None:
    with answering(OURS, a_certificate(tmp_path, days=days)) as port:
        told = said(settings, f"https://127.0.0.1:{port}")
        assert told == [("The certificate of 127.0.0.1 does not hold", False)], "nobody vouches for it"
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate"))
        leads, holds = said(settings, f"https://127.0.0.1:{port}")
    assert leads[1]
    assert holds == (f"The certificate holds until {datetime.now(UTC) + timedelta(days=days):%d %B %Y}", is_well)


def test_our_own_web_server_is_told_from_another_program(tmp_path: Path) -> None:
    def looked_at(port: int) -> str:
        (finding,) = front.check_web(Installation("production", tmp_path, port, ""))
        return finding.text.split(" (")[0]

    with answering(OURS) as port:
        assert looked_at(port) == f"Our web server answers at 127.0.0.1:{port}"
    with answering([1, 2]) as port:
        assert looked_at(port) == f"Another program answers at 127.0.0.1:{port}"
    assert looked_at(port) == f"Our web server does not answer at 127.0.0.1:{port}"
