from django.urls import path

from goldseam.core.mail import views

app_name = "mail"
urlpatterns = [path("unsubscribe/<str:token>/", views.one_click, name="unsubscribe")]
