"""One table of roles decides for the gate, for Wagtail and for every queryset alike."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser

from goldseam.core.desk.policy import DeskPolicy
from goldseam.core.people import actions as people
from goldseam.core.people.models import Hub, Person

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 4, 11, 0, tzinfo=UTC)
POLICY = DeskPolicy(Hub, {"view": ("office", "treasurer"), "change": ("office",)})


def holder(role: str) -> Person:
    person = people.meet(email=f"{role}@aimh.example", given_name=role, family_name="Staff", at=NOON)
    people.give_role(person=person, role=role, at=NOON, by=None)
    return person


def test_the_gate_and_the_policy_name_the_same_roles() -> None:
    assert POLICY.rule().roles == {"office", "treasurer", "auditor"}
    assert POLICY.rule("change").roles == {"office"}


def test_rows_are_all_or_none() -> None:
    hub = Hub.objects.create(slug="york", name="York")
    office, treasurer, editor = holder("office"), holder("treasurer"), holder("editor")

    assert hub in POLICY.rows(treasurer)
    assert not POLICY.rows(editor).exists()
    assert POLICY.user_has_permission_for_instance(office, "change", hub)
    assert not POLICY.user_has_permission_for_instance(treasurer, "change", hub)
    assert not POLICY.instances_user_has_any_permission_for(treasurer, ["change"]).exists()
    assert set(POLICY.users_with_any_permission(["view"])) == {office, treasurer}


def test_nobody_may_do_what_the_table_does_not_name() -> None:
    assert not POLICY.user_has_permission(holder("office"), "delete")
    assert not POLICY.user_has_permission(AnonymousUser(), "view")


def test_a_role_that_ended_opens_nothing() -> None:
    office = holder("office")
    people.end_role(grant=office.grants.get(), at=NOON, by=office)

    assert not POLICY.user_has_permission(Person.objects.get(pk=office.pk), "view")
