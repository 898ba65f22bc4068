"""A real SMTP server for tests, with the faults a real one has."""

import asyncio
import email
import email.policy
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from enum import Enum

from aiosmtpd.smtp import SMTP, Envelope, Session


class Fault(Enum):
    """How the server behaves until told otherwise."""

    NONE = "accepts every letter"
    TEMPORARY = "answers 451 to every recipient"
    REFUSED = "answers 550 5.1.1 to every recipient"
    REFUSED_CONTENT = "answers 554 after the letter"
    UNAVAILABLE = "answers 421 to the greeting and closes"
    HANG = "takes the letter and never answers"
    DROP = "keeps the letter, then drops the connection without an answer"


@dataclass(frozen=True)
class Received:
    """One letter as it arrived for one recipient."""

    sender: str
    recipient: str
    body: bytes

    @property
    def message(self) -> EmailMessage:
        return email.message_from_bytes(self.body, policy=email.policy.default)

    @property
    def subject(self) -> str:
        return str(self.message["Subject"])

    @property
    def text(self) -> str:
        part = self.message.get_body(("plain",))
        return part.get_content() if part else ""


@dataclass
class SmtpSink:
    """What tests hold: `fault` may be changed at any time, also `faults[address]` for one recipient alone."""

    host: str = "127.0.0.1"
    port: int = 0
    fault: Fault = Fault.NONE
    faults: dict[str, Fault] = field(default_factory=dict)
    letters: list[Received] = field(default_factory=list)
    attempts: int = 0
    _arrived: threading.Condition = field(default_factory=threading.Condition)
    _open: set[asyncio.Transport] = field(default_factory=set)

    @property
    def url(self) -> str:
        return f"smtp://{self.host}:{self.port}"

    def reset(self) -> None:
        """Forget letters and faults."""
        with self._arrived:
            self.fault, self.attempts = Fault.NONE, 0
            self.faults.clear()
            self.letters.clear()

    def to(self, address: str) -> list[Received]:
        """The letters that arrived for `address`, oldest first."""
        return [letter for letter in self.letters if letter.recipient.lower() == address.lower()]

    def wait_for(self, count: int, timeout_s: float = 10.0) -> list[Received]:
        """Block until `count` letters are here. Raises TimeoutError."""
        with self._arrived:
            if not self._arrived.wait_for(lambda: len(self.letters) >= count, timeout_s):
                raise TimeoutError(f"{len(self.letters)} of {count} letters arrived in {timeout_s} s")
            return list(self.letters)

    def keep(self, envelope: Envelope) -> None:
        with self._arrived:
            for recipient in envelope.rcpt_tos:
                self.letters.append(Received(envelope.mail_from or "", recipient, envelope.original_content or b""))
            self._arrived.notify_all()


class _Handler:
    def __init__(self, sink: SmtpSink) -> None:
        self.sink = sink

    def _fault_for(self, *addresses: str) -> Fault:
        found = (self.sink.faults[address] for address in addresses if address in self.sink.faults)
        return next(found, self.sink.fault)

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        self.sink.attempts += 1
        match self._fault_for(address):
            case Fault.TEMPORARY:
                return "451 4.3.0 Not now, try again later"
            case Fault.REFUSED:
                return "550 5.1.1 There is no such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        match self._fault_for(*envelope.rcpt_tos):
            case Fault.REFUSED_CONTENT:
                return "554 5.7.1 This letter is not wanted here"
            case Fault.HANG:
                await asyncio.Event().wait()
            case Fault.DROP:
                self.sink.keep(envelope)
                assert isinstance(server.transport, asyncio.Transport)
                server.transport.abort()
                await asyncio.Event().wait()
        self.sink.keep(envelope)
        return "250 Kept"


class _Server(SMTP):
    def __init__(self, sink: SmtpSink) -> None:
        super().__init__(_Handler(sink), hostname="sink.example", ident="sink", enable_SMTPUTF8=True)
        self.sink = sink

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        if self.sink.fault is Fault.UNAVAILABLE:
            self.sink.attempts += 1
            transport.write(b"421 4.3.2 Closed for the moment\r\n")
            transport.close()
            return
        self.sink._open.add(transport)
        super().connection_made(transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self.transport is None:
            return
        self.sink._open.discard(self.transport)
        super().connection_lost(error)

    def data_received(self, data: bytes) -> None:
        if self.transport is not None:
            super().data_received(data)

    def eof_received(self) -> bool | None:
        return super().eof_received() if self.transport is not None else None


@contextmanager
def running_sink() -> Iterator[SmtpSink]:
    """A server on a free port of 127.0.0.1, in a thread of its own, until the end of the block."""
    sink = SmtpSink()
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="smtp-sink", daemon=True)
    thread.start()
    start = loop.create_server(lambda: _Server(sink), host=sink.host, port=0)
    server = asyncio.run_coroutine_threadsafe(start, loop).result(10)
    sink.port = server.sockets[0].getsockname()[1]
    try:
        yield sink
    finally:
        asyncio.run_coroutine_threadsafe(_close(server, sink), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _close(server: asyncio.Server, sink: SmtpSink) -> None:
    server.close()
    for transport in list(sink._open):
        transport.abort()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
