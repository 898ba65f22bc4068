from django.urls import include, path

from goldseam.core.desk.paths import paths_of
from goldseam.faces.office import settings

view, add, change = (settings.HUB_POLICY.rule(action) for action in ("view", "add", "change"))
# Where members transfer their money to stands among the association's details.
account = settings.ASSOCIATION_POLICY.rule("change").asking_again()
hubs = [
    *paths_of(settings.HubList),
    path("new/", add(settings.EnterHub.as_view()), name="enter"),
    path("<int:pk>/", change(settings.ChangeHub.as_view()), name="change"),
]
association = [
    path("", account(settings.ChangeAssociation.as_view()), name="change"),
]
urlpatterns = [
    path("hubs/", include((hubs, "hubs"))),
    path("association/", include((association, "association"))),
]
