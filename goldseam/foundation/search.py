"""Finding people and things by the beginnings of words, whatever accents were typed. Core PostgreSQL only."""

import re

from django.contrib.postgres.search import SearchQuery, SearchVectorField
from django.db.models import Func

ACCENTED = "àáâãäåāăąçćčďèéêëēėęěğìíîïīįłñńňòóôõöøōőŕřśşšťùúûüūůűųýÿźżž"
PLAIN = "aaaaaaaaacccdeeeeeeeegiiiiiilnnnoooooooorrsssttuuuuuuuuyyzzz".replace("rrsssttu", "rrssstu")
# Left alone, PostgreSQL keeps an address, a host or a path whole, and nobody is found by the words in it.
PARTING = "@._-/+:"
_FOLD = str.maketrans(ACCENTED, PLAIN)


class Folded(Func):
    """The words of some columns, folded: an immutable expression, so that a column can be generated from it."""

    arg_joiner = " || ' ' || "
    template = (
        "to_tsvector('simple', translate(lower(%(expressions)s), "
        f"'{ACCENTED}{PARTING}', '{PLAIN}{' ' * len(PARTING)}'))"
    )
    output_field = SearchVectorField()


def all_words(text: str) -> list[str]:
    """The words of a text, folded the way the search columns are."""
    return re.findall(r"[^\W_]+", text.lower().translate(_FOLD))


def words_of(text: str) -> list[str]:
    """The words typed into a search box, folded the same way; at most eight."""
    return all_words(text)[:8]


def prefix_query(text: str) -> SearchQuery | None:
    """A query for rows with a word beginning with each word of `text`; None when there is no word in it."""
    words = words_of(text)
    if not words:
        return None
    return SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="simple")
