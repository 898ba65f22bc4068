"""One conversation, with all that was said in it and a place to answer."""

import secrets
from typing import Any

from django.db.models import QuerySet

from goldseam.core.desk.pages import DeskRecord
from goldseam.core.people.actions import find
from goldseam.core.people.models import Person
from goldseam.foundation import clock
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import subject_key
from goldseam.subjects.enquiries.models import Enquiry
from goldseam.subjects.enquiries.office.forms import AnswerForm
from goldseam.subjects.enquiries.office.policy import ENQUIRY_POLICY

SHOWN = 200


class EnquiryFile(DeskRecord):
    policy = ENQUIRY_POLICY
    template_name = "enquiries/office/file.html"
    header_icon = "comment"
    list_url_name = "enquiries:list"
    file_url_name = "enquiries:file"

    def rows(self) -> QuerySet[Any]:
        return super().rows().select_related("person", "owner", "hub")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        enquiry: Enquiry = self.record
        entries = list(enquiry.entries.select_related("author", "letter"))
        facts = Fact.objects.filter(subject=subject_key(enquiry)).select_related("by")
        today = clock.local_date(clock.now())
        quotes = enquiry.quotes.select_related("order")
        return super().get_context_data(**kwargs) | {
            "quotes": [(quote, quote.state(on=today)) for quote in quotes],
            "entries": entries,
            "acknowledged": next(
                (one for one in entries if one.kind in ("ours", "received", "moved") and not one.is_lost), None
            ),
            "is_lost": any(one.is_lost for one in entries[-1:]),
            "facts": facts.order_by("-at", "-id")[:SHOWN],
            "today": today,
            "form": AnswerForm(),
            "once": secrets.token_urlsafe(24),
            "known": self._known(),
        }

    def _known(self) -> Person | None:
        """Whom we know by the address, which nobody has proved here."""
        email = self.record.email
        return find(email) if email and not self.record.person and self.policy.sees_all(self.viewer) else None
