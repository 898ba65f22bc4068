"""What `goldseam doctor` says."""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """One thing looked at. `mend` is what to do; a finding without it is in order."""

    text: str
    mend: str = ""


Findings = Iterator[Finding]
