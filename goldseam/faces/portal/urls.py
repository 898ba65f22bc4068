from allauth.account import urls as account_urls
from allauth.mfa import urls as mfa_urls
from django.urls import include, path

from goldseam.faces.portal import views

portal = [
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("me/", views.home, name="home"),
]
urlpatterns = [
    path("", include((portal, "portal"))),
    path("sign-in/", include(account_urls)),
    path("sign-in/second-factor/", include(mfa_urls)),
]
