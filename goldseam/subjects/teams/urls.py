from django.urls import path

from goldseam.subjects.teams import views

app_name = "teams"
urlpatterns = [
    path("teams/", views.teams, name="teams"),
]
