from django.urls import path

from goldseam.subjects.enquiries import quotes, views

app_name = "contact"
urlpatterns = [
    path("contact/", views.ask, name="ask"),
    path("contact/<str:token>/", views.conversation, name="conversation"),
    path("teams/quote/", quotes.ask, name="quote_me"),
    path("quote/<str:token>/", quotes.read, name="quote"),
    path("quote/<str:token>/pdf/", quotes.paper, name="quote_pdf"),
]
