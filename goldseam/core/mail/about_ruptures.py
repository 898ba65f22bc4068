from typing import Any

from goldseam.core.mail.models import Message

NEVER_LEFT = (Message.State.HELD, Message.State.FAILED)


def letters_about(rupture: Any) -> int:
    """How many letters have told of a rupture. One that waits for morning, for room below the ceiling or for the end
    of a hold has not been written, so its step is not taken; and several steps may be told in one letter.
    """
    told = rupture.steps.filter(message__isnull=False).exclude(message__state__in=NEVER_LEFT)
    return int(told.values("message").distinct().count())
