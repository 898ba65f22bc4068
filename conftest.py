"""What every test may use. The database itself is started earlier, by `tests/postgres.py`."""

import gc
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker, Settings

from tests.smtp import SmtpSink, running_sink


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After the shuffling: what takes longest is begun first, so that no process ends long after the other."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish() -> None:
    """Django and all tests stay to the end: the collector is to look through what a test made, not through them."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _templates_as_they_run(django_test_environment: None) -> None:
    """Django's tests note down what each template was given, with a copy of all of it; ours read what people see."""
    from django.template.base import Template
    from django.test.utils import _TestState

    Template._render = _TestState.saved_data.template_render


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """After the migrations: remember the rows they made, and return to them after each test that commits."""
    from django.test import TransactionTestCase

    from goldseam.faces.setup import preparing
    from tests import isolation

    # Tests that set an association up begin by forgetting this.
    preparing.remembered.is_open = True
    with django_db_blocker.unblock():
        isolation.remember()
        isolation.forget_pages()
    TransactionTestCase._fixture_teardown = isolation.put_back  # type: ignore[attr-defined]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown() -> None:
    """The ledger balances after every test, while the test's rows are still there."""
    from tests.ledger import check_what_a_test_left

    check_what_a_test_left()


@pytest.fixture(scope="session")
def smtp_server() -> Iterator[SmtpSink]:
    """One real SMTP server for the whole run; tests take `smtp_sink`."""
    with running_sink() as sink:
        yield sink


@pytest.fixture
def smtp_sink(smtp_server: SmtpSink, settings: Settings) -> Iterator[SmtpSink]:
    """A real SMTP server that Django's mail goes to: `.letters`, `.to(address)`, and faults through `.fault`."""
    smtp_server.reset()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = smtp_server.host, smtp_server.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_TIMEOUT = 1
    yield smtp_server
    smtp_server.reset()
