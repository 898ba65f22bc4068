from django.urls import path

from goldseam.faces.office.people.policy import PEOPLE_POLICY
from goldseam.faces.office.privacy import acts, screens
from goldseam.faces.office.privacy.policy import CONSENT_POLICY, PRIVACY_POLICY

app_name = "privacy"
view, change = (PRIVACY_POLICY.rule(action) for action in ("view", "change"))
consents = CONSENT_POLICY.rule("view")
erase = PEOPLE_POLICY.rule("change")
urlpatterns = [
    path("", view(screens.RequestList.as_view()), name="list"),
    path("consents/", consents(screens.ConsentList.as_view()), name="consents"),
    path("consents/results/", consents(screens.ConsentList.as_view(results_only=True)), name="consents_results"),
    path("kinds/", view(screens.Kinds.as_view()), name="kinds"),
    path("review/", view(screens.Reviews.as_view()), name="reviews"),
    path("review/<slug:rule>/", change.asking_again()(acts.CarryOutReview.as_view()), name="review"),
    path("requests/<int:pk>/download/", view.asking_again()(screens.DownloadCopy.as_view()), name="download"),
    path("requests/<int:pk>/answered/", change(acts.Answer.as_view()), name="answered"),
    path("people/<int:pk>/", view(screens.Held.as_view()), name="held"),
    path("people/<int:pk>/copy/", erase.asking_again()(acts.AskCopy.as_view()), name="copy"),
    path("people/<int:pk>/complaint/", erase(acts.NoteComplaint.as_view()), name="complaint"),
    path("people/<int:pk>/erase/", erase.asking_again()(acts.EraseDetails.as_view()), name="erase"),
]
