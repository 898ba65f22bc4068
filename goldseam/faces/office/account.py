from typing import Any

from wagtail.admin.views.account import AccountView, ThemeSettingsPanel
from wagtail.users.models import UserProfile


class Account(AccountView):
    """How the office looks to whoever is signed in. Name, address, password and second factor are kept under /me/."""

    def get_panels(self) -> list[Any]:
        return [ThemeSettingsPanel(self.request, self.request.user, UserProfile.get_for_user(self.request.user))]
