"""What every page shows, kept in memory as long as the pages themselves: until anything public changes."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple

from django.db import connection
from django.utils.translation import get_language

from goldseam.foundation.pagecache import shelf
from goldseam.foundation.pagecache.actions import is_to_drop

T = TypeVar("T")
Asked = TypeVarTuple("Asked")


def kept(read: Callable[[*Asked], T]) -> Callable[[*Asked], T]:
    """Read once for each generation of pages, each language and what it is asked for, of which there are few;
    what is returned is shared and not to be changed.

    Inside a transaction nothing is added, for rows may be seen there that nobody else sees yet; and after a change in
    it, it is read each time.
    """
    known: dict[tuple[str | None, *Asked], tuple[str, T]] = {}

    @wraps(read)
    def asking(*asked: *Asked) -> T:
        # Asked before the rows are read, for the reason in the package's docstring.
        generation = None if is_to_drop() else shelf.current()
        if generation is None:
            return read(*asked)
        place = get_language(), *asked
        begun, found = known.get(place) or ("", None)
        if found is None or begun != generation:
            found = read(*asked)
            if not connection.in_atomic_block:
                known[place] = generation, found
        return found

    return asking
