"""Who may do what with one kind of record, and which rows of it they may see: decided here once, by role.

Every screen of a desk asks the same policy, and every queryset of a desk begins with its `rows`: list, search, filters,
counts, file, choosers, history and export cannot differ. Wagtail's own screens ask the policy too once it is registered
with `wagtail.permissions.register_permission_policy`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from wagtail.permission_policies import BasePermissionPolicy

from goldseam.core.people.models import Person
from goldseam.core.people.roles import READERS
from goldseam.foundation.access import Rule, staff

# What changes nothing: whoever only reads may do it at every desk, and nothing else.
READING = frozenset({"view", "money", "history"})


class DeskPolicy(BasePermissionPolicy):
    """`roles` names, for each action, the roles that may do it; `view` is needed for every other.

    Who only reads may read here too, unless it is not `is_for_readers`: where to see is to have a form before one.
    """

    def __init__(
        self, model: type[models.Model] | str, roles: Mapping[str, Iterable[str]], *, is_for_readers: bool = True
    ) -> None:
        super().__init__(model)
        readers = sorted(READERS) if is_for_readers else ()
        self.roles = {
            action: (*names, *readers) if action in READING else tuple(names) for action, names in roles.items()
        }

    def rule(self, action: str = "view", *, is_own_business: bool = False) -> Rule:
        """The rule that the gate holds an address to, made of the same table."""
        return staff(*self.roles[action], is_own_business=is_own_business)

    def rows(self, person: Any) -> models.QuerySet[Any]:
        """The rows this person may see: all of them, or none without the role."""
        everything: models.QuerySet[Any] = self.model._default_manager.all()
        return everything if self.user_has_permission(person, "view") else everything.none()

    def sees_all(self, person: Any) -> bool:
        """Whether no row is kept from this person: then words that others wrote about all rows may be read too."""
        return self.user_has_permission(person, "view")

    def allowed(self, person: Any) -> dict[str, bool]:
        """Each action, and whether this person may do it."""
        return {action: self.user_has_permission(person, action) for action in self.roles}

    def user_has_permission(self, user: Any, action: str) -> bool:
        return user.is_authenticated and user.has_role(*self.roles.get(action, ()))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: models.Model) -> bool:
        return self.user_has_permission(user, action) and self.rows(user).filter(pk=instance.pk).exists()

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: models.Model) -> bool:
        return self.user_has_any_permission(user, actions) and self.rows(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> models.QuerySet[Any]:
        rows = self.rows(user)
        return rows if self.user_has_any_permission(user, actions) else rows.none()

    def users_with_any_permission(self, actions: Iterable[str]) -> models.QuerySet[Person]:
        names = [name for action in actions for name in self.roles.get(action, ())]
        holders: models.QuerySet[Person] = Person.objects.filter(grants__ended_at=None, grants__role__in=names)
        return holders.distinct()
