"""What can break with a conversation: nobody answers by the day that was promised."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.mail.restraint import awake
from goldseam.foundation.clock import local_date, midnight_before
from goldseam.foundation.contracts import Broken, Step, Urgency, Words, leave_to_the_office, ruptures
from goldseam.subjects.enquiries.actions import remind_owner
from goldseam.subjects.enquiries.models import ACKNOWLEDGED_WITHIN, Enquiry, Entry

DAY = timedelta(days=1)
Kind = Entry.Kind


def _enquiry(rupture: Any) -> Enquiry:
    enquiries = Enquiry.objects.select_related("person", "owner", "hub__lead")
    return enquiries.get(pk=rupture.subject.rpartition(":")[2])


def _by_day(ruptures: Sequence[Any], *, at: datetime) -> Collection[int]:
    """All of them, but nobody of ours is reminded at night."""
    return [rupture.pk for rupture in ruptures] if awake(at) == at else ()


def _remind(rupture: Any, *, at: datetime) -> None:
    remind_owner(enquiry=_enquiry(rupture), at=at)


class Unanswered:
    """We said by when we would answer, or the law does, and the day has gone by."""

    label = gettext_lazy("enquiry or complaint unanswered past its promise")
    urgency: ClassVar[Urgency] = Urgency.KEPT
    playbook: ClassVar[Sequence[Step]] = [
        Step("remind whoever looks after it", timedelta(0), _remind, when=_by_day, writes=False),
        Step("leave to the office", DAY, leave_to_the_office, writes=False),
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        today = local_date(at)
        late = Enquiry.objects.overdue(on=today)
        for pk, person, promised_on, received_at in late.values_list("pk", "person", "promised_on", "received_at"):
            if promised_on and promised_on < today:
                why, last_on = "late", promised_on
            else:
                why, last_on = "silent", local_date(received_at) + ACKNOWLEDGED_WITHIN
            yield Broken(f"enquiries.enquiry:{pk}", person, min(midnight_before(last_on + DAY), at), {"why": why})

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        enquiry = _enquiry(rupture)
        entries = enquiry.entries.order_by("-pk")
        if rupture.detail.get("why") == "silent":
            return "answered" if entries.from_us().exists() else ""
        # Another day that was promised answers nobody.
        last = entries.filter(kind__in=(Kind.THEIRS, Kind.OURS)).first()
        return "answered" if enquiry.promised_on is None and last and last.kind == Kind.OURS else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        enquiry = _enquiry(rupture)
        told = {"reference": enquiry.reference, "name": enquiry.name}
        return Words(
            what_happened=_("You wrote to us (%(reference)s), and our answer did not come by the day we promised.")
            % told,
            what_we_did=(
                _("We told %(owner)s, who looks after it, and the office.") % {"owner": enquiry.owner.given_name}
                if enquiry.owner
                else _("We told the office.")
            ),
            what_you_can_do=_("You need do nothing. If you want to add something, say it there."),
            way_on=enquiry.path,
            way_on_label=_("Read your conversation with us"),
            office=_("%(name)s (%(reference)s) waits for our answer past the day we promised") % told,
        )


ruptures.register("enquiry_unanswered", Unanswered())
