from django.urls import path

from goldseam.subjects.membership import views

app_name = "membership"
urlpatterns = [
    path("join/", views.plans, name="plans"),
    path("join/<slug:slug>/", views.join_plan, name="join"),
    path("card/<str:token>/", views.check_card, name="check_card"),
]
