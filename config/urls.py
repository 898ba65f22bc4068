from django.conf import settings
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

urlpatterns = [
    path("", include("goldseam.foundation.theme.urls")),
    path("", include("goldseam.core.mail.urls")),
    path("", include("goldseam.core.sales.urls")),
    path("", include("goldseam.subjects.membership.urls")),
    path("", include("goldseam.subjects.teams.urls")),
    path("", include("goldseam.subjects.enquiries.urls")),
    path("", include("goldseam.subjects.hubs.urls")),
    path("", include("goldseam.subjects.gifts.urls")),
    path("", include("goldseam.subjects.library.urls")),
    path("", include("goldseam.faces.portal.urls")),
    path("", include("goldseam.faces.setup.urls")),
    path("office/", include("goldseam.faces.office.urls")),
    path("office/", include(wagtailadmin_urls)),
    path("", include("goldseam.subjects.practice.urls")),
    path("", include("goldseam.subjects.publishing.urls")),
    *([path("demo/", include("goldseam.faces.demo.urls"))] if settings.WITH_DEMO else []),
    path("", include("goldseam.faces.site.urls")),
]
