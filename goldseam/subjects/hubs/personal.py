from collections.abc import Sequence

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from goldseam.core.mail.actions import forget_words
from goldseam.core.mail.models import Message
from goldseam.foundation.contracts import Merging, PersonalData, declare
from goldseam.foundation.timeline.models import Fact
from goldseam.subjects.hubs.facts import WROTE
from goldseam.subjects.hubs.models import Entry, FurtherHub


def forget_letters_written(people: Sequence[int]) -> None:
    """What somebody wrote to others through the directory, with the name and address it went with."""
    written = Fact.objects.filter(kind=WROTE.key, person__in=people).values_list("subject", flat=True)
    keys = [key.rpartition(":")[2] for key in written]
    forget_words(Message.objects.filter(Q(pk__in=keys) | Q(first__in=keys)))


declare(
    FurtherHub,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        fields=["hub__name", "chosen_at"],
        deleted=True,
        title=_("Hubs you chose besides your own"),
        words={"hub__name": _("Hub"), "chosen_at": _("Chosen")},
    ),
)
declare(
    Entry,
    PersonalData(
        person="person",
        merging=Merging.MOVES,
        elsewhere=forget_letters_written,
        fields=["seen_by", "shows", "town", "languages", "offer", "website", "is_named_as_lead"],
        deleted=True,
        title=_("How you are found in the directory"),
        words={
            "seen_by": _("Seen by"),
            "shows": _("Shown of what we know of you"),
            "town": _("Town"),
            "languages": _("Languages"),
            "offer": _("What you offer"),
            "website": _("Website"),
            "is_named_as_lead": _("Named as lead on your hub’s page"),
        },
        read={"shows": lambda shown: ", ".join(str(Entry.Shows(name).label) for name in shown)},
    ),
)
