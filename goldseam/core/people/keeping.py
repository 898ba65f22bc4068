"""Files in a person's record: kept with a note, handed out to those who may read the history, taken out with a mark."""

from datetime import datetime
from typing import Any

from django.db import transaction

from goldseam.core.people import facts
from goldseam.core.people.models import KeptFile, Person
from goldseam.foundation.files import delete_after_commit
from goldseam.foundation.files.kinds import kind_of, plain_name
from goldseam.foundation.timeline.record import record


@transaction.atomic
def keep_file(*, person: Person, file: Any, note: str, at: datetime, by: Person) -> KeptFile:
    """Keep an upload with a person. Raises ValidationError when it is not of a kind that is kept."""
    kind = kind_of(file)
    kept = KeptFile(
        person=person,
        name=plain_name(file.name or "", kind),
        content_type=kind.content_type,
        size=file.size,
        note=note,
        kept_at=at,
        kept_by=by,
    )
    kept.file.save("", file, save=True)
    told = f"{kept.name}: {note}" if note else kept.name
    record(facts.FILE_KEPT, person=person, subject=kept, by=by, at=at, text=told)
    return kept


@transaction.atomic
def take_out_file(*, kept: KeptFile, at: datetime, by: Person) -> None:
    """Delete a kept file; that there was one, and who took it out, stays in the history."""
    found = KeptFile.objects.select_for_update().filter(pk=kept.pk).first()
    if found is None:
        return
    record(facts.FILE_TAKEN_OUT, person=found.person, subject=found, by=by, at=at, text=found.name)
    delete_after_commit(found.file.storage, found.file.name)
    found.delete()
