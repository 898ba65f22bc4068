"""Starting programs that never outlive the one that started them."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None


def die_with_parent(stop_signal: int = signal.SIGTERM, parent: int | None = None) -> None:
    """Ask the kernel to send `stop_signal` to this process when the thread that started it is gone (Linux only)."""
    if _libc is None:
        return
    _libc.prctl(PR_SET_PDEATHSIG, stop_signal)
    if parent is not None and os.getppid() != parent:
        os._exit(0)


def spawn(
    command: Sequence[str],
    *,
    environment: Mapping[str, str],
    output: IO[bytes] | int | None = None,
    stop_signal: int = signal.SIGTERM,
    user: int | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start `command` in a session of its own, so that Ctrl-C reaches it only through us.

    A change of user clears the wish to die with the parent, so it is asked for after that change. `user` is a user id;
    its group has the same number.
    """
    return subprocess.Popen(
        list(command),
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output is not None else None,
        cwd=cwd,
        start_new_session=True,
        user=user,
        group=user,
        extra_groups=[] if user is not None else None,
        # We start programs before any thread of ours exists, or while the only one sleeps.
        preexec_fn=_bound_to(os.getpid(), stop_signal),  # noqa: PLW1509
    )


def _bound_to(parent: int, stop_signal: int) -> Callable[[], None]:
    return lambda: die_with_parent(stop_signal, parent)


def end_group(leader: int, kill_signal: int = signal.SIGKILL) -> None:
    """Send `kill_signal` to everything left of the session that `leader` led, if anything is."""
    try:
        os.killpg(leader, kill_signal)
    except ProcessLookupError:
        return
