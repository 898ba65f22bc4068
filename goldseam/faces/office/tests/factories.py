"""Staff at their desks, and the people they look after."""

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from django.conf import settings
from django.contrib.auth import login
from django.test import Client, RequestFactory

from goldseam.core.people import actions as people
from goldseam.core.people.models import Hub, Person
from goldseam.foundation import clock
from goldseam.foundation.access.sessions import SessionStore, note
from goldseam.subjects.membership.models import Membership, Term
from goldseam.subjects.membership.tests.factories import a_plan

NOON = datetime(2026, 5, 4, 11, 0, tzinfo=UTC)


def at_the_desk(person: Person, *, method: str = "mfa") -> Client:
    """A browser in which this person is signed in, with a second factor unless another `method` is named."""
    request = RequestFactory().get("/")
    request.session = SessionStore()
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    record_authentication(request, person, method)
    note(request.session, request)
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


def members(count: int, *, hub: Hub, begin: int = 1) -> None:
    """So many people of one hub with a current term each, entered set-based."""
    people_of_hub = Person.objects.bulk_create(
        Person(
            given_name=f"Member{number}",
            family_name="Many",
            email=f"member{number}@many.example",
            met_at=NOON,
            hub=hub,
        )
        for number in range(begin, begin + count)
    )
    on = NOON.date()
    plan = a_plan()
    began = Membership.objects.bulk_create(Membership(person=person, began_on=on) for person in people_of_hub)
    Term.objects.bulk_create(
        Term(membership=membership, plan=plan, starts_on=on, ends_on=date(2027, 5, 3)) for membership in began
    )


def today_is(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    """Let the office's clock stand still at that moment."""
    monkeypatch.setattr(clock, "_source", lambda: at)


def chosen(client: Client, address: str) -> str:
    """What the page there says is chosen of a list, as its form sends it back."""
    page = client.get(address).content.decode()
    return unescape(page.partition('name="of" value="')[2].partition('"')[0])


def press(client: Client, address: str, typed: dict[str, Any], *, confirmed: bool = False) -> Any:
    """Open the form, fill it in and send it; with `confirmed` press the button of the page that asks again, too."""
    page = client.get(address).content.decode()
    once = re.search(r'name="once" value="([\w-]+)"', page)
    assert once, page
    answer = client.post(address, {**typed, "once": once[1]})
    if confirmed and answer.status_code == 200 and 'name="confirmed"' in answer.content.decode():
        return client.post(address, {**typed, "once": once[1], "confirmed": "yes"})
    return answer
