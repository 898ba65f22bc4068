"""Writing to whoever began a conversation."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from goldseam.core.mail.actions import can_write, send
from goldseam.core.mail.models import Message
from goldseam.subjects.enquiries.models import Enquiry


def can_write_to(enquiry: Enquiry, at: datetime) -> bool:
    """Whether a letter to them would be sent now."""
    return bool(enquiry.email) and can_write(person=enquiry.person, address=enquiry.email, at=at)


def letter_to(enquiry: Enquiry, template: str, at: datetime, *, papers: Sequence[str] = (), **context: Any) -> Message:
    """Write to them, in the caller's transaction."""
    return send(
        template=f"enquiries/{template}",
        person=enquiry.person,
        address=enquiry.email,
        documents=papers,
        about=enquiry,
        at=at,
        context={"enquiry": enquiry, **context},
    )
