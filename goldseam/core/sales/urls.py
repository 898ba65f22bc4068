from django.urls import path, re_path

from goldseam.core.sales import views

app_name = "sales"
urlpatterns = [
    path("pay/<str:token>/", views.pay, name="pay"),
    path("pay/<str:token>/done/", views.done, name="done"),
    re_path(r"^pay/(?P<token>[^/]+)/(?P<kind>invoice|receipt)/$", views.document, name="document"),
    path("gateways/<slug:way>/notice/", views.notice, name="notice"),
]
