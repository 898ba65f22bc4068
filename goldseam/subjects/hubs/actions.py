"""Being found by others, and writing to whoever lets themselves be found."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from goldseam.core.mail.actions import send
from goldseam.core.people.actions import change_details
from goldseam.core.people.models import Hub, Person
from goldseam.foundation import pagecache
from goldseam.foundation.amending import amend
from goldseam.foundation.clock import local_date
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import record
from goldseam.subjects.hubs import facts
from goldseam.subjects.hubs.models import Entry, FurtherHub
from goldseam.subjects.membership.actions import is_member

OWN_WORDS = ("town", "languages", "offer", "website")
LETTERS_A_DAY = 10


class CannotWrite(Exception):
    """This person cannot be written to by that one through the directory."""


class WroteEnough(Exception):
    """So many letters went through the directory today that no further one goes."""


def entry_of(person: Person) -> Entry:
    """How they are found; an entry that shows them to nobody where they never chose."""
    return Entry.objects.filter(person=person).first() or Entry(person=person)


@transaction.atomic
def choose(*, person: Person, chosen: Mapping[str, Any], at: datetime) -> list[str]:
    """Be found as is chosen from now on; what differs is changed and recorded, and its names are returned."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    entry = Entry.objects.get_or_create(person=person)[0]
    was_seen = entry.seen_by != Entry.SeenBy.NOBODY
    changed = amend(entry, chosen)
    if "is_named_as_lead" in changed:
        kind = facts.NAMED_AS_LEAD if entry.is_named_as_lead else facts.NOT_NAMED_AS_LEAD
        record(kind, person=person, subject=entry, by=person, at=at)
    if set(changed) - {"is_named_as_lead"}:
        if entry.seen_by != Entry.SeenBy.NOBODY:
            shown = ", ".join(shown_by(entry))
            record(facts.SHOWN, person=person, subject=entry, by=person, at=at, seen_by=_seen_by(entry), shown=shown)
        elif was_seen:
            record(facts.HIDDEN, person=person, subject=entry, by=person, at=at)
    if changed:
        pagecache.drop()
    return changed


@transaction.atomic
def choose_hubs(*, person: Person, home: Hub, further: Collection[Hub], at: datetime) -> None:
    """Make one hub home, and these the further ones; what differs is changed and recorded."""
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    change_details(person=person, details={"hub": home}, at=at, by=person)
    wanted = {hub.pk: hub for hub in further if hub != home}
    running = {row.hub_id: row for row in person.further_hubs.select_related("hub")}
    for key in sorted(set(wanted) - set(running)):
        FurtherHub.objects.create(person=person, hub=wanted[key], chosen_at=at)
        record(facts.ALSO_IN, person=person, subject=wanted[key], by=person, at=at, hub=wanted[key].name)
    for key in sorted(set(running) - set(wanted)):
        hub = running[key].hub
        running[key].delete()
        record(facts.NO_LONGER_IN, person=person, subject=hub, by=person, at=at, hub=hub.name)
    pagecache.drop()


def _seen_by(entry: Entry) -> str:
    return _("everyone") if entry.seen_by == Entry.SeenBy.EVERYONE else _("members")


def shown_by(entry: Entry) -> Sequence[str]:
    """What an entry shows, by name."""
    known = {
        "profession": _("profession"),
        "employer": _("employer"),
        "area": _("postcode area"),
        "hub": _("hub"),
        "letters": _("a form to write by"),
    }
    own = {"town": _("town"), "languages": _("languages"), "offer": _("what you offer"), "website": _("website")}
    shown = [words for name, words in known.items() if name in entry.shows]
    return [_("name"), *shown, *(words for name, words in own.items() if getattr(entry, name))]


@transaction.atomic
def write_through(*, entry: Entry, by: Person, text: str, at: datetime) -> None:
    """Send a member's words to somebody who lets members write: neither sees the other's address before that, and the
    reader then sees the writer's. Raises CannotWrite or WroteEnough.
    """
    writer = Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    open_to = Entry.objects.visible(to_members=True, at=at).filter(pk=entry.pk, shows__contains=["letters"])
    found = open_to.select_related("person").first()
    if found is None or found.person_id == writer.pk or not is_member(writer, on=local_date(at)):
        raise CannotWrite
    written = Fact.objects.filter(person=writer, kind=facts.WROTE.key, at__gt=at - timedelta(days=1), at__lte=at)
    if written.count() >= LETTERS_A_DAY:
        raise WroteEnough
    # Quoted line by line: whatever is typed stays words, and never becomes a button of ours.
    quoted = "\n".join(f"> {line}".rstrip() for line in text.strip().splitlines())
    context = {"writer": writer, "quoted": quoted, "directory_url": "/me/directory/"}
    letter = send(template="hubs/through_directory", person=found.person, context=context, about=found, at=at)
    record(facts.WROTE, person=writer, subject=letter, by=writer, at=at)
    record(facts.WAS_WRITTEN_TO, person=found.person, subject=found, by=writer, at=at)
