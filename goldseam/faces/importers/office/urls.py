from django.urls import path

from goldseam.core.desk.paths import paths_of
from goldseam.faces.importers.office import acts, screens
from goldseam.faces.importers.office.policy import IMPORT_POLICY

app_name = "import"
view, add, change = (IMPORT_POLICY.rule(action) for action in ("view", "add", "change"))
urlpatterns = [
    *paths_of(screens.ImportList),
    path("new/", add(acts.HandIn.as_view()), name="hand_in"),
    path("<int:pk>/", view(screens.ImportFile.as_view()), name="file"),
    path("<int:pk>/report/", view(screens.Report.as_view()), name="report"),
    path("<int:pk>/dates/", change(acts.SayOrder.as_view()), name="order"),
    path("<int:pk>/alike/", change(acts.Decide.as_view()), name="decide"),
    path("<int:pk>/bring-in/", change(acts.BringIn.as_view()), name="bring_in"),
    path("<int:pk>/undo/", change(acts.Undo.as_view()), name="undo"),
    path("<int:pk>/forget/", change(acts.Discard.as_view()), name="discard"),
    path("<int:pk>/stop/", change(acts.StopOrGoOn.as_view()), name="stop"),
]
