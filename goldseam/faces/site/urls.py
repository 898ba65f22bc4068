from django.urls import URLPattern, path

from goldseam.faces.site import health

app_name = "site"
urlpatterns: list[URLPattern] = [
    path("healthz", health.healthz, name="healthz"),
]
