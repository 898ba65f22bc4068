"""A real name server on 127.0.0.1 for tests: it knows what it was told, and nothing else."""

import socketserver
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rrset


def _answer(question: bytes, known: Mapping[tuple[str, str], list[str]]) -> bytes:
    asked = dns.message.from_wire(question)
    answer = dns.message.make_response(asked)
    answer.flags |= dns.flags.AA
    (about,) = asked.question
    name, kind = about.name.to_text(omit_final_dot=True).lower(), about.rdtype.name
    texts = known.get((name, kind), [])
    if texts:
        quoted = [f'"{text}"' if kind == "TXT" else text for text in texts]
        answer.answer.append(dns.rrset.from_text(about.name, 60, "IN", kind, *quoted))
    elif name not in {other for other, _kind in known}:
        answer.set_rcode(dns.rcode.NXDOMAIN)
    return answer.to_wire()


@contextmanager
def name_server(known: Mapping[tuple[str, str], list[str]]) -> Iterator[str]:
    """Answer by UDP what stands in `known`, texts by (name, kind); its `address:port` until the end of the block."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            question, reply_by = self.request
            reply_by.sendto(_answer(question, known), self.client_address)

    server: Any = socketserver.ThreadingUDPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
