from django.utils.translation import gettext_lazy as _

from goldseam.foundation.contracts import Merging, PersonalData, declare
from goldseam.subjects.teams.models import Allotment, Invitation, Proposal, Seat, Team, Tier

LAW = _("Accounting records: Companies Act 2006 s. 388, Charities Act 2011 s. 131.")
SIX_YEARS = _("six years after the end of the financial year")

declare(
    Tier,
    PersonalData(
        person="entered_by",
        merging=Merging.STAYS,
        fields=["plan__name", "from_seats", "unit_pence", "entered_at"],
        title=_("Prices for teams that you entered"),
        words={
            "plan__name": _("Plan"),
            "from_seats": _("From how many people"),
            "unit_pence": _("Price"),
            "entered_at": _("Entered"),
        },
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Team,
    PersonalData(
        person="coordinator",
        merging=Merging.MOVES,
        fields=["organisation__name", "plan__name", "began_on"],
        title=_("Teams you look after"),
        words={"organisation__name": _("Organisation"), "plan__name": _("Plan"), "began_on": _("Since")},
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Allotment,
    PersonalData(
        person="team__coordinator",
        merging=Merging.FOLLOWS,
        fields=["team__organisation__name", "seats", "starts_on", "ends_on", "cut_short_on"],
        title=_("Seats that were bought for them"),
        words={
            "team__organisation__name": _("Organisation"),
            "seats": _("Seats"),
            "cut_short_on": _("Ended early on"),
        },
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Proposal,
    PersonalData(
        person="team__coordinator",
        fields=["team__organisation__name", "ends_on", "proposed_at", "reminded_at", "ended_told_at"],
        merging=Merging.FOLLOWS,
        title=_("Letters about the end of their seats"),
        words={
            "team__organisation__name": _("Organisation"),
            "proposed_at": _("First letter"),
            "reminded_at": _("Last letter"),
            "ended_told_at": _("The people were told that it has ended"),
        },
        kept_because=LAW,
        kept_for=SIX_YEARS,
    ),
)
declare(
    Seat,
    PersonalData(
        person="term__membership__person",
        merging=Merging.FOLLOWS,
        fields=["team__organisation__name", "assigned_at", "ended_at"],
        title=_("Seats you had in a team"),
        words={
            "team__organisation__name": _("Team of"),
            "assigned_at": _("Since"),
            "ended_at": _("Ended"),
        },
        kept_because=_("Register of members: Companies Act 2006 s. 113."),
        kept_for=_("ten years after membership ended"),
    ),
)
declare(
    Invitation,
    PersonalData(
        person="seat__term__membership__person",
        merging=Merging.FOLLOWS,
        address="email",
        fields=["team__organisation__name", "email", "invited_at", "declined_at", "withdrawn_at"],
        erased=["email"],
        title=_("Seats you were offered"),
        words={
            "team__organisation__name": _("Team of"),
            "email": _("Sent to"),
            "invited_at": _("Offered"),
            "declined_at": _("You said no"),
            "withdrawn_at": _("Taken back"),
        },
        kept_because=_("It shows how places that were paid for were given out, without the address."),
        kept_for=SIX_YEARS,
    ),
)
