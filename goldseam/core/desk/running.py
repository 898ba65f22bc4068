"""One button for a long run: what is under way is asked to stop, what was stopped goes on."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import RecordAct, Refused
from goldseam.foundation.timeline.record import subject_key
from goldseam.foundation.work import runs
from goldseam.foundation.work.models import Run


class StopOrGoOn(RecordAct):
    """Of the last run on the record. A desk that keeps more on record of it says so in `stop` and `go_on`."""

    page_title = gettext_lazy("Stop or go on")
    submit_label = gettext_lazy("Yes")
    stops: ClassVar[Any] = gettext_lazy("It stops at its next step.")

    def act(self, form: Any, *, at: datetime) -> str:
        run = runs.latest(subject_key(self.record))
        if run is None:
            raise Refused(_("It was never begun, so there is nothing to stop."))
        if run.is_open:
            self.stop(run, at=at)
            return str(self.stops)
        try:
            self.go_on(run, at=at)
        except IntegrityError as error:
            raise Refused(_("It is under way already.")) from error
        return _("It goes on.")

    def stop(self, run: Run, *, at: datetime) -> None:
        runs.stop(run=run)

    def go_on(self, run: Run, *, at: datetime) -> None:
        runs.resume(run=run)
