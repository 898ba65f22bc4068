from django.urls import path

from goldseam.subjects.practice import views

app_name = "practice"
urlpatterns = [
    path("rupture-and-repair/", views.practice, name="practice"),
    path("rupture-and-repair/practitioners/", views.practitioners, name="practitioners"),
    path("rupture-and-repair/leaflet.pdf", views.leaflet, name="leaflet"),
    path("rupture-and-repair/app.webmanifest", views.manifest, name="manifest"),
    path("rupture-and-repair/worker.js", views.worker, name="worker"),
]
