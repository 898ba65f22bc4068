"""A form counts once, however often and from however many hands it is sent."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from goldseam.core.desk.actions import forget_sent_forms
from goldseam.core.desk.models import SentForm

NOON = datetime(2026, 5, 4, 11, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_sendings_at_once_one_is_the_first() -> None:
    def send(_: int) -> bool:
        try:
            return SentForm.claim("k" * 32, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as hands:
        assert sum(hands.map(send, range(20))) == 1


@pytest.mark.django_db
def test_what_was_sent_a_month_ago_is_forgotten_and_what_was_sent_yesterday_is_not() -> None:
    SentForm.claim("old", at=NOON - timedelta(days=31))
    SentForm.claim("new", at=NOON - timedelta(days=1))

    assert forget_sent_forms(at=NOON) == 1
    assert list(SentForm.objects.values_list("key", flat=True)) == ["new"]
