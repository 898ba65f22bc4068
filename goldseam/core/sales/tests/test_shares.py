"""Money divided among lines, and into income and VAT: whole pence, and no penny is lost or made."""

from hypothesis import given
from hypothesis import strategies as st

from goldseam.core.sales.models import OrderLine
from goldseam.core.sales.shares import shares, split_of

PENCE = st.integers(min_value=0, max_value=10_000_000)
LINES = st.lists(
    st.builds(
        OrderLine,
        unit_pence=PENCE,
        quantity=st.integers(min_value=1, max_value=20),
        vat_rate=st.sampled_from([0, 5, 20]),
    ),
    min_size=1,
    max_size=6,
).filter(lambda lines: any(line.total_pence for line in lines))


@given(LINES, st.data())
def test_shares_sum_to_the_amount_and_none_is_more_than_its_line(lines: list[OrderLine], data: st.DataObject) -> None:
    total = sum(line.total_pence for line in lines)
    amount = data.draw(st.integers(min_value=0, max_value=total))

    parts = shares(lines, amount)

    assert sum(parts) == amount
    assert all(0 <= part <= line.total_pence for part, line in zip(parts, lines, strict=True))


@given(LINES)
def test_all_of_it_is_what_each_line_costs(lines: list[OrderLine]) -> None:
    assert shares(lines, sum(line.total_pence for line in lines)) == [line.total_pence for line in lines]


@given(st.builds(OrderLine, unit_pence=PENCE, vat_rate=st.sampled_from([0, 5, 20])), PENCE)
def test_vat_is_to_the_nearest_penny(line: OrderLine, pence: int) -> None:
    net, vat = split_of(line, pence)

    assert net + vat == pence
    assert abs(vat * (100 + line.vat_rate) - pence * line.vat_rate) * 2 <= 100 + line.vat_rate


@given(LINES, st.lists(st.integers(min_value=1, max_value=100_000), max_size=30))
def test_many_small_refunds_take_back_exactly_what_one_would(lines: list[OrderLine], refunds: list[int]) -> None:
    """Differences of running sums: what was rounded at one refund is made up for at the next."""
    total = sum(line.total_pence for line in lines)
    so_far, vat_back = 0, 0
    for refund in [*refunds, total]:
        before, so_far = so_far, min(so_far + refund, total)
        vat_back += _vat(lines, so_far) - _vat(lines, before)

    assert so_far == total
    assert vat_back == sum(line.vat_pence for line in lines)


def _vat(lines: list[OrderLine], amount: int) -> int:
    return sum(split_of(line, part)[1] for line, part in zip(lines, shares(lines, amount), strict=True))


def test_a_penny_at_a_time_without_running_sums_would_leave_vat_behind() -> None:
    """The control of the test above: each penny's own VAT rounds to nothing."""
    line = OrderLine(unit_pence=7500, vat_rate=20)
    assert sum(split_of(line, 1)[1] for _ in range(7500)) == 0
    assert line.vat_pence == 1250
