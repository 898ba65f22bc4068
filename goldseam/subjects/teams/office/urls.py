from django.urls import path

from goldseam.core.desk.paths import paths_of
from goldseam.subjects.teams.office import screens
from goldseam.subjects.teams.office.policy import TEAM_POLICY

app_name = "desk_teams"
urlpatterns = [
    *paths_of(screens.TeamList),
    path("<int:pk>/", TEAM_POLICY.rule()(screens.TeamFile.as_view()), name="file"),
    path("<int:pk>/coordinator/", TEAM_POLICY.rule("change")(screens.ChangeCoordinator.as_view()), name="coordinator"),
]
