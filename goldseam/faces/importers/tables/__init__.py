"""Files of rows, read one row at a time, whatever was done to them."""

from goldseam.faces.importers.tables.cells import Faulty, Serial, Table, Unreadable
from goldseam.faces.importers.tables.opening import open_table

__all__ = ["Faulty", "Serial", "Table", "Unreadable", "open_table"]
