"""Pages of ours that stand where Wagtail has its own; they come first, so that Wagtail's are never reached."""

from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from goldseam.core.people.roles import PAGES
from goldseam.faces.office.account import Account
from goldseam.faces.office.bulk import bulk
from goldseam.faces.office.today import Today
from goldseam.foundation.access import staff

app_name = "office"
urlpatterns: list[URLPattern] = decorate_urlpatterns(
    [
        path("", staff()(Today.as_view()), name="today"),
        path("account/", staff(is_own_business=True)(Account.as_view()), name="account"),
        path("bulk/<str:app_label>/<str:model_name>/<str:action>/", staff(*PAGES)(bulk), name="bulk"),
    ],
    require_admin_access,
)
