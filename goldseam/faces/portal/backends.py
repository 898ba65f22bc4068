from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from goldseam.core.people.models import Person
from goldseam.faces.portal.people import person_at


class AddressAndPassword(ModelBackend):
    """E-mail address and password. An address that nobody has takes as long as a wrong password."""

    def authenticate(  # type: ignore[override]
        self, request: HttpRequest | None, email: str = "", password: str = "", **credentials: Any
    ) -> Person | None:
        person = person_at(email)
        if person is None:
            Person().set_password(password)
            return None
        return person if person.check_password(password) and self.user_can_authenticate(person) else None

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """None: whatever somebody may do comes with a role, which says who gave it and when it ended."""
        return set()
