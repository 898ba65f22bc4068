"""Which people a member of staff may see, and how much of them.

The office and the treasurer see everybody; a hub lead sees the members of the own hub, without addresses that were not
given for letters of the hub, without money, and without what stands between a person and the office.
"""

from collections.abc import Collection
from typing import Any

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from wagtail.permissions import register_permission_policy

from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.models import Consent, Hub, Person
from goldseam.core.people.roles import EVERYBODY, MONEY, PEOPLE
from goldseam.core.people.seeing import LOOKERS
from goldseam.foundation.search import Folded, prefix_query


class PeoplePolicy(DeskPolicy):
    def rows(self, person: Any) -> QuerySet[Person]:
        everybody: QuerySet[Person] = Person.objects.unmerged()
        if person.has_role(*EVERYBODY):
            return everybody
        return everybody.filter(hub__in=person.hubs_led)

    def sees_all(self, person: Any) -> bool:
        return bool(person.has_role(*MONEY))

    def hubs(self, person: Any) -> QuerySet[Hub]:
        """The hubs whose people this person may see."""
        return Hub.objects.all() if person.has_role(*EVERYBODY) else Hub.objects.filter(pk__in=person.hubs_led)

    def sees_every_address(self, person: Any) -> bool:
        return bool(person.has_role(*EVERYBODY))

    def addressable(self, person: Any, people: Collection[int]) -> frozenset[int]:
        """Those of `people` (keys) whose e-mail address this person may read."""
        if self.sees_every_address(person):
            return frozenset(people)
        agreed = Consent.objects.filter(person__in=people, purpose="hub", withdrawn_at=None)
        return frozenset(agreed.values_list("person_id", flat=True))

    def found(self, person: Any, people: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Those of `people` whom `text` finds. Who may not read addresses cannot find anybody by one either."""
        query = prefix_query(text)
        if query is None:
            return people.none()
        if self.sees_every_address(person):
            # A record that was merged is found by what stood in it, and leads to the one that goes on.
            matching = Person.objects.filter(search=query).annotate(goes_on=Coalesce("merged_into", "pk"))
            return people.filter(pk__in=matching.values("goes_on"))
        # By all that can be searched first, for which there is an index; then by the names alone.
        return people.filter(search=query).annotate(names=Folded(F("given_name"), F("family_name"))).filter(names=query)


PEOPLE_POLICY = PeoplePolicy(
    Person,
    {
        "view": PEOPLE,
        "money": MONEY,
        "history": ("office",),
        "change": ("office",),
        "roles": ("office",),
        "eyes": LOOKERS,
    },
)
register_permission_policy(Person, PEOPLE_POLICY)
