from collections.abc import Sequence
from datetime import date
from typing import Any

import django_filters
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from goldseam.core.desk.lists import Column, Deed, DeskList
from goldseam.core.mail.sending_policy import WRITE
from goldseam.core.people.models import Person, RoleGrant
from goldseam.core.people.roles import ROLES
from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.foundation import clock
from goldseam.subjects.membership.standing import STATES, standing_as, standings


def _today() -> date:
    return clock.local_date(clock.now())


class PeopleFilters(WagtailFilterSet):
    hub = django_filters.ChoiceFilter(label=_("Hub"), choices=(), empty_label=_("Any hub"))
    membership = django_filters.ChoiceFilter(
        label=_("Membership"), choices=list(STATES.items()), method="of_standing", empty_label=_("Any")
    )
    role = django_filters.ChoiceFilter(
        label=_("Role"),
        choices=[(role.slug, role.name) for role in ROLES.values()],
        method="with_role",
        empty_label=_("Any or none"),
    )

    class Meta:
        model = Person
        fields: Sequence[str] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not PEOPLE_POLICY.user_has_permission(self.request.user, "roles"):
            del self.filters["role"]
        if not PEOPLE_POLICY.sees_every_address(self.request.user) and len(self.request.user.hubs_led) < 2:
            # One hub is no choice.
            del self.filters["hub"]
        else:
            # Asked for once: to read what was chosen and to show what there is to choose.
            hubs = PEOPLE_POLICY.hubs(self.request.user)
            self.filters["hub"].extra["choices"] = [(str(hub.pk), hub.name) for hub in hubs]

    def of_standing(self, people: QuerySet[Person], name: str, state: str) -> QuerySet[Person]:
        return standing_as(people, state, on=_today())

    def with_role(self, people: QuerySet[Person], name: str, role: str) -> QuerySet[Person]:
        return people.filter(Exists(RoleGrant.objects.filter(person=OuterRef("pk"), role=role, ended_at=None)))


def _plan(person: Any) -> str:
    standing = person.standing
    return f"{standing.plan}, {_('until')} {date_format(standing.until)}" if standing.until else ""


class PeopleList(DeskList):
    """Everybody this member of staff may see."""

    policy = PEOPLE_POLICY
    page_title = _("People")
    header_icon = "group"
    index_url_name = "people:list"
    index_results_url_name = "people:results"
    file_url_name = "people:file"
    people_path = "pk"
    deeds = (WRITE, Deed(_("Move to a hub"), "people:move_to_hub", "change"))
    default_ordering = ("family_name", "given_name", "id")
    filterset_class = PeopleFilters
    columns = (
        Column(_("Name"), lambda person: person.full_name),
        Column(_("Given name"), lambda person: person.given_name, is_shown=False),
        Column(_("Family name"), lambda person: person.family_name, is_shown=False),
        Column(_("E-mail address"), lambda person: person.readable_email),
        Column(
            _("Membership"), lambda person: person.standing.words, tag=lambda person: person.standing.state, note=_plan
        ),
        Column(_("Plan"), lambda person: person.standing.plan, is_shown=False),
        Column(
            _("Until"),
            lambda person: date_format(person.standing.until) if person.standing.until else "",
            raw=lambda person: person.standing.until,
            is_shown=False,
        ),
        Column(_("Hub"), lambda person: person.hub.name if person.hub else ""),
        Column(_("Profession"), lambda person: person.profession),
        Column(_("Employer"), lambda person: person.employer, is_shown=False, action="money"),
        Column(
            _("First half of the postcode"), lambda person: person.postcode_district, is_shown=False, action="money"
        ),
        Column(_("Address"), lambda person: person.address, is_shown=False, action="money"),
        Column(
            _("Known since"),
            lambda person: date_format(clock.local_date(person.met_at)),
            raw=lambda person: clock.local_date(person.met_at),
            is_shown=False,
            action="money",
        ),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        own = ("given_name", "family_name", "email", "profession", "employer", "postcode_district", "address", "met_at")
        rows: Any = super().get_base_queryset()
        return rows.known().select_related("hub").only(*own, "hub__name")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return PEOPLE_POLICY.found(self.request.user, rows, text)

    def look_up(self, rows: Sequence[Any]) -> None:
        keys = [person.pk for person in rows]
        standing_of = standings(keys, on=_today())
        addressable = PEOPLE_POLICY.addressable(self.request.user, keys)
        for person in rows:
            person.standing = standing_of[person.pk]
            person.readable_email = (person.email or "") if person.pk in addressable else ""
