"""Letters that come back."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db.models import Min
from django.db.models.functions import Lower
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.mail.models import Message, Suppression
from goldseam.core.people.models import Person
from goldseam.foundation.contracts import Broken, Step, Urgency, Words, leave_to_the_office, ruptures


class MailBounced:
    """Letters to somebody's present address come back."""

    urgency: ClassVar[Urgency] = Urgency.KEPT
    label = gettext_lazy("our letters come back")
    playbook: ClassVar[Sequence[Step]] = [Step("leave to the office", timedelta(0), leave_to_the_office, writes=False)]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        bouncing = Suppression.objects.filter(ended_at=None, reason=Suppression.Reason.BOUNCE)
        people = (
            Person.objects.unmerged()
            .annotate(lower_email=Lower("email"))
            .filter(lower_email__in=bouncing.values(lower=Lower("address")))
            .values("pk", "lower_email")
        )
        since = dict(bouncing.values_list(Lower("address")).annotate(first=Min("since")))
        for person in people:
            yield Broken(f"people.person:{person['pk']}", person["pk"], since[person["lower_email"]])

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        arrived = Message.objects.filter(
            person=rupture.person_id, state=Message.State.SENT, written_at__gte=rupture.since
        )
        return "new_address" if arrived.exists() or not _still_bouncing(rupture) else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        return Words(
            what_happened=_("Our letters to you came back."),
            what_we_did=_("We stopped writing to that address and kept what you missed."),
            what_you_can_do=_("Give us an address that reaches you; we send again what you missed."),
            way_on="/me/preferences/",
            way_on_label=_("Change your e-mail address"),
            office=_("Letters to %(name)s come back") % {"name": rupture.person},
        )


def _still_bouncing(rupture: Any) -> bool:
    running = Suppression.objects.filter(ended_at=None, address__iexact=rupture.person.email or "")
    return bool(running.exists())


ruptures.register("mail_bounced", MailBounced())
