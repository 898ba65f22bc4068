from django.urls import path

from goldseam.subjects.enquiries import views

app_name = "contact"
urlpatterns = [
    path("contact/", views.ask, name="ask"),
    path("contact/<str:token>/", views.conversation, name="conversation"),
]
