"""Tables as files: CSV that Excel opens in Japanese, and a workbook with what the rows mean beside them."""

import codecs
import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]
from starlette.responses import Response

from events.contract.exporting import FileForm
from events.host.answers import Missing
from events.host.spreadsheet import guarded

TYPES: Final = {
    FileForm.CSV: "text/csv; charset=utf-8",
    FileForm.CP932: "text/csv; charset=shift_jis",
    FileForm.EXCEL: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
TEXT: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""A text stays a text: nothing is computed, no number loses its zeros."""
Cell = str | int
NAMED: Final = "yorisoi-named"
"""How an encoder is told to write out what it lacks."""
ALIKE: Final = str.maketrans("〜−—‖", "～－―∥")
"""The same signs at the places where the code page has them."""


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is the file's (ASCII) and `title` the sheet's; `about` = lines (term, text) beside the rows."""

    name: str
    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    about: Sequence[tuple[str, str]] = ()


def form_of(ending: str) -> FileForm:
    """The form of a file's ending; Missing for one there is none of."""
    found = next((form for form in FileForm if form == ending), None)
    if found is None:
        raise Missing
    return found


def answer(table: Table, form: FileForm) -> Response:
    """The file as a download that nobody keeps."""
    content = MADE[form](table)
    ending = "xlsx" if form is FileForm.EXCEL else "csv"
    headers = {
        "Content-Disposition": f'attachment; filename="{table.name}.{ending}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=TYPES[form], headers=headers)


def as_csv(table: Table) -> bytes:
    """UTF-8 with the mark by which Excel knows it, CRLF."""
    return _lines(table).encode("utf-8-sig")


def as_cp932(table: Table) -> bytes:
    """For offices whose Excel reads nothing else; what the code page lacks stands as 〔U+20BB7〕, never as 〓."""
    return _lines(table).translate(ALIKE).encode("cp932", NAMED)


def _lines(table: Table) -> str:
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.heads)
    writer.writerows(_guarded(row) for row in table.rows)
    return text.getvalue()


def as_excel(table: Table) -> bytes:
    """The table with a fixed head and filters; a second sheet where there is something to say of it."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, TEXT) as book:
        sheet = book.add_worksheet(table.title[:31])
        sheet.write_row(0, 0, table.heads, book.add_format({"bold": True, "bottom": 1}))
        for number, row in enumerate(table.rows, 1):
            sheet.write_row(number, 0, _guarded(row))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.heads) - 1)
        sheet.autofit()
        if table.about:
            beside = book.add_worksheet("この表について")
            for number, line in enumerate(table.about):
                beside.write_row(number, 0, line)
            beside.autofit()
    return content.getvalue()


def _by_number(fault: UnicodeError) -> tuple[str, int]:
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    lacking = fault.object[fault.start : fault.end]
    return "".join(f"〔U+{ord(c):04X}〕" for c in lacking), fault.end


codecs.register_error(NAMED, _by_number)
MADE: Final = {FileForm.CSV: as_csv, FileForm.CP932: as_cp932, FileForm.EXCEL: as_excel}


def _guarded(row: Sequence[Cell]) -> list[Cell]:
    return [guarded(cell) if isinstance(cell, str) else cell for cell in row]
