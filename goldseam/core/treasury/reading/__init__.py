"""Statements as banks write them, read into lines of one shape."""

from goldseam.core.treasury.reading.lines import AsksOrder, Read, ReadLine
from goldseam.core.treasury.reading.opening import LARGEST_BYTES, read_statement
from goldseam.foundation.tables import Unreadable

__all__ = ["LARGEST_BYTES", "AsksOrder", "Read", "ReadLine", "Unreadable", "read_statement"]
