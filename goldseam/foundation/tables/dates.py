"""Dates as people write them. Which number is the day is read from the file or asked, never guessed."""

import re
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from goldseam.foundation.tables import Serial

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?", re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T ,].*)?", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]+([a-z]{3,9})[-/., ]+(\d{4})", re.ASCII)
_MONTH_WORD_FIRST = re.compile(r"([a-z]{3,9})[-/. ]+(\d{1,2})(?:st|nd|rd|th)?[-/., ]+(\d{4})", re.ASCII)
_TWO_DIGITS = re.compile(r"(\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ])(\d{2})", re.ASCII)
_MONTHS = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "sept",
]  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1900, 2100


class NotADate(Exception):
    """The text is no date we can be sure of; the message says why."""


def _month(word: str) -> int:
    for number, name in enumerate(_MONTHS):
        if word == name or word == name[:3]:
            return number % 12 + 1 if name != "sept" else 9
    raise NotADate(_("is not a date we know; please write it as 2025-04-03"))


def _day(year: str, month: int, day: str) -> date:
    try:
        found = date(int(year), month, int(day))
    except ValueError as error:
        raise NotADate(_("is not a day of the calendar")) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise NotADate(_("lies outside the years 1900 to 2100"))
    return found


@dataclass
class DateReader:
    """Reads dates in the order that was said; without one, takes the day first and notes what speaks for what.

    After the last row `order_found` says which order the file itself proves, '' when it proves none or both. With
    `is_recent`, years of two digits are those of this century: nobody is born on a bank statement.
    """

    order: str = ""
    is_recent: bool = False
    assumed: str = "day"
    is_unsure: bool = False
    proves_day: bool = False
    proves_month: bool = False

    def read(self, text: str) -> date:
        """The day a text means. Raises NotADate."""
        if isinstance(text, Serial):
            if text.day:
                return text.day
            raise NotADate(_("is a number, not a date"))
        text = text.strip().lower()
        if self.is_recent and (match := _TWO_DIGITS.fullmatch(text)):
            text = f"{match[1]}20{match[2]}"
        if match := _YEAR_FIRST.fullmatch(text):
            return _day(match[1], int(match[2]), match[3])
        if match := _YEAR_LAST.fullmatch(text):
            return self._in_order(int(match[1]), int(match[2]), match[3])
        if match := _WORDS.fullmatch(text):
            return _day(match[3], _month(match[2]), match[1])
        if match := _MONTH_WORD_FIRST.fullmatch(text):
            return _day(match[3], _month(match[1]), match[2])
        if _TWO_DIGITS.fullmatch(text):
            raise NotADate(_("has a year of two digits; please write all four"))
        raise NotADate(_("is not a date we know; please write it as 2025-04-03"))

    def _in_order(self, first: int, second: int, year: str) -> date:
        is_either = first <= 12 and second <= 12 and first != second
        self.is_unsure = self.is_unsure or is_either
        self.proves_day = self.proves_day or (first > 12 >= second)
        self.proves_month = self.proves_month or (second > 12 >= first)
        order = self.order or ("day" if first > 12 else "month" if second > 12 else self.assumed)
        day, month = (first, second) if order == "day" else (second, first)
        return _day(year, month, str(day))

    @property
    def order_found(self) -> str:
        if self.proves_day == self.proves_month:
            return ""
        return "day" if self.proves_day else "month"

    @property
    def has_to_ask(self) -> bool:
        """Whether a date could be read in two ways and the file does not say in which."""
        return self.is_unsure and not self.order and not self.order_found
