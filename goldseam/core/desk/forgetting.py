"""What other people's desks hold on somebody whose details are erased: lists in files, and searches for the name."""

from collections.abc import Sequence

from django.db import transaction
from django.http import QueryDict

from goldseam.core.desk.exporting import forget_export
from goldseam.core.desk.models import Export, KeptSearch
from goldseam.core.people.models import Person
from goldseam.foundation.search import all_words


@transaction.atomic
def forget_at_desks(people: Sequence[int]) -> None:
    """Forget every list that was written to a file, and the searches that name one of these people and nobody else.

    A file is not looked into: whoever needs the list exports it anew, without them.
    """
    for export in Export.objects.all():
        forget_export(export=export)
    named = list(Person.objects.filter(pk__in=people))
    for kept in KeptSearch.objects.all():
        words = frozenset(all_words(f"{QueryDict(kept.question).get('q', '')} {kept.name}"))
        if words and any(_means(words, person, people) for person in named):
            kept.delete()


def _means(words: frozenset[str], person: Person, erased: Sequence[int]) -> bool:
    address, family = set(all_words(person.email or "")), set(all_words(person.family_name))
    if address and address <= words:
        return True
    if not family or not family <= words:
        return False
    namesakes = Person.objects.unmerged().filter(family_name__iexact=person.family_name).exclude(pk__in=erased)
    return set(all_words(person.given_name)) <= words or not namesakes.exists()
