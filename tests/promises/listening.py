"""Real servers on loopback that count who comes."""

import http.server
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Listener:
    """A web server on one address: `.port`, how many connections came, and what was asked."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0, answers: Any = None) -> None:
        self.connections = 0
        self.asked: list[tuple[str, dict[str, str]]] = []
        listener, given = self, answers or {}

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                listener.asked.append((self.path, dict(self.headers)))
                status, headers, body = given.get(self.path, (200, {"Content-Type": "image/png"}, b"inside"))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_told: Any) -> None:
                """Nobody reads it."""

        class Server(http.server.ThreadingHTTPServer):
            address_family = socket.AF_INET6 if ":" in host else socket.AF_INET

            def get_request(self) -> Any:
                found = super().get_request()
                listener.connections += 1
                return found

            def handle_error(self, *_told: Any) -> None:
                """A visitor who hangs up is part of the test."""

        self.server = Server((host, port), Handler)
        self.port: int = self.server.server_address[1]

    @contextmanager
    def listening(self) -> Iterator["Listener"]:
        thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield self
        finally:
            self.server.shutdown()
            self.server.server_close()
            thread.join()
