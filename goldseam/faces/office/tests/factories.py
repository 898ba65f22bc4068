"""Staff at their desks, and the people they look after."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client, RequestFactory

from goldseam.core.people import actions as people
from goldseam.core.people.models import Hub, Person

NOON = datetime(2026, 5, 4, 11, 0, tzinfo=UTC)


def at_the_desk(person: Person, *, method: str = "mfa") -> Client:
    """A browser in which this person is signed in, with a second factor unless another `method` is named."""
    request = RequestFactory().get("/")
    request.session = SessionStore()
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, person, method)
    request.session.save()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = request.session.session_key or ""
    return client


def somebody(given_name: str, family_name: str = "Ferreday", **details: Any) -> Person:
    """A person with a proved address."""
    known: dict[str, Any] = {"email": f"{given_name}.{family_name}@families.example".lower(), "email_proved_at": NOON}
    return people.meet(given_name=given_name, family_name=family_name, at=NOON, **(known | details))


def a_hub(slug: str, **details: Any) -> Hub:
    return Hub.objects.get_or_create(slug=slug, defaults={"name": slug.capitalize(), **details})[0]


def staff(role: str, *, hub: Hub | None = None, given_name: str = "") -> Person:
    """Somebody who holds `role`."""
    person = somebody(given_name or role.capitalize(), "Staff", email=f"{given_name or role}@aimh.example")
    people.give_role(person=person, role=role, at=NOON, by=None, hub=hub)
    return person
