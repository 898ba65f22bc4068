"""An association that lives while a journey is made: server, letters, recurring work and clock."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from aiosmtpd.smtp import SMTP

from goldseam.core.mail.models import Message
from goldseam.core.people.models import Person
from goldseam.faces.demo import actions, mailbox
from goldseam.faces.demo.mailbox import Letter
from goldseam.faces.demo.postbox import HOST, Postbox
from goldseam.faces.demo.seed import library, places, staff
from goldseam.faces.demo.seed.telling import Telling
from goldseam.foundation import clock
from goldseam.foundation.work.schedule import run_due
from goldseam.subjects.publishing.first_pages import make_first_pages
from tests import isolation

PASSES = 6
_told: set[str] = set()


@dataclass(frozen=True)
class Live:
    """What a journey may do besides looking at pages. The worker's part is done when the journey says so."""

    url: str

    def work(self) -> None:
        """Do what is due now, letters included, until nothing is."""
        for _ in range(PASSES):
            done = run_due(at=clock.now(), all_of_them=True)
            assert all(done.values()), done
            if not Message.objects.filter(state=Message.State.WAITING, due_at__lte=clock.now()).exists():
                return

    def move(self, days: int) -> None:
        actions.move(days=days)

    def letters(self, to: str) -> list[Letter]:
        """What has arrived at that address, newest first."""
        return mailbox.letters(mailbox.names(to))

    def letter(self, to: str, subject: str) -> Letter:
        """The newest letter to that address with these words in its subject."""
        found = [letter for letter in self.letters(to) if subject in letter.subject]
        assert found, f"{subject!r} is not among {[letter.subject for letter in self.letters(to)]}"
        return found[0]


def an_association() -> None:
    """Hubs, plans, staff, the first pages and two factsheets: told once a day, and put back for whoever comes next."""
    today = clock.local_date(clock.now())
    state = f"test_association_{today:%Y_%m_%d}"
    if state in _told:
        isolation.put_back(state=state)
    else:
        _tell(today)
        isolation.remember(state)
        _told.add(state)


def _tell(today: date) -> None:
    telling = Telling(seed=1, today=today)
    places.make_places()
    staff.meet_staff(telling)
    at = telling.days_ago(60, time(9, 30))
    editor = Person.objects.get(email="editor@aimh.example")
    for sheet in library.read_sheets()[:2]:
        library.publish(sheet, 1, "First version", editor, at)
    make_first_pages(at=at)


@contextmanager
def running_postbox(folder: Path) -> Iterator[int]:
    """The demo's mail server in a thread of its own; its port."""
    folder.mkdir(parents=True, exist_ok=True)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="postbox", daemon=True)
    thread.start()
    postbox = Postbox(folder)
    start = loop.create_server(lambda: SMTP(postbox, hostname="postbox.example", loop=loop), host=HOST, port=0)
    server = asyncio.run_coroutine_threadsafe(start, loop).result(10)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_end(server), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()


async def _end(server: asyncio.Server) -> None:
    server.close()
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for task in others:
        task.cancel()
    await asyncio.gather(*others, return_exceptions=True)
