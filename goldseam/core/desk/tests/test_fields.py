"""Amounts and lists as people type them."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from goldseam.core.desk.fields import LinesField, PoundsField


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("75", 7500),
        ("£75", 7500),
        (" 75.5 ", 7550),
        ("75.50", 7550),
        ("1,200.00", 120_000),
        ("£ 0.01", 1),
        ("1000000", 100_000_000),
        ("007", 700),
    ],
)
def test_an_amount_is_read_as_it_was_meant(typed: str, pence: int) -> None:
    assert PoundsField().clean(typed) == pence


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "0",
        "0.00",
        "-1",
        "75.555",
        "75.",
        ".5",
        "1,20",
        "12,34.00",
        "1e3",
        "٧٥",
        "７５",
        "75 50",
        "1000000.01",
        "9" * 20,
    ],
)
def test_what_is_no_amount_is_refused(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        PoundsField().clean(typed)


def test_nothing_to_pay_is_an_amount_where_it_may_be() -> None:
    assert PoundsField(may_be_nil=True).clean("0") == 0


@given(st.integers(min_value=1, max_value=100_000_000))
def test_an_amount_shown_and_read_again_is_the_same(pence: int) -> None:
    field = PoundsField()
    assert field.clean(field.prepare_value(pence)) == pence


@given(st.text(max_size=30))
def test_whatever_is_typed_is_an_amount_or_refused(typed: str) -> None:
    try:
        pence = PoundsField().clean(typed)
    except forms.ValidationError:
        return
    assert isinstance(pence, int)
    assert 1 <= pence <= 100_000_000


def test_lines_are_kept_without_the_empty_ones() -> None:
    field = LinesField(longest=20)

    assert field.clean(" one \n\n two\r\n") == ["one", "two"]
    assert field.prepare_value(["one", "two"]) == "one\ntwo"
    with pytest.raises(forms.ValidationError):
        field.clean("x" * 21)
    with pytest.raises(forms.ValidationError):
        field.clean(" \n ")
