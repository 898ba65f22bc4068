"""Where the file of a record stands, for screens on a floor below it: Wagtail's own register of addresses answers."""

from typing import Any, ClassVar

from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder

from goldseam.core.desk.policy import DeskPolicy


def register_file(policy: DeskPolicy, url_name: str) -> None:
    """Let every screen lead to the files of the policy's records, for those whose role may open them."""

    class Finder(ModelAdminURLFinder):
        edit_url_name: ClassVar[str] = url_name

        def get_edit_url(self, instance: Any) -> str | None:
            may = self.user is None or policy.user_has_permission(self.user, "view")
            return self.construct_edit_url(instance) if may else None

    register_admin_url_finder(policy.model, Finder)
