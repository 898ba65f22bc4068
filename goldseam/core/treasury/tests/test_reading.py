"""Statements are read as each bank writes them; what cannot be read is said, and never guessed."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldseam.core.treasury.reading import AsksOrder, ReadLine, Unreadable, read_statement
from goldseam.core.treasury.reading.amounts import NotAnAmount, pence_of
from goldseam.core.treasury.reading.lines import identities
from goldseam.core.treasury.tests.factories import csv

# The same two movements, £75 in on 13 November and £12.50 out on the 14th, in the hand of each bank.
BANKS = sorted((Path(__file__).parent / "statements").iterdir())


@pytest.mark.parametrize("file", BANKS, ids=lambda file: file.name)
def test_the_same_two_movements_are_read_from_every_bank(file: Path) -> None:
    read = read_statement(file.read_bytes())

    lines = sorted(read.lines, key=lambda line: line.on)
    assert [(line.on, line.pence) for line in lines] == [(date(2026, 11, 13), 7500), (date(2026, 11, 14), -1250)]
    assert "FERREDAY" in lines[0].text
    assert "GS000123" in lines[0].text
    assert "POST OFFICE" in lines[1].text
    assert read.faults == []
    assert read.ties in (True, None)
    assert read.closing_pence in (16250, None)


def test_a_balance_that_does_not_follow_is_told() -> None:
    head = "Date,Description,Amount,Balance"
    read = read_statement(csv("13/11/2026,Nia,75.00,175.00", "14/11/2026,Ben,20.00,205.00", head=head))
    assert read.ties is False


def test_dates_that_can_be_read_in_two_ways_are_asked_about() -> None:
    unsure = csv("03/04/2026,Nia,75.00", "05/04/2026,Ben,20.00")
    with pytest.raises(AsksOrder):
        read_statement(unsure)
    assert read_statement(unsure, day_order="day").lines[0].on == date(2026, 4, 3)
    assert read_statement(unsure, day_order="month").lines[0].on == date(2026, 3, 4)
    assert read_statement(csv("03/04/2026,Nia,75.00", "13/04/2026,Ben,20")).lines[0].on == date(2026, 4, 3)
    assert read_statement(csv("03/04/2026,Nia,75.00", "04/13/2026,Ben,20")).lines[0].on == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "This is a PDF"),
        (b"name,email\r\nNia,nia@x.example\r\n", "No row names a date and an amount"),
        (b"\x00\xff\x00" * 50, "No row names a date and an amount"),
        (b"Date,Description,Amount\r\n", "There are no movements"),
        (b"Date,Description,Amount\r\n31/02/2026,Nia,75\r\n", "Row 2: “31/02/2026” is not a day of the calendar."),
        (b"Date,Description,Amount\r\n13/11/2026,Nia,lots\r\n", "Row 2: an amount cannot be read."),
        (b'Date,Description,Amount\r\n13/11/2026,"Nia,75\r\n', "the quotation marks do not match"),
        (b"<OFX><STMTTRN><DTPOSTED>x<TRNAMT>1</STMTTRN></OFX>", "its day or its amount cannot be read"),
        (b"<OFX><CURDEF>EUR<STMTTRN></OFX>", "only pounds are read"),
        (b"<OFX>" + b"<STMTTRN>" * 5000, "There are no movements"),
    ],
)
def test_what_is_no_statement_is_refused_in_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read_statement(content)


def test_a_row_in_euros_is_left_out_and_named() -> None:
    content = csv("13/11/2026,Nia,75.00,GBP", "13/11/2026,Ben,20.00,EUR", head="Date,Description,Amount,Currency")
    read = read_statement(content)
    assert len(read.lines) == 1
    assert read.faults == ["Row 3: it is in EUR; only pounds are read."]


@pytest.mark.parametrize(
    ("text", "pence"),
    [("75", 7500), ("1,234.50", 123450), ("-£75.00", -7500), ("£-75", -7500), ("(75.00)", -7500), ("75.00 DR", -7500),
     ("75.00CR", 7500), ("+75.5", 7550), ("−0.01", -1), ("", 0), ("75.0000", 7500)],
)  # fmt: skip
def test_amounts_are_read_as_banks_write_them(text: str, pence: int) -> None:
    assert pence_of(text) == pence


@pytest.mark.parametrize("text", ["seventy", "7,50", "75.001", "£", "1e5", "75 00", "٧٥"])
def test_what_is_no_amount_is_not_guessed(text: str) -> None:
    with pytest.raises(NotAnAmount):
        pence_of(text)


movements = st.lists(
    st.tuples(st.integers(1, 4), st.sampled_from([7500, 3000]), st.sampled_from(["NIA", "BEN"])),
    min_size=1,
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(month=movements, first=st.integers(1, 4), last=st.integers(1, 4))
def test_a_line_is_itself_on_every_statement_that_shows_its_day(
    month: list[tuple[int, int, str]], first: int, last: int
) -> None:
    """Banks list whole days: any part of the month, in any order, holds lines of the whole and no others."""

    def listed(days: range) -> list[ReadLine]:
        chosen = [told for told in month if told[0] in days]
        return [ReadLine(0, date(2026, 11, day), pence, text) for day, pence, text in chosen]

    whole = identities(listed(range(1, 5)), account="")
    part = identities(listed(range(first, last + 1))[::-1], account="")

    assert len(set(whole)) == len(month)
    assert set(part) <= set(whole)
    assert len(set(part)) == len(part)
