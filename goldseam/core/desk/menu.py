"""The office's own menu: what a role may not use is not shown to it."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from wagtail.admin.menu import MenuItem

from goldseam.core.desk.policy import DeskPolicy


class DeskItem(MenuItem):
    """A place in the menu for whoever may see the rows of `policy`."""

    def __init__(self, label: Any, url_name: str, *, policy: DeskPolicy, icon_name: str, order: int) -> None:
        name = url_name.replace(":", "-")
        super().__init__(label, reverse_lazy(url_name), name=name, icon_name=icon_name, order=order)
        self.policy = policy

    def is_shown(self, request: HttpRequest) -> bool:
        return self.policy.user_has_permission(request.user, "view")
