from django.urls import path

from goldseam.subjects.library import views

app_name = "library"
urlpatterns = [
    path("library/", views.library, name="list"),
    path("library/<slug:slug>/", views.factsheet, name="factsheet"),
    path("library/<slug:slug>/download/", views.download, name="download"),
    path("library/<slug:slug>/<int:number>/", views.version, name="version"),
]
