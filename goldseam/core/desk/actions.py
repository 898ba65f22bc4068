"""Keeping the desk's own books."""

from datetime import datetime, timedelta

from goldseam.core.desk.models import SentForm

KEPT = timedelta(days=30)


def forget_sent_forms(*, at: datetime) -> int:
    """Forget the forms sent a month ago; returns how many. Nobody's browser still offers to send one of them again."""
    return SentForm.objects.filter(at__lt=at - KEPT).delete()[0]
