"""Files that were torn, mistyped or made to do harm, with what has to be said of each."""

import struct
import zlib
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook

from goldseam.faces.importers.tests.factories import BEN, GENERIC, NIA, lines, workbook

HEAD = ["first name", "last name", "email", "plan", "start", "end"]
NIA_CELLS = ["Nia", "Ferreday", "nia@families.example", "Qualified Professional", date(2025, 9, 1), date(2026, 8, 31)]
Maker = Callable[[], bytes]
CSV: dict[str, tuple[Maker, str]] = {}
XLSX: dict[str, tuple[Maker, str]] = {}


def _csv(said: str) -> Callable[[Maker], Maker]:
    def keep(maker: Maker) -> Maker:
        CSV[maker.__name__] = (maker, said)
        return maker

    return keep


def _xlsx(said: str) -> Callable[[Maker], Maker]:
    def keep(maker: Maker) -> Maker:
        XLSX[maker.__name__] = (maker, said)
        return maker

    return keep


@_csv("The file is empty.")
def nothing() -> bytes:
    return b""


@_csv("Row 1: no column")
def only_blank_lines() -> bytes:
    return b"\n\n\n"


@_csv("There are no rows below the headers.")
def only_headers() -> bytes:
    return lines()


@_csv("Row 3: the quotation marks do not match")
def unclosed_quote() -> bytes:
    return lines(NIA, '"Ben,Okafor,ben@families.example,,,,,,,,', *["Ada,Moor,,,,,,,,,"] * 50)


@_csv("Row 3: the quotation marks do not match")
def words_after_a_quote() -> bytes:
    return lines(NIA, '"Ben"jamin,Okafor,ben@families.example,,,,,,,,')


@_csv("Row 2: the quotation marks do not match, or a cell is too long")
def one_endless_cell() -> bytes:
    return lines("N" * 5_000_000 + ",Ferreday,nia@families.example,,,,,,,,")


@_csv("Row 3: Given name: “B?en” holds a character that was lost or cannot be kept.")
def a_nul() -> bytes:
    return lines(NIA, BEN).replace(b"Ben", b"B\0en")


@_csv("Row 1: no column")
def nothing_but_nuls() -> bytes:
    return b"\0" * 100_000


@_csv("Row 1: no column")
def a_picture() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + zlib.compress(b"picture" * 1000)


@_csv("Row 3: Given name: “B?n” holds a character that was lost or cannot be kept.")
def one_byte_that_is_not_utf_8() -> bytes:
    return lines(NIA, "Zoë,Moor,,,,,,,,,", "Łukasz,Nowak,,,,,,,,,", BEN).replace(b"Zo\xc3\xab", b"B\xffn")


@_csv("Row 3: Given name: “B?n” holds a character that was lost or cannot be kept.")
def utf_16_cut_in_half() -> bytes:
    text = lines(NIA, "B\ud83dn,Okafor,,,,,,,,,".encode("utf-16", "surrogatepass").decode("utf-16", "replace")).decode()
    return text.encode("utf-16")


@_csv("Row 1: there are 10000 columns")
def ten_thousand_columns() -> bytes:
    header = ",".join(["email", *(f"c{number}" for number in range(9_999))])
    return lines("nia@families.example" + "," * 9_999, header=header)


@_csv("Row 3: The row has 12 cells, but there are 11 columns.")
def one_cell_too_many() -> bytes:
    return lines(NIA, BEN + ",more")


@_csv("Row 1: the column “email” stands there twice.")
def a_column_twice() -> bytes:
    return lines(BEN, header=GENERIC.replace("phone", "email"))


@_csv("Row 1: the column “SSN” holds social security numbers.")
def social_security_numbers() -> bytes:
    return lines(BEN, header=GENERIC.replace("phone", "SSN"))


@_csv("There are more than 200000 rows.")
def a_million_rows() -> bytes:
    return b"email\n" + b"nia@families.example\n" * 1_000_000


@_csv("Row 3: There is neither a name nor an e-mail address.")
def a_row_about_nobody() -> bytes:
    return lines(NIA, ",,,0113 496 0001,,,,,,,")


@_csv("Row 3: Term begins: “31/02/2025” is not a day of the calendar.")
def a_day_that_never_was() -> bytes:
    return lines(NIA, "Ben,Okafor,,,,,qualified,31/02/2025,,,")


@_csv("Row 3: Term begins: “1/2/25” has a year of two digits; please write all four.")
def a_year_of_two_digits() -> bytes:
    return lines(NIA, "Ben,Okafor,,,,,qualified,1/2/25,,,")


@_csv("Row 3: Term begins: “45901” is not a date we know")
def a_date_as_a_number_in_text() -> bytes:
    return lines(NIA, "Ben,Okafor,,,,,qualified,45901,,,")


@_csv("Row 3: Term ends: “2024-01-01” lies before the day the term begins.")
def a_term_that_ends_before_it_begins() -> bytes:
    return lines(NIA, "Ben,Okafor,,,,,qualified,2025-01-01,2024-01-01,,")


@_csv("Row 3: The term overlaps the one in row 2.")
def the_same_term_twice() -> bytes:
    return lines(NIA, NIA)


@_csv("Row 3: E-mail address: it stands in row 2 already, with another name.")
def two_people_with_one_address() -> bytes:
    return lines(NIA, "Ben,Okafor,NIA@families.example,,,,,,,,")


@_csv("Row 3: Amount paid: “minus 5” is not an amount such as 75 or 75.50.")
def an_amount_that_is_none() -> bytes:
    return lines(NIA, "Ben,Okafor,,,,,qualified,2025-01-01,,minus 5,")


