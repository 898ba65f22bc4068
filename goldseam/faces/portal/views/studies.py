from django.http import HttpResponse
from django.views.decorators.cache import never_cache

from goldseam.core.people.models import Person
from goldseam.faces.portal.people import MemberRequest
from goldseam.foundation.access import signed_in
from goldseam.subjects.membership.evidence.views import showing


@signed_in("20/5m")
@never_cache
def studies(request: MemberRequest) -> HttpResponse:
    """What is still needed to show that one is studying, and how."""
    return showing(request, Person.objects.get(pk=request.user.pk), is_own_page=True)
