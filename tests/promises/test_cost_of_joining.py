"""What joining may cost: pages asked for, and queries. CPU and orders a second are measured in bench/joining.py."""

import pytest

from goldseam.subjects.membership.models import Term
from tests.promises.cost import count_one_order
from tests.promises.members import open_for_members

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_order_takes_at_most_six_requests_and_seventy_queries() -> None:
    open_for_members()
    count_one_order("warm@families.example")

    requests, queries = count_one_order()

    assert Term.objects.count() == 2
    assert requests <= 6
    # Besides, the clock of the demo asks the database once a request: seventy in all.
    assert queries <= 66
