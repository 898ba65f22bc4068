from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people.roles import MONEY
from goldseam.subjects.teams.models import Team, Tier

TEAM_POLICY = DeskPolicy(Team, {"view": MONEY, "change": ("office",)})
TIER_POLICY = DeskPolicy(Tier, dict.fromkeys(("view", "add", "change"), ("office",)), is_for_readers=False)
