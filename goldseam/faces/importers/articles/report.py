"""The report on a file of articles, item by item."""

from collections.abc import Iterator
from itertools import islice

from django.utils.translation import gettext as _

from goldseam.faces.importers.models import Import

LINES_OF_WORDS = 60


def sentences(upload: Import, *, most: int) -> list[str]:
    """`Item 3, “Mending with gold”: …`, one for each thing that will be different, the first so many."""
    return list(islice(_all(upload), most))


def _all(upload: Import) -> Iterator[str]:
    rows = upload.articles.exclude(left_out="", notes=[]).values_list("number", "title", "left_out", "notes")
    for number, title, left_out, notes in rows.iterator(chunk_size=500):
        told = {"number": number, "title": title}
        if left_out:
            yield _("Item %(number)s, “%(title)s”, is left out. %(why)s") % (told | {"why": left_out})
        for note in () if left_out else notes:
            yield _("Item %(number)s, “%(title)s”: %(note)s") % (told | {"note": note})


def lost_pictures(upload: Import, *, most: int) -> list[str]:
    """The pictures that are not here, each with what was in the way."""
    rows = upload.picture_rows.exclude(trouble="").values_list("address", "trouble")[:most]
    return [
        _("Picture %(address)s: %(trouble)s") % {"address": address, "trouble": trouble} for address, trouble in rows
    ]


def rule_lines(upload: Import) -> list[tuple[str, int, str]]:
    """Each word the articles are filed under, how many there are, and where it leads to."""
    rule, words = upload.choices.get("rule", {}), upload.counts.get("words", {})
    known = sorted(rule.items(), key=lambda entry: -words.get(entry[0], 0))
    return [(word, words.get(word, 0), place) for word, place in known[:LINES_OF_WORDS]]


def summary(upload: Import) -> str:
    """What the file comes to, in a sentence."""
    return (
        _(
            "%(articles)s articles: %(blog)s for the blog, %(news)s for the news, %(out)s left out; %(drafts)s drafts; "
            "%(pictures)s pictures, %(lost_pictures)s not here."
        )
        % upload.counts
    )
