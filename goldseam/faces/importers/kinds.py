"""What differs between bringing in people and bringing in articles; the road is the same."""

from collections.abc import Callable
from dataclasses import dataclass

from goldseam.faces.importers.models import Import
from goldseam.foundation.timeline.record import FactKind
from goldseam.foundation.work.runs import Tell


@dataclass(frozen=True)
class Kind:
    """`still_fits` looks again, just before it is brought in; `why_not_undo` says what was built on it, or ''.

    `bring_in(upload, by=, at=, tell=)` does it all in the caller's transaction and says how many came; it raises
    IntegrityError, and Stopped from `tell`. `take_back(upload, by=, at=)` undoes it; `by` is the key of a person.
    """

    read: Callable[[Import, Tell], None]
    still_fits: Callable[[Import], bool]
    bring_in: Callable[..., int]
    why_not_undo: Callable[[Import], str]
    take_back: Callable[..., None]
    applied: FactKind
    undone: FactKind
