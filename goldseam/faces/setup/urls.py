from django.urls import path
from wagtail.admin.auth import require_admin_access
from wagtail.utils.urlpatterns import decorate_urlpatterns

from goldseam.faces.setup.today import Today
from goldseam.faces.setup.views import basics, entry, mail, opening
from goldseam.foundation.access import staff

app_name = "setup"
office = staff("office")
urlpatterns = [
    path("set-up/", opening.overview, name="overview"),
    path("set-up/second-factor/", entry.second_factor, name="second_factor"),
    path("set-up/association/", office(basics.AssociationStep.as_view()), name="association"),
    path("set-up/look/", office(basics.LookStep.as_view()), name="look"),
    path("set-up/plans/", office(basics.PlansStep.as_view()), name="plans"),
    path("set-up/hubs/", office(basics.HubsStep.as_view()), name="hubs"),
    path("set-up/money/", office.asking_again()(basics.MoneyStep.as_view()), name="money"),
    path("set-up/mail/", office.asking_again()(mail.MailStep.as_view()), name="mail"),
    path("set-up/pages/", office(opening.PagesStep.as_view()), name="pages"),
    path("set-up/open/", opening.open_site, name="open"),
    path("set-up/begin/<str:secret>/", entry.account, name="account"),
    # The office's own first screen, with what is missing before the opening above it.
    *decorate_urlpatterns([path("office/", staff()(Today.as_view()), name="today")], require_admin_access),
]
