"""What joining may cost: pages asked for, and queries. CPU and orders a second are measured in bench/joining.py."""

import pytest

from goldseam.subjects.membership.models import Term
from tests.promises.cost import count_one_order
from tests.promises.members import open_for_members

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_order_takes_five_requests_and_fifty_four_queries_at_most() -> None:
    open_for_members()
    count_one_order("warm@families.example")

    requests, queries = count_one_order()

    assert Term.objects.count() == 2
    assert requests <= 5
    # What the plans, the hubs and the association are is kept since the first order.
    assert queries <= 54
