from django.urls import path

from goldseam.core.desk.paths import paths_of
from goldseam.subjects.teams.office import screens
from goldseam.subjects.teams.office.policy import TIER_POLICY

app_name = "team_prices"
urlpatterns = [
    *paths_of(screens.TierList),
    path("new/", TIER_POLICY.rule("add")(screens.SetTier.as_view()), name="set"),
    path("<int:pk>/", TIER_POLICY.rule("change")(screens.WithdrawTier.as_view()), name="withdraw"),
]
