from django.urls import path
from django.views.decorators.clickjacking import xframe_options_sameorigin

from goldseam.core.desk.paths import paths_of
from goldseam.core.mail.sending_policy import SENDING_POLICY
from goldseam.faces.office.letters import acts, sendings

app_name = "sendings"
view, add, change = (SENDING_POLICY.rule(action) for action in ("view", "add", "change"))
alone = xframe_options_sameorigin(sendings.LetterAlone.as_view())
urlpatterns = [
    *paths_of(sendings.SendingList),
    path("new/", add(acts.Prepare.as_view()), name="prepare"),
    path("<int:pk>/", view(sendings.SendingFile.as_view()), name="file"),
    path("<int:pk>/preview/", view(sendings.Preview.as_view()), name="preview"),
    path("<int:pk>/preview/<int:recipient>/", view(alone), name="letter"),
    path("<int:pk>/test/", change(acts.Test.as_view()), name="test"),
    path("<int:pk>/send/", change(acts.Begin.as_view()), name="begin"),
    path("<int:pk>/stop/", change(acts.StopOrGoOn.as_view()), name="stop"),
    path("<int:pk>/discard/", change(acts.Discard.as_view()), name="discard"),
]
