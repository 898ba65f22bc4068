"""By when we say that we will answer."""

from datetime import date, timedelta

from goldseam.subjects.enquiries.models import Enquiry

WORKING_DAYS = 5
# A complaint is looked into first, and people are asked: its outcome takes longer, and is told without undue delay.
COMPLAINT_DAYS = 28


def promised(topic: str, on: date) -> date:
    """The last day for the answer to what reached us on that day."""
    if topic == Enquiry.Topic.COMPLAINT:
        return on + timedelta(days=COMPLAINT_DAYS)
    day, left = on, WORKING_DAYS
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < 5
    return day
