"""What a test that commits leaves behind is put back, in every table there is."""

import pytest
from django.db import connection

from tests import isolation

pytestmark = pytest.mark.django_db(transaction=True)
STATE = "test_of_isolation"


def test_a_row_whose_key_the_database_alone_gives_is_put_back_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES RETURNING id")
        key = cursor.fetchone()
        isolation.remember(STATE)
        cursor.execute("DELETE FROM procrastinate_workers")

    isolation.put_back(state=STATE)

    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM procrastinate_workers")
        assert cursor.fetchall() == [key]
        cursor.execute(f"DROP SCHEMA {STATE} CASCADE")
