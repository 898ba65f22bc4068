"""Waiting for a state of the world outside this process."""

import time
from collections.abc import Callable

import psutil


def until(is_so: Callable[[], object], what: str, *, within_s: float = 20.0) -> None:
    """Return as soon as `is_so()` is true. Raises AssertionError with `what` was waited for when it does not come."""
    give_up = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < give_up, f"not within {within_s} s: {what}"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that ended and was not yet collected does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
