"""What can break with a team: too few places are left of it, places that nobody takes up, nobody who looks after it."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db.models import F, IntegerField, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from goldseam.core.mail.about_ruptures import letters_about
from goldseam.core.mail.restraint import count_letters_about
from goldseam.foundation.clock import local_date, midnight_before
from goldseam.foundation.contracts import (
    Broken,
    Notice,
    Step,
    Urgency,
    Words,
    leave_to_the_office,
    ruptures,
)
from goldseam.subjects.teams.models import Allotment, Proposal, Team, Tier
from goldseam.subjects.teams.prices import offer

DAY = timedelta(days=1)
# So long a coordinator is left alone: people are on leave, and new colleagues have not begun.
LEFT_ALONE = timedelta(days=21)


def _team(rupture: Any, at: datetime) -> Any:
    teams = Team.objects.with_seats(on=local_date(at)).select_related("organisation", "plan", "coordinator")
    return teams.get(pk=rupture.subject.rpartition(":")[2])


def _running(at: datetime) -> QuerySet[Any]:
    """The teams that have places on that day."""
    teams: QuerySet[Any] = Team.objects.with_seats(on=local_date(at))
    return teams.filter(paid__gt=0)


def _fewest(team: Any) -> int:
    found = offer(team.plan.slug)
    return found.fewest if found else 0


def _letter(name: str) -> Any:
    def act(rupture: Any, *, at: datetime) -> Notice:
        team = _team(rupture, at)
        context = {"team": team, "free": team.paid - team.used, "fewest": _fewest(team)}
        return Notice(f"teams/{name}", context | {"team_url": _page(team), "more_url": f"{_page(team, 'seats/')}"})

    return act


def _page(team: Any, below: str = "") -> str:
    return f"/me/team/{team.pk}/{below}" if below else f"/me/team/?team={team.pk}"


class BelowMinimum:
    """Places were given back, and fewer are left than a team has at least."""

    label = gettext_lazy("team below its minimum")
    urgency: ClassVar[Urgency] = Urgency.KEPT
    playbook: ClassVar[Sequence[Step]] = [Step("tell the ways on", timedelta(0), _letter("team_too_small"))]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        # A minimum that the association raises breaks nothing: what was bought stays.
        back = Allotment.objects.filter(team=OuterRef("pk"), cut_short_on__isnull=False, ends_on__gte=local_date(at))
        tiers = Tier.objects.standing().filter(plan=OuterRef("plan")).order_by().values("plan")
        fewest = Subquery(tiers.annotate(n=Min("from_seats")).values("n"), output_field=IntegerField())
        last = Subquery(back.order_by().values("team").annotate(d=Max("cut_short_on")).values("d"))
        small = _running(at).annotate(fewest=fewest, cut_on=last).filter(paid__lt=F("fewest"), cut_on__isnull=False)
        for pk, coordinator, cut_on in small.values_list("pk", "coordinator", "cut_on"):
            yield Broken(f"teams.team:{pk}", coordinator, min(midnight_before(cut_on + DAY), at))

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        team = _team(rupture, at)
        return "seats_added" if team.paid >= _fewest(team) > 0 else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        team = _team(rupture, at)
        told = {"organisation": team.organisation.name, "paid": team.paid, "fewest": _fewest(team)}
        return Words(
            what_happened=_("Of the places of %(organisation)s %(paid)s are left. A team begins with %(fewest)s.")
            % told,
            what_we_did=(
                _("We wrote to you. Everybody keeps their place to the end of what is paid.")
                if letters_about(rupture)
                else _("Everybody keeps their place to the end of what is paid.")
            ),
            what_you_can_do=_("You can add places, and pay for the days that are left only."),
            way_on=_page(team, "seats/"),
            way_on_label=_("Add places"),
            office=_("%(organisation)s has %(paid)s places, fewer than the %(fewest)s of a team") % told,
        )


class NotTaken:
    """Places that were paid for and that nobody has, weeks later."""

    label = gettext_lazy("seat never taken up")
    urgency: ClassVar[Urgency] = Urgency.KEPT
    playbook: ClassVar[Sequence[Step]] = [Step("say so", timedelta(0), _letter("seats_not_taken"))]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        today = local_date(at)
        newest = Allotment.objects.running(on=today).filter(team=OuterRef("pk")).order_by().values("team")
        since = Subquery(newest.annotate(d=Max("starts_on")).values("d"))
        teams = _running(at).annotate(since=since).filter(used__lt=F("paid"), since__lte=today - LEFT_ALONE)
        for pk, coordinator, began_on in teams.values_list("pk", "coordinator", "since"):
            yield Broken(f"teams.team:{pk}", coordinator, midnight_before(began_on))

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        team = _team(rupture, at)
        return "seats_taken" if team.used >= team.paid > 0 else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        team = _team(rupture, at)
        free, told = max(team.paid - team.used, 0), {"organisation": team.organisation.name}
        words = ngettext(
            "%(free)s place of %(organisation)s is paid for, and nobody has taken it up.",
            "%(free)s places of %(organisation)s are paid for, and nobody has taken them up.",
            free,
        )
        office = ngettext(
            "%(organisation)s: %(free)s place not taken up", "%(organisation)s: %(free)s places not taken up", free
        )
        return Words(
            what_happened=words % (told | {"free": free}),
            what_we_did=(
                _("We wrote to you. The places stay yours.") if letters_about(rupture) else _("The places stay yours.")
            ),
            what_you_can_do=_("You can write to those you invited once more, or invite somebody else."),
            way_on=_page(team),
            way_on_label=_("Open your team"),
            office=office % (told | {"free": free}),
        )


class CoordinatorGone:
    """A team with places and nobody who can give them out: the account was closed, or may not sign in."""

    label = gettext_lazy("coordinator gone")
    urgency: ClassVar[Urgency] = Urgency.KEPT
    playbook: ClassVar[Sequence[Step]] = [
        Step("leave it to the office", timedelta(0), leave_to_the_office, writes=False)
    ]

    def broken(self, *, at: datetime) -> Iterable[Broken]:
        gone = Q(coordinator__email=None) | Q(coordinator__is_active=False)
        for pk in _running(at).filter(gone).values_list("pk", flat=True):
            # Of somebody who has left nothing is held that they would read.
            yield Broken(f"teams.team:{pk}", None, at)

    def mended_by(self, rupture: Any, *, at: datetime) -> str:
        coordinator = _team(rupture, at).coordinator
        return "coordinator_found" if coordinator.email and coordinator.is_active else ""

    def words(self, rupture: Any, *, at: datetime) -> Words:
        told = {"organisation": _team(rupture, at).organisation.name}
        return Words(
            what_happened=_("Nobody looks after the team of %(organisation)s.") % told,
            what_we_did=_("The office is shown it each day. Everybody keeps their place."),
            what_you_can_do=_("Somebody at the organisation can tell us who will look after the team."),
            office=_("%(organisation)s: nobody can give out the places. Ask the organisation who will.") % told,
        )


count_letters_about(Proposal._meta.label_lower)
ruptures.register("team_below_minimum", BelowMinimum())
ruptures.register("seat_not_taken", NotTaken())
ruptures.register("coordinator_gone", CoordinatorGone())
