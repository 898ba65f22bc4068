from django.urls import path

from goldseam.core.desk.paths import paths_of
from goldseam.subjects.gifts.office import bursaries
from goldseam.subjects.gifts.office.policy import BURSARY_POLICY

app_name = "bursaries"
change = BURSARY_POLICY.rule("change")
urlpatterns = [
    *paths_of(bursaries.BursaryList),
    path("<int:pk>/", BURSARY_POLICY.rule()(bursaries.BursaryFile.as_view()), name="file"),
    path("<int:pk>/give/", change(bursaries.Give.as_view()), name="give"),
    path("<int:pk>/decline/", change(bursaries.Decline.as_view()), name="decline"),
]
