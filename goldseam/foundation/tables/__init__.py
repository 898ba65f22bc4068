"""Files of rows, read one row at a time, whatever was done to them."""

from goldseam.foundation.tables.cells import Faulty, Serial, Table, Unreadable
from goldseam.foundation.tables.opening import open_table

__all__ = ["Faulty", "Serial", "Table", "Unreadable", "open_table"]
