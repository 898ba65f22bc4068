from collections.abc import Iterator

import pytest

from goldseam.core.sales.tests.factories import NOON
from goldseam.foundation import clock


@pytest.fixture
def noon() -> Iterator[None]:
    """The association's clock stands at noon: letters are not written at night."""
    before = clock.set_source(lambda: NOON)
    yield
    clock.set_source(before)
