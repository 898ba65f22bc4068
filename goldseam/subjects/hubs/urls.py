from django.urls import path

from goldseam.subjects.hubs import views

app_name = "directory"
urlpatterns = [
    path("directory/", views.directory, name="directory"),
    path("directory/<uuid:key>/", views.person, name="person"),
    path("directory/<uuid:key>/write/", views.write, name="write"),
]
