"""A file of people, as one kind of import."""

from django.utils.translation import gettext as _

from goldseam.faces.importers import facts
from goldseam.faces.importers.kinds import Kind
from goldseam.faces.importers.models import Import
from goldseam.faces.importers.people.applying import bring_in
from goldseam.faces.importers.people.matching import count, match, overlaps
from goldseam.faces.importers.people.staging import read_file
from goldseam.faces.importers.people.undoing import built_on_by, take_back


def still_fits(upload: Import) -> bool:
    """Whether everybody is still who they seemed to be when the file was read."""
    match(upload)
    upload.counts = upload.counts | count(upload)
    return not overlaps(upload)


def why_not_undo(upload: Import) -> str:
    if name := built_on_by(upload):
        return _("Something has happened to %(name)s since, so that the import can no longer be undone as a whole.") % {
            "name": name
        }
    return ""


PEOPLE = Kind(
    read=read_file,
    still_fits=still_fits,
    bring_in=bring_in,
    why_not_undo=why_not_undo,
    take_back=take_back,
    applied=facts.APPLIED,
    undone=facts.UNDONE,
)
