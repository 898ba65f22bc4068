"""`goldseam go-live`: a person says that this is the live installation."""

import sys
from datetime import datetime

from goldseam.faces.command.installation import CannotRun
from goldseam.faces.command.progress import say


def run(*, is_sure: bool, at: datetime) -> int:
    """Say what will go out, ask, and declare. Django must be set up. Raises CannotRun when nobody answers yes."""
    from django.conf import settings

    from goldseam.foundation.livecopy.actions import go_live, is_mute

    if not is_mute():
        say(f"This installation ({settings.BASE_URL}) is the live one already.")
        return 0
    say(f"This installation ({settings.BASE_URL}) is a copy: no letter goes out and no money moves.")
    for line in what_waits(at):
        say(line)
    say("Once it is live all of that goes out, and any other copy of these data must not run: both would write to the")
    say("same people and charge them twice.")
    if not is_sure:
        _ask()
    go_live(at=at)
    say("This is the live installation now.")
    return 0


def what_waits(at: datetime) -> list[str]:
    """Letters and refunds that would go out, counted, with the age of the oldest."""
    from goldseam.core.mail.models import Message
    from goldseam.core.sales.models import Refund
    from goldseam.foundation.clock import local_date
    from goldseam.foundation.money import pounds

    letters = Message.objects.filter(state__in=[Message.State.WAITING, Message.State.SENDING], due_at__lte=at)
    refunds = Refund.objects.filter(state=Refund.State.ASKED)
    oldest = letters.order_by("due_at").values_list("due_at", flat=True).first()
    since = f", the oldest since {local_date(oldest):%d %B %Y}" if oldest else ""
    total = sum(refunds.values_list("amount_pence", flat=True))
    return [f"  Letters waiting  {letters.count()}{since}", f"  Refunds waiting  {refunds.count()}, {pounds(total)}"]


def _ask() -> None:
    if not sys.stdin.isatty():
        raise CannotRun("Nobody is here to ask. If you are sure, run goldseam go-live --yes.")
    if input("Is this to be the live one? Type yes: ").strip().lower() != "yes":
        raise CannotRun("Nothing was changed; it is still a copy.")