@_csv("Row 3: Hub: “Atlantis” is no hub of ours.")
def a_hub_nobody_knows() -> bytes:
    return lines(NIA, "Ben,Okafor,,,,Atlantis,,,,,")


@_csv("Row 3: Given name: 300 characters are too many; at most 80.")
def a_name_too_long() -> bytes:
    return lines(NIA, "B" * 300 + ",Okafor,,,,,,,,,")


def _book(**parts: bytes) -> bytes:
    """A good workbook with some of its parts replaced; they go by short names."""
    names = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml", "book": "xl/workbook.xml"}
    changed = {names[name]: content for name, content in parts.items()}
    file = BytesIO()
    with ZipFile(BytesIO(workbook(HEAD, NIA_CELLS))) as good, ZipFile(file, "w", ZIP_DEFLATED) as bad:
        for name in good.namelist():
            bad.writestr(name, changed.get(name, good.read(name)))
    return file.getvalue()


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="A1:F9"/><sheetData>'
)
HEADER_ROW = (
    b'<row r="1"><c r="A1" t="inlineStr"><is><t>email</t></is></c></row>'
    b'<row r="2"><c r="A2" t="inlineStr"><is><t>nia@families.example</t></is></c></row>'
)


@_xlsx("The file cannot be read as a spreadsheet.")
def a_torn_archive() -> bytes:
    return workbook(HEAD, NIA_CELLS)[:-400]


@_xlsx("The file cannot be read as a spreadsheet.")
def an_archive_of_something_else() -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")
    return file.getvalue()


@_xlsx("This is an old Excel file, or one with a password.")
def an_old_excel_file() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096


@_xlsx("The spreadsheet is packed as no spreadsheet is.")
def a_zip_bomb() -> bytes:
    return _book(sheet=SHEET + b" " * 150_000_000 + b"</sheetData></worksheet>")


@_xlsx("The spreadsheet unpacks to more than 200 MB.")
def a_larger_zip_bomb() -> bytes:
    return _book(sheet=SHEET + b" " * 250_000_000 + b"</sheetData></worksheet>")


@_xlsx("")
def a_zip_bomb_that_lies_about_its_size() -> bytes:
    content = bytearray(_book(sheet=SHEET + b" " * 100_000_000 + b"</sheetData></worksheet>"))
    size = struct.pack("<I", len(SHEET) + 100_000_000 + len(b"</sheetData></worksheet>"))
    return bytes(content.replace(size, struct.pack("<I", 1000)))


LAUGHS = b'<!DOCTYPE lolz [<!ENTITY a "lol">' + b"".join(
    b'<!ENTITY %c "%s">' % (letter + 1, b"&%c;" % letter * 10) for letter in range(97, 107)
)


@_xlsx("The spreadsheet holds declarations that no spreadsheet needs.")
def a_billion_laughs() -> bytes:
    return _book(sheet=b'<?xml version="1.0"?>' + LAUGHS + b"]>" + SHEET + b"&k;</sheetData></worksheet>")


@_xlsx("The spreadsheet holds declarations that no spreadsheet needs.")
def a_file_of_the_server_as_an_entity() -> bytes:
    entity = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    return _book(book=b"<!--" + b"x" * 9000 + b"-->" + entity + b"<workbook>&e;</workbook>")


@_xlsx("Row 1: there are 10000 columns")
def a_sheet_of_ten_thousand_columns() -> bytes:
    return workbook(["email", *(f"c{number}" for number in range(9_999))], ["nia@families.example"])


@_xlsx("There are more than 200000 rows.")
def one_row_a_billion_rows_down() -> bytes:
    return _book(
        sheet=SHEET + HEADER_ROW + b'<row r="1000000000"><c r="A1000000000"><v>1</v></c></row></sheetData></worksheet>'
    )


@_xlsx("Row 3: the spreadsheet is damaged here.")
def a_sheet_that_breaks_off() -> bytes:
    return _book(sheet=SHEET + HEADER_ROW + b'<row r="3"><c r="A3"><v>1</v></c')


@_xlsx("Row 3: the spreadsheet is damaged here.")
def a_string_that_is_not_there() -> bytes:
    return _book(
        sheet=SHEET + HEADER_ROW + b'<row r="3"><c r="A3" t="s"><v>999999</v></c></row></sheetData></worksheet>'
    )


@_xlsx("Row 3: Given name: “=A2” is a formula.")
def a_formula() -> bytes:
    return workbook(HEAD, NIA_CELLS, ["=A2", "Okafor"])


@_xlsx("Row 3: Given name: “#REF!” is an error of the spreadsheet.")
def an_error_of_the_spreadsheet() -> bytes:
    return workbook(HEAD, NIA_CELLS, ["#REF!", "Okafor"])


@_xlsx("Row 3: There is neither a name nor an e-mail address.")
def merged_cells() -> bytes:
    book, file = Workbook(), BytesIO()
    for row in (HEAD, NIA_CELLS, [None, None, None, "Qualified Professional", date(2024, 9, 1)]):
        book.active.append(row)
    book.active.merge_cells("A2:C3")
    book.save(file)
    return file.getvalue()


@_xlsx("Row 3: Term begins: “99999999” is a number, not a date.")
def a_number_that_is_no_date() -> bytes:
    return workbook(HEAD, NIA_CELLS, ["Ben", "Okafor", None, "qualified", 99999999])


def written_to(folder: Path, maker: Maker) -> Path:
    path = folder / "people"
    path.write_bytes(maker())
    return path
