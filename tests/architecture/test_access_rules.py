"""Every address says who may reach it; what says nothing is refused, and found here before it ships."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import ResolverMatch, get_resolver, path
from pytest_django import Settings

import config.urls
from config.access import NAMED
from goldseam.foundation.access.addresses import addresses
from goldseam.foundation.access.gate import rule_of


def undeclared(among: Iterator[ResolverMatch]) -> list[str]:
    return [f"{found.route} ({found.view_name})" for found in among if rule_of(found) is None]


def test_every_address_says_who_may_reach_it() -> None:
    assert undeclared(addresses()) == []


def test_the_walk_sees_the_libraries_too() -> None:
    """The control: the test above walks into what is included, Wagtail and allauth among it."""
    names = {found.view_name for found in addresses()}
    assert {"wagtailadmin_home", "account_login", "mfa_index", "sales:pay", "membership:join"} <= names
    assert len(names) > 200


def test_no_rule_is_left_of_an_address_that_is_gone() -> None:
    names = {found.view_name for found in addresses()}
    assert [pattern for pattern, _rule in NAMED if not any(fnmatchcase(name, pattern) for name in names)] == []


def forgotten(request: HttpRequest) -> HttpResponse:
    """A view whose author forgot to say who may reach it."""
    return HttpResponse("open to all")


urlpatterns = [path("forgotten/", forgotten, name="forgotten"), *config.urls.urlpatterns]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "head", "post", "put", "delete", "options"])
def test_the_gate_refuses_an_address_without_a_rule(client: Client, settings: Settings, method: str) -> None:
    settings.ROOT_URLCONF = __name__
    assert getattr(client, method)("/forgotten/").status_code == 403


@pytest.mark.django_db
def test_an_address_without_a_rule_fails_the_build(settings: Settings) -> None:
    """The control of the first test."""
    settings.ROOT_URLCONF = __name__
    assert "forgotten/ (forgotten)" in undeclared(addresses(get_resolver(__name__)))
