"""What every page shows, kept in memory as long as the pages themselves: until anything public changes."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from django.db import connection
from django.utils.translation import get_language

from goldseam.foundation.pagecache import shelf

T = TypeVar("T")


def kept(read: Callable[[], T]) -> Callable[[], T]:
    """Read once for each generation of pages and each language; what is returned is shared and not to be changed.

    Inside a transaction it is read each time: there, rows may be seen that nobody else sees yet.
    """
    known: dict[str | None, tuple[str, T]] = {}

    @wraps(read)
    def asking() -> T:
        # Asked before the rows are read, for the reason in the package's docstring.
        generation = None if connection.in_atomic_block else shelf.current()
        if generation is None:
            return read()
        language = get_language()
        begun, found = known.get(language) or ("", None)
        if found is None or begun != generation:
            found = read()
            known[language] = generation, found
        return found

    return asking
