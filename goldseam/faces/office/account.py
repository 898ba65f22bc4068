from typing import Any

from wagtail.admin.forms.account import ThemePreferencesForm
from wagtail.admin.views.account import AccountView, ThemeSettingsPanel
from wagtail.users.models import UserProfile


class LookForm(ThemePreferencesForm):
    """Day and night follow the device, as on every other page of ours."""

    class Meta(ThemePreferencesForm.Meta):
        fields = [name for name in ThemePreferencesForm.Meta.fields if name != "theme"]


class LookPanel(ThemeSettingsPanel):
    form_class = LookForm


class Account(AccountView):
    """How the office looks to whoever is signed in. Name, address, password and second factor are kept under /me/."""

    def get_panels(self) -> list[Any]:
        return [LookPanel(self.request, self.request.user, UserProfile.get_for_user(self.request.user))]
