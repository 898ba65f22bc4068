from django.urls import path

from goldseam.subjects.gifts import views

app_name = "gifts"
urlpatterns = [
    path("gift/", views.gift, name="gift"),
    path("gift/redeem/", views.redeem, name="redeem"),
    path("gift/bursary/", views.bursary, name="bursary"),
]
