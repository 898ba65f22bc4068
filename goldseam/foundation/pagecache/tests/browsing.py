"""A visitor who speaks WSGI to the whole application, cache and all, as a web server would."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.handlers.wsgi import WSGIHandler

from goldseam.foundation.pagecache.wsgi import cached


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


class Visitor:
    def __init__(self) -> None:
        self.application = cached(WSGIHandler())

    def get(
        self, path: str, *, method: str = "GET", query: str = "", host: str = "example.org", **headers: str
    ) -> Answer:
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SCRIPT_NAME": "",
            "HTTP_HOST": host,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
        } | {f"HTTP_{name.upper()}": value for name, value in headers.items()}
        told: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            told.update(status=int(status.split()[0]), headers={name.title(): value for name, value in headers})

        answered = self.application(environ, start_response)  # type: ignore[arg-type]
        body = b"".join(answered)
        if hasattr(answered, "close"):
            answered.close()
        return Answer(told["status"], told["headers"], body)
