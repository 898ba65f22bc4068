"""Before a paused membership goes on by itself: one letter with the day, what comes after it and how to change that."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from goldseam.core.mail.actions import can_write, send
from goldseam.core.mail.models import Message
from goldseam.core.mail.restraint import awake, has_room, one_at_a_time
from goldseam.foundation.clock import local_date
from goldseam.foundation.privacy.models import Closing
from goldseam.foundation.timeline.record import subject_key
from goldseam.subjects.membership.models import Pause, Term
from goldseam.subjects.membership.periods import A_DAY
from goldseam.subjects.membership.renewals.links import renew_path, stop_path
from goldseam.subjects.membership.renewals.prospects import Prospect, What, agenda, prospects, renewable

logger = logging.getLogger(__name__)
BEFORE = timedelta(days=7)


def tell_of_return(*, at: datetime) -> int:
    """Write to those whose membership goes on within a week; returns how many were written to: none at night.

    Whoever may not be written to now is looked at again the next time, as long as the pause lasts.
    """
    if awake(at) > at:
        return 0
    ending = _ending(local_date(at))
    told = _told(ending)
    waiting = [pause for pause in ending if subject_key(pause) not in told]
    keys = [pause.term.membership_id for pause in waiting]
    ahead = {one.term.membership_id: one for one in prospects(renewable().filter(membership__in=keys))} if keys else {}
    count = 0
    for pause in waiting:
        try:
            count += _tell(pause, ahead.get(pause.term.membership_id), at)
        except Exception:
            # One letter that cannot be written must not keep the others waiting; the next look tries again.
            logger.exception("That the pause %s ends could not be written", pause.pk)
    return count


def _ending(on: date) -> list[Pause]:
    """The pauses that are over within a week, of people who are not about to go."""
    going = Closing.objects.filter(person=OuterRef("term__membership__person"), taken_back_at=None, done_at=None)
    running: Any = Pause.objects.running(on=on)
    ending = running.filter(~Exists(going), last__lte=on + BEFORE - A_DAY, term__cut_short_on=None)
    ending = ending.filter(term__membership__person__merged_into=None)
    return list(ending.select_related("term__plan", "term__membership__person").order_by("last", "pk"))


def _told(pauses: Sequence[Pause]) -> set[str]:
    """Of which of these pauses it was written that they end, by subject key."""
    about = [subject_key(pause) for pause in pauses]
    return set(Message.objects.filter(about__in=about).values_list("about", flat=True))


@transaction.atomic
def _tell(pause: Pause, prospect: Prospect | None, at: datetime) -> bool:
    person = pause.term.membership.person
    one_at_a_time(person=person, address=person.email or "")
    # Somebody else may have written since, of this or of other things.
    if _told([pause]) or not can_write(person=person, at=at):
        return False
    if not has_room(person=person, address=person.email or "", at=at):
        return False
    context = {"pause": pause, "back_on": pause.last_on + A_DAY} | _what_follows(pause, prospect, at)
    send(template="membership/pause_ends", person=person, context=context, about=pause, at=at)
    return True


def _what_follows(pause: Pause, prospect: Prospect | None, at: datetime) -> dict[str, Any]:
    """What the letter says of the time after the pause: until when it runs, and what it then costs and by which way."""
    last = Term.objects.filter(membership=pause.term.membership_id, cut_short_on=None).latest("starts_on")
    deeds = agenda(prospect, on=local_date(at)) if prospect else []
    if prospect is None or not deeds:
        return {"term": last}
    told = {"term": last, "next_plan": prospect.next_plan, "is_another": prospect.next_plan.pk != last.plan_id}
    charge = next((deed for deed in deeds if deed.what is What.CHARGE), None)
    if charge is None:
        return told | {"price_pence": prospect.price_on(prospect.next_on), "renew_url": renew_path(prospect.term)}
    mandate, email = prospect.mandate, prospect.term.membership.person.email
    assert mandate
    own = {"charge_on": charge.day, "mandate": mandate, "stop_url": stop_path(mandate.pk, email=email)}
    return told | {"price_pence": charge.pence} | own
