from django.urls import path

from goldseam.subjects.membership import views
from goldseam.subjects.membership.evidence import views as evidence
from goldseam.subjects.membership.renewals import views as renewals

app_name = "membership"
urlpatterns = [
    path("join/", views.plans, name="plans"),
    path("join/<slug:slug>/", views.join_plan, name="join"),
    path("renew/<str:token>/", renewals.renew, name="renew"),
    path("renew/stop/<str:token>/", renewals.stop, name="stop_renewing"),
    path("studies/<str:token>/", evidence.show, name="show_evidence"),
    path("studies/confirm/<str:token>/", evidence.confirm, name="confirm_evidence"),
    path("card/<str:token>/", views.check_card, name="check_card"),
]
