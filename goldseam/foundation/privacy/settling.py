"""What of data protection has to be settled before two records of one person are put together or parted."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from goldseam.foundation.privacy.models import Closing, Erasure, Request


def erased(kept: int, merged: int, at: datetime) -> Iterator[str]:
    """What was erased stays erased."""
    for erasure in Erasure.objects.filter(person__in=[kept, merged]):
        yield _("The details of record %(record)s were erased.") % {"record": erasure.person_id}


def requests_open(kept: int, merged: int, at: datetime) -> Iterator[str]:
    """Who asked is answered about what they asked."""
    for asked in Request.objects.filter(person__in=[kept, merged], answered_at=None):
        told = {"record": asked.person_id, "what": asked, "day": date_format(asked.due_on)}
        yield _("Record %(record)s waits for an answer until %(day)s: %(what)s. Answer it first.") % told


def closings_ahead(kept: int, merged: int, at: datetime) -> Iterator[str]:
    """An account that is to be closed is closed, or kept, by whom it belongs to."""
    for closing in Closing.objects.filter(person__in=[kept, merged], taken_back_at=None, done_at=None):
        told = {"record": closing.person_id, "day": date_format(closing.due_on)}
        yield _("Record %(record)s asked us to close the account on %(day)s. That comes first.") % told
