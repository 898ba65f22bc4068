from django.urls import path

from goldseam.core.desk.paths import paths_of
from goldseam.subjects.library.office import screens
from goldseam.subjects.library.office.policy import FACTSHEET_POLICY

app_name = "factsheets"
view, add, change = (FACTSHEET_POLICY.rule(action) for action in ("view", "add", "change"))
urlpatterns = [
    *paths_of(screens.FactsheetList),
    path("new/", add(screens.EnterFactsheet.as_view()), name="enter"),
    path("<int:pk>/", view(screens.FactsheetFile.as_view()), name="file"),
    path("<int:pk>/change/", change(screens.ChangeFactsheet.as_view()), name="change"),
    path("<int:pk>/publish/", change(screens.PublishVersion.as_view()), name="publish"),
    path("<int:pk>/versions/<int:number>/", view(screens.ReadVersion.as_view()), name="version"),
]
