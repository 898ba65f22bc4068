from django.urls import path

from goldseam.foundation.theme import views

app_name = "theme"

urlpatterns = [path("theme/colours.css", views.colours_css, name="colours")]
