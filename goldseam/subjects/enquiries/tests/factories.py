"""What the tests of enquiries begin with: Bronwen of Bramble Lane, who asks for forty."""

from datetime import datetime
from typing import Any

from goldseam.core.sales.tests.factories import NOON
from goldseam.subjects.enquiries.actions import Enquirer, begin_enquiry
from goldseam.subjects.enquiries.models import Enquiry

BRONWEN = Enquirer("Bronwen", "Sayle", "bronwen@bramble.example", "Bramble Lane Nurseries", 40)
WORDS = "We are forty. Is there a price for so many?"


def asks(*, at: datetime = NOON, topic: str = "membership", enquirer: Enquirer = BRONWEN, **details: Any) -> Enquiry:
    """Somebody writes to us."""
    return begin_enquiry(enquirer=enquirer, topic=topic, text=WORDS, at=at, **details)
