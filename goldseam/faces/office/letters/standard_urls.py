from django.urls import path

from goldseam.core.desk.paths import paths_of
from goldseam.core.mail.sending_policy import STANDARD_POLICY
from goldseam.faces.office.letters import standard

app_name = "standard"
view, add, change = (STANDARD_POLICY.rule(action) for action in ("view", "add", "change"))
urlpatterns = [
    *paths_of(standard.StandardLetterList),
    path("new/", add(standard.EnterStandardLetter.as_view()), name="enter"),
    path("<int:pk>/", view(standard.StandardLetterFile.as_view()), name="file"),
    path("<int:pk>/change/", change(standard.ChangeStandardLetter.as_view()), name="change"),
]
