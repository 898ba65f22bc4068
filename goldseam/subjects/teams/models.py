from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from goldseam.subjects.membership.models import Plan, Term
from goldseam.subjects.teams.domains import own_domain


class TierQuerySet(models.QuerySet["Tier"]):
    def standing(self) -> "TierQuerySet":
        """Those that count now, the smallest teams first."""
        return self.filter(withdrawn_at=None).order_by("from_seats")


class Tier(models.Model):
    """What each seat costs in a team of at least so many. One that was replaced is withdrawn and stays here."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="tiers")
    from_seats = models.PositiveIntegerField(_("from how many people"))
    unit_pence = models.PositiveIntegerField(_("price of each seat in pence"))
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = TierQuerySet.as_manager()

    class Meta:
        verbose_name = _("price for teams")
        verbose_name_plural = _("prices for teams")
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "from_seats"], condition=Q(withdrawn_at=None), name="one_tier_per_size"
            ),
            models.CheckConstraint(condition=Q(from_seats__gte=2), name="a_team_is_more_than_one"),
        ]

    def __str__(self) -> str:
        return f"{self.from_seats}+ {self.unit_pence}"


def _lasts(on: date, of: str = "") -> Q:
    """Whether a period's last day has not gone by on that day."""
    whole = Q(**{f"{of}cut_short_on": None, f"{of}ends_on__gte": on})
    return whole | Q(**{f"{of}cut_short_on__gte": on})


class TeamQuerySet(models.QuerySet["Team"]):
    def with_seats(self, *, on: date) -> "TeamQuerySet":
        """Annotate `paid` and `used`, the seats on that day, `invited`, the open invitations, and `until`, the last
        day of the period that was paid for.
        """
        bought = Allotment.objects.filter(team=OuterRef("pk"))
        running = bought.running(on=on).order_by().values("team")
        seats = Seat.objects.used(on=on).filter(team=OuterRef("pk")).order_by().values("team")
        asked = Invitation.objects.open().filter(team=OuterRef("pk")).order_by().values("team")
        number = models.IntegerField()
        return self.annotate(
            paid=Coalesce(Subquery(running.annotate(n=Sum("seats")).values("n"), output_field=number), 0),
            used=Coalesce(Subquery(seats.annotate(n=Count("pk")).values("n"), output_field=number), 0),
            invited=Coalesce(Subquery(asked.annotate(n=Count("pk")).values("n"), output_field=number), 0),
            until=Subquery(
                bought.order_by(Coalesce("cut_short_on", "ends_on").desc()).values_list(
                    Coalesce("cut_short_on", "ends_on")
                )[:1]
            ),
        )


class Team(models.Model):
    """An organisation's membership: so many seats, and the person who gives them out.

    `link_number`: how often a link was opened by which people ask for a seat themselves; only the last one may work.
    `is_link_for_domain`: it answers addresses of the coordinator's own domain only.
    """

    organisation = models.ForeignKey("people.Organisation", on_delete=models.PROTECT, related_name="teams")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="teams")
    coordinator = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="teams")
    began_on = models.DateField()
    link_number = models.PositiveIntegerField(default=0, db_default=0)
    is_link_open = models.BooleanField(default=False, db_default=False)
    is_link_for_domain = models.BooleanField(default=False, db_default=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ("-began_on", "-pk")
        verbose_name = _("team")
        verbose_name_plural = _("teams")

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def domain(self) -> str:
        """The coordinator's own, which is proved; '' where it is not the organisation's."""
        return own_domain(self.coordinator.email or "")


class AllotmentQuerySet(models.QuerySet["Allotment"]):
    def running(self, *, on: date) -> "AllotmentQuerySet":
        """Those that have seats to give on that day."""
        return self.filter(_lasts(on), starts_on__lte=on)

    def whole(self) -> "AllotmentQuerySet":
        """Those that did not end early."""
        return self.filter(cut_short_on=None)

    def to_carry(self, *, on: date) -> "AllotmentQuerySet":
        """Those that have begun as a renewal, and whose people still wait for their seats."""
        return self.running(on=on).filter(follows_on__isnull=False, carried_at=None)


class Allotment(models.Model):
    """Seats that were paid for, from a day to a day, both included. `cut_short_on` is the last day when it ended early.

    What a team may use on a day is the sum of those that run on it. `follows_on`: it renews the period that ended on
    that day, and once it begins (`carried_at`) the people of that one have their seats in it.
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="allotments")
    order_line = models.ForeignKey("sales.OrderLine", on_delete=models.PROTECT, related_name="allotments")
    seats = models.PositiveIntegerField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    cut_short_on = models.DateField(null=True, blank=True)
    follows_on = models.DateField(null=True)
    carried_at = models.DateTimeField(null=True)

    objects = AllotmentQuerySet.as_manager()

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(seats__gt=0), name="an_allotment_has_seats"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="an_allotment_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["order_line"], condition=Q(cut_short_on=None), name="one_whole_allotment_per_order_line"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.seats} {self.starts_on}–{self.last_on}"

    @property
    def last_on(self) -> date:
        return self.cut_short_on or self.ends_on


class Proposal(models.Model):
    """What we wrote about the end of a team's period: one row for each, so that each letter goes once.

    `ended_told_at`: when its people were told that it has ended and was not renewed.
    """

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="proposals")
    ends_on = models.DateField()
    proposed_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    ended_told_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "ends_on"], name="one_proposal_per_period")]

    def __str__(self) -> str:
        return f"{self.team_id} {self.ends_on}"


class SeatQuerySet(models.QuerySet["Seat"]):
    def used(self, *, on: date) -> "SeatQuerySet":
        """Those that somebody has on that day, also while an own term of hers still runs before."""
        return self.filter(_lasts(on, "term__"), ended_at=None)


class Seat(models.Model):
    """One assignment of a seat to a person: the person stands in the term that it gives. Kept after it ended."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="places")
    term = models.OneToOneField(Term, on_delete=models.PROTECT, related_name="seat")
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    objects = SeatQuerySet.as_manager()

    class Meta:
        ordering = ("assigned_at", "pk")
        indexes = [models.Index(fields=["team"], name="seat_running", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return f"{self.team_id} {self.term_id}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def open(self) -> "InvitationQuerySet":
        """Neither taken, nor declined, nor withdrawn: a seat is kept for each."""
        return self.filter(OPEN)


OPEN = Q(seat=None, withdrawn_at=None, declined_at=None)


class Invitation(models.Model):
    """A letter that offers a seat to whoever reads the mail of an address. A free seat is kept while it is open."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="invitations")
    email = models.EmailField()
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    letter = models.ForeignKey("mail.Message", null=True, on_delete=models.PROTECT, related_name="+")
    seat = models.OneToOneField(Seat, null=True, on_delete=models.PROTECT, related_name="invitation")
    declined_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ("invited_at", "pk")
        constraints = [
            models.UniqueConstraint(
                "team", Lower("email"), condition=OPEN & ~Q(email=""), name="one_open_invitation_per_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.seat_id is None and self.withdrawn_at is None and self.declined_at is None
