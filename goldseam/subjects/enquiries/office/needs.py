"""Which conversations wait for an answer."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.needs import SHOWN, Need, Needs
from goldseam.foundation.clock import local_date
from goldseam.subjects.enquiries.office.policy import ENQUIRY_POLICY


def enquiries_to_answer(person: Any, *, at: datetime) -> Needs:
    """Those that this person may answer, the most pressing first."""
    rows: Any = ENQUIRY_POLICY.rows(person)
    waiting, today, first = rows.waiting(), local_date(at), []
    pressing = list(waiting.order_by("promised_on", "pk")[:SHOWN])
    for enquiry in pressing:
        late = enquiry.promised_on < today
        words = _("%(topic)s, an answer was promised by %(day)s") if late else _("%(topic)s, promised by %(day)s")
        told = {"topic": enquiry.get_topic_display(), "day": date_format(enquiry.promised_on, "j F")}
        what = ", ".join(filter(None, (enquiry.name, enquiry.organisation)))
        url = reverse("enquiries:file", args=[enquiry.pk])
        first.append(Need(what=what, why=words % told, url=url, since=enquiry.received_at))
    is_late = any(enquiry.promised_on < today for enquiry in pressing[:1])
    all_url = f"{reverse('enquiries:list')}?standing=waiting"
    return Needs(gettext_lazy("Enquiries to answer"), waiting.count(), first, all_url, is_broken=is_late)
