"""The teams as the office sees them, and what a seat costs by the size of a team."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from goldseam.core.desk.acts import ActMixin, RecordAct, Refused
from goldseam.core.desk.fields import PoundsField
from goldseam.core.desk.lists import Column, DeskList
from goldseam.core.desk.pages import DeskRecord
from goldseam.core.people.actions import find
from goldseam.foundation import clock
from goldseam.foundation.money import in_pounds, pounds
from goldseam.foundation.timeline.models import Fact
from goldseam.foundation.timeline.record import subject_key
from goldseam.subjects.membership.models import Plan
from goldseam.subjects.teams.actions import change_coordinator
from goldseam.subjects.teams.models import Seat
from goldseam.subjects.teams.office.policy import TEAM_POLICY, TIER_POLICY
from goldseam.subjects.teams.prices import MOST, set_tier, withdraw_tier

SHOWN = 500


class TeamList(DeskList):
    policy = TEAM_POLICY
    page_title = gettext_lazy("Teams")
    header_icon = "group"
    index_url_name = "desk_teams:list"
    index_results_url_name = "desk_teams:results"
    file_url_name = "desk_teams:file"
    people_path = "coordinator"
    columns = (
        Column(gettext_lazy("Organisation"), lambda team: team.organisation.name),
        Column(gettext_lazy("Coordinator"), lambda team: team.coordinator.full_name),
        Column(gettext_lazy("Seats"), lambda team: team.paid, is_amount=True, raw=lambda team: team.paid),
        Column(gettext_lazy("Taken"), lambda team: team.used, is_amount=True, raw=lambda team: team.used),
        Column(gettext_lazy("Invited"), lambda team: team.invited, is_amount=True, raw=lambda team: team.invited),
        Column(
            gettext_lazy("Until"),
            lambda team: date_format(team.until) if team.until else "",
            raw=lambda team: team.until,
        ),
        Column(gettext_lazy("Plan"), lambda team: team.plan.name, is_shown=False),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        rows: Any = super().get_base_queryset()
        today = clock.local_date(clock.now())
        return rows.with_seats(on=today).select_related("organisation", "coordinator", "plan")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        names = Q(coordinator__family_name__icontains=text) | Q(coordinator__email__icontains=text)
        return rows.filter(Q(organisation__name__icontains=text) | names)


class TeamFile(DeskRecord):
    policy = TEAM_POLICY
    template_name = "teams/office/file.html"
    header_icon = "group"
    list_url_name = "desk_teams:list"
    file_url_name = "desk_teams:file"

    def rows(self) -> QuerySet[Any]:
        rows: Any = super().rows()
        today = clock.local_date(clock.now())
        return rows.with_seats(on=today).select_related("organisation", "coordinator", "plan")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        people = ("term__membership__person", "assigned_by", "ended_by")
        seats = Seat.objects.filter(team=self.record).select_related(*people)
        facts = Fact.objects.filter(subject=subject_key(self.record)).select_related("by", "person")
        return super().get_context_data(**kwargs) | {
            "today": clock.local_date(clock.now()),
            "allotments": self.record.allotments.select_related("order_line__order"),
            "seats": seats.order_by("-assigned_at", "-pk")[:SHOWN],
            "invitations": self.record.invitations.open().select_related("letter")[:SHOWN],
            "facts": facts.order_by("-at", "-id")[:SHOWN],
        }


class CoordinatorForm(forms.Form):
    email = forms.EmailField(
        label=gettext_lazy("E-mail address of the new coordinator"),
        help_text=gettext_lazy("Somebody we know, with a proved address. To have a seat is not needed."),
    )


class ChangeCoordinator(RecordAct):
    policy = TEAM_POLICY
    permission_required = "change"
    page_title = gettext_lazy("Change the coordinator")
    introduction = gettext_lazy("The new one gives out the seats from now on; the former one no longer sees them.")
    header_icon = "group"
    form_class = CoordinatorForm
    list_url_name = "desk_teams:list"
    file_url_name = "desk_teams:file"

    def act(self, form: Any, *, at: datetime) -> str:
        person = find(form.cleaned_data["email"])
        if person is None or not person.is_proved:
            raise Refused(_("We know nobody with this address who has proved it."))
        change_coordinator(team=self.record, coordinator=person, by=self.viewer, at=at)
        return _("%(name)s looks after the team now.") % {"name": person.full_name}


class TierForm(forms.Form):
    plan = forms.ModelChoiceField(label=gettext_lazy("Plan"), queryset=Plan.objects.open())
    from_seats = forms.IntegerField(label=gettext_lazy("From how many people"), min_value=2, max_value=MOST)
    unit_pence = PoundsField(label=gettext_lazy("Price in pounds for each person and term"))


class TierList(DeskList):
    policy = TIER_POLICY
    page_title = gettext_lazy("Prices for teams")
    header_icon = "tag"
    index_url_name = "team_prices:list"
    index_results_url_name = "team_prices:results"
    file_url_name = "team_prices:withdraw"
    template_name = "teams/office/prices.html"
    is_searchable = False
    default_ordering = ("plan__position", "from_seats")
    columns = (
        Column(gettext_lazy("Plan"), lambda tier: tier.plan.name),
        Column(gettext_lazy("From how many people"), lambda tier: tier.from_seats, is_amount=True),
        Column(
            gettext_lazy("For each person"),
            lambda tier: pounds(tier.unit_pence),
            is_amount=True,
            raw=lambda tier: in_pounds(tier.unit_pence),
        ),
    )

    def get_base_queryset(self) -> QuerySet[Any]:
        return super().get_base_queryset().filter(withdrawn_at=None).select_related("plan")

    def found(self, rows: QuerySet[Any], text: str) -> QuerySet[Any]:
        return rows


class SetTier(ActMixin):
    policy = TIER_POLICY
    permission_required = "add"
    page_title = gettext_lazy("Set a price for teams")
    introduction = gettext_lazy(
        "It counts for teams of so many people and more, up to the next price, for what is ordered from now on. "
        "The smallest size there is a price for is the smallest team."
    )
    header_icon = "tag"
    form_class = TierForm

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Prices for teams"), reverse("team_prices:list"))]

    def success_url(self) -> str:
        return reverse("team_prices:list")

    def act(self, form: Any, *, at: datetime) -> str:
        tier = set_tier(**form.cleaned_data, at=at, by=self.viewer)
        told = {"seats": tier.from_seats, "price": pounds(tier.unit_pence)}
        return _("From %(seats)s people on, each costs %(price)s.") % told


class WithdrawTier(RecordAct):
    policy = TIER_POLICY
    permission_required = "change"
    page_title = gettext_lazy("Take a price for teams out")
    submit_label = gettext_lazy("Take it out")
    introduction = gettext_lazy(
        "Teams of this size then pay the price of the size below. When it is the smallest, teams begin with the next "
        "one. What was ordered keeps its price."
    )
    header_icon = "tag"
    list_url_name = "team_prices:list"
    file_url_name = "team_prices:withdraw"

    def rows(self) -> QuerySet[Any]:
        return super().rows().filter(withdrawn_at=None).select_related("plan")

    def path(self) -> Sequence[tuple[Any, str]]:
        return [(_("Prices for teams"), reverse("team_prices:list"))]

    def get_page_title(self) -> str:
        told = {"plan": self.record.plan.name, "seats": self.record.from_seats}
        return _("%(plan)s, from %(seats)s people: take the price out") % told

    def success_url(self) -> str:
        return reverse("team_prices:list")

    def act(self, form: Any, *, at: datetime) -> str:
        withdraw_tier(tier=self.record, at=at, by=self.viewer)
        return _("The price is taken out.")
