from django.urls import include, path

from goldseam.core.desk.paths import paths_of
from goldseam.faces.office import settings
from goldseam.faces.office.health import HEALTH_POLICY, HubHealth

view, add, change = (settings.HUB_POLICY.rule(action) for action in ("view", "add", "change"))
# Where members transfer their money to stands among the association's details.
account = settings.ASSOCIATION_POLICY.rule("change").asking_again()
hubs = [
    *paths_of(settings.HubList),
    path("new/", add(settings.EnterHub.as_view()), name="enter"),
    path("<int:pk>/", change(settings.ChangeHub.as_view()), name="change"),
]
health = [
    path("", HEALTH_POLICY.rule()(HubHealth.as_view()), name="page"),
]
association = [
    path("", account(settings.ChangeAssociation.as_view()), name="change"),
]
urlpatterns = [
    path("hubs/", include((hubs, "hubs"))),
    path("hub-health/", include((health, "hub_health"))),
    path("association/", include((association, "association"))),
]
