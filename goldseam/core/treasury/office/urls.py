from django.urls import path

from goldseam.core.treasury.office import acts
from goldseam.core.treasury.office.policy import LINE_POLICY, STATEMENT_POLICY
from goldseam.core.treasury.office.screens import StatementFile, StatementList

app_name = "statements"
view, add, change = (STATEMENT_POLICY.rule(action) for action in ("view", "add", "change"))
match = LINE_POLICY.rule("match")
urlpatterns = [
    path("", view(StatementList.as_view()), name="list"),
    path("new/", add(acts.HandIn.as_view()), name="hand_in"),
    path("<int:pk>/", view(StatementFile.as_view()), name="file"),
    path("<int:pk>/dates/", change(acts.SayOrder.as_view()), name="order"),
    path("lines/<int:pk>/match/", match(acts.MatchLine.as_view()), name="match"),
    path("lines/<int:pk>/set-aside/", match(acts.SetAside.as_view()), name="aside"),
    path("lines/<int:pk>/undo/", match(acts.Undo.as_view()), name="undo"),
]
