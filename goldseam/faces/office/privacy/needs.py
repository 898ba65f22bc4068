"""What of data protection waits for somebody."""

from datetime import datetime

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.needs import SHOWN, Need, Needs
from goldseam.core.people.models import Person
from goldseam.foundation.clock import local_date
from goldseam.foundation.privacy.models import Request
from goldseam.foundation.privacy.reviewing import EVERY, reviewed_lately, rules


def requests_due(*, at: datetime) -> Needs:
    """Requests under data protection law that have no answer yet, the most pressing first."""
    waiting = Request.objects.filter(answered_at=None).select_related("person").order_by("due_on", "pk")
    today, first = local_date(at), []
    for asked in waiting[:SHOWN]:
        late = asked.due_on < today
        words = _("%(what)s, was due on %(day)s") if late else _("%(what)s, due by %(day)s")
        told = {"what": asked, "day": date_format(asked.due_on, "j F Y")}
        url = reverse("privacy:held", args=[asked.person_id])
        first.append(Need(what=asked.person.full_name, why=words % told, url=url, since=asked.asked_at))
    heading = gettext_lazy("Asked for under data protection law")
    is_late = any(asked.due_on < today for asked in waiting[:1])
    return Needs(heading, waiting.count(), first, reverse("privacy:list"), is_broken=is_late)


def reviews_due(*, at: datetime) -> Needs:
    """The rules of retention that nobody has looked at for a year, once there is anything a year old."""
    heading = gettext_lazy("What we may let go: yearly review")
    oldest = Person.objects.order_by("pk").values_list("met_at", flat=True).first()
    if oldest is None or oldest > at - EVERY:
        return Needs(heading, 0, ())
    lately = reviewed_lately(at=at)
    waiting = [
        Need(what=str(rule.what), why=str(rule.why), url=reverse("privacy:review", args=[slug]))
        for slug, rule in rules().items()
        if slug not in lately
    ]
    return Needs(heading, len(waiting), waiting[:SHOWN], reverse("privacy:reviews"))
