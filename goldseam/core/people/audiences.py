from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from goldseam.core.people.models import Person
from goldseam.foundation.contracts import audiences


class Everybody:
    label = _("Everybody we know")

    def people(self, *, at: datetime) -> QuerySet[Person]:
        known: QuerySet[Person] = Person.objects.unmerged()
        return known


audiences.register("everybody", Everybody())
