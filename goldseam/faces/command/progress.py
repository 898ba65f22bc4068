"""What the commands say while they work."""

import time
from collections.abc import Iterator
from contextlib import contextmanager


def say(text: str) -> None:
    """One line, at once, also when it goes to a file."""
    print(text, flush=True)


@contextmanager
def step(what: str) -> Iterator[None]:
    """Say what begins now, and when it is done on the same line how long it took. Nothing more when it fails."""
    print(f"{what + ' …':<36}", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f"{time.monotonic() - began:5.1f} s", flush=True)
