"""Who reads and answers. The office does all; a hub lead those of the own hub, and no complaints: one may be about the
hub, or about its lead.
"""

from typing import Any

from django.db.models import Q, QuerySet

from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.models import Hub, Person
from goldseam.core.people.roles import EVERYBODY
from goldseam.subjects.enquiries.models import Enquiry

ANSWERERS = ("office", "hublead")


class EnquiryPolicy(DeskPolicy):
    def rows(self, person: Any) -> QuerySet[Enquiry]:
        everything: QuerySet[Enquiry] = Enquiry.objects.all()
        if self.sees_all(person):
            return everything
        return everything.filter(hub__in=person.hubs_led).exclude(topic=Enquiry.Topic.COMPLAINT)

    def sees_all(self, person: Any) -> bool:
        return bool(person.has_role("office", "auditor"))

    def hubs(self, person: Any) -> QuerySet[Hub]:
        """The hubs whose conversations this person may see."""
        return Hub.objects.all() if person.has_role(*EVERYBODY) else Hub.objects.filter(pk__in=person.hubs_led)


def owners(enquiry: Enquiry) -> QuerySet[Person]:
    """Who may look after a conversation: whoever sees it and may answer."""
    lead = Q(grants__role="hublead", grants__hub=enquiry.hub_id) if enquiry.hub_id else Q(pk=None)
    if enquiry.is_complaint:
        lead = Q(pk=None)
    running: QuerySet[Person] = Person.objects.filter(
        Q(grants__role="office") | lead, grants__ended_at=None, is_active=True
    )
    return running.distinct().order_by("given_name", "family_name")


ENQUIRY_POLICY = EnquiryPolicy(
    Enquiry, {"view": ANSWERERS, "change": ANSWERERS, "add": ("office",), "give": ("office",), "discount": ("office",)}
)
