from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from goldseam.core.people.models import Person
from goldseam.foundation.clock import local_date
from goldseam.foundation.contracts import audiences
from goldseam.subjects.membership.standing import standing_as


class Standing:
    """Those who stand in one way with their membership."""

    def __init__(self, state: str, label: object) -> None:
        self.state, self.label = state, label

    def people(self, *, at: datetime) -> QuerySet[Person]:
        return standing_as(Person.objects.unmerged(), self.state, on=local_date(at))


audiences.register("members", Standing("in_force", _("Members")))
audiences.register("lapsed", Standing("lapsed", _("Those whose membership has lapsed")))
