"""How large the races and crashes are: a few in `bin/test`, all of them in `bin/prove`."""

import os

FULL = os.environ.get("GOLDSEAM_FULL") == "1"


def size(small: int, full: int) -> int:
    """`small` when the tests are to end in seconds, `full` when the promise is to be shown."""
    return full if FULL else small
