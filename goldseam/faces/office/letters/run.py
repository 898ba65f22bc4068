from datetime import datetime

from goldseam.core.mail.models import Sending
from goldseam.core.mail.sendings import write_and_deliver
from goldseam.faces.office.letters.words import words_of
from goldseam.foundation.work.runs import Tell


def work(*, subject: str, at: datetime, tell: Tell) -> None:
    """Write the letters of a sending and hand them over: the long run that config/schedule.py names."""
    sendings = Sending.objects.select_related("version__letter", "begun_by")
    write_and_deliver(sending=sendings.get(pk=subject.rpartition(":")[2]), words=words_of, at=at, tell=tell)
