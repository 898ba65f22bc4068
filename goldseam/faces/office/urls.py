"""Pages of ours that stand where Wagtail has its own; they come first, so that Wagtail's are never reached."""

from django.urls import URLPattern, path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from goldseam.faces.office.account import Account
from goldseam.faces.office.today import Today
from goldseam.foundation.access import staff

app_name = "office"
urlpatterns: list[URLPattern] = decorate_urlpatterns(
    [
        path("", staff()(Today.as_view()), name="today"),
        path("account/", staff()(Account.as_view()), name="account"),
    ],
    require_admin_access,
)
