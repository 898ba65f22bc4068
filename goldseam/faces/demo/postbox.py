"""The demo's mail server: keeps every letter as a file, delivers nothing, and refuses what a real one might refuse.

Run as `python -m goldseam.faces.demo.postbox --port 2525 --folder var/mail`.
"""

import argparse
import asyncio
import re
import signal
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

HOST = "127.0.0.1"
REFUSALS = {
    "bounce.example": "550 5.1.1 There is no such mailbox here",
    "full.example": "452 4.2.2 The mailbox is full, try again later",
}
LARGEST_LETTER_BYTES = 25_000_000


class Postbox:
    """Keeps what is sent in `folder`, one file for each recipient: `<time in ns>-<recipient>.eml`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, rcpt_options: list[str]
    ) -> str:
        refusal = REFUSALS.get(address.rpartition("@")[2].lower())
        if refusal:
            return refusal
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(rcpt_options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        for recipient in envelope.rcpt_tos:
            self.keep(envelope.mail_from or "", recipient, envelope.original_content or b"")
        return "250 Kept"

    def keep(self, sender: str, recipient: str, letter: bytes) -> Path:
        """Write one letter; a reader of the folder sees it whole or not at all."""
        # A start that begins anew clears the folder away while the postbox runs.
        self.folder.mkdir(parents=True, exist_ok=True)
        slug = re.sub(r"[^a-z0-9]+", "-", recipient.lower()).strip("-")[:80] or "nobody"
        file = self.folder / f"{time.time_ns()}-{slug}.eml"
        while file.exists():
            file = self.folder / f"{time.time_ns()}-{slug}.eml"
        unfinished = file.with_suffix(".unfinished")
        envelope = f"Return-Path: <{sender}>\r\nDelivered-To: {recipient}\r\n"
        unfinished.write_bytes(envelope.encode("utf-8", "replace") + letter)
        return unfinished.rename(file)


async def serve(port: int, folder: Path) -> None:
    """Answer on 127.0.0.1 until asked to stop by SIGTERM or SIGINT. Raises OSError when the port is taken."""
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for stop_signal in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(stop_signal, stopped.set)
    postbox = Postbox(folder)
    server = await loop.create_server(
        lambda: SMTP(
            postbox,
            hostname="postbox.example",
            ident="Goldseam demo",
            enable_SMTPUTF8=True,
            data_size_limit=LARGEST_LETTER_BYTES,
        ),
        host=HOST,
        port=port,
    )
    async with server:
        await stopped.wait()


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="postbox", description="The demo's mail server: keeps letters, delivers nothing."
    )
    parser.add_argument("--port", type=int, required=True, help="port on 127.0.0.1")
    parser.add_argument("--folder", type=Path, required=True, help="where letters are kept")
    chosen = parser.parse_args()
    chosen.folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(serve(chosen.port, chosen.folder))


if __name__ == "__main__":
    main()
