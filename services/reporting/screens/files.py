"""Tables as files: CSV that Excel opens in Japanese, and a workbook with what the numbers mean beside them."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Final

import xlsxwriter  # type: ignore[import-untyped]
from starlette.responses import Response

from events.host.answers import Missing

EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int
RUNS: Final = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """`name` is the file's (ASCII) and `title` the sheet's; `about` = lines (term, text) beside the numbers."""

    name: str
    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Cell]]
    about: Sequence[tuple[str, str]] = ()


def answer(table: Table, kind: str) -> Response:
    """The file of a kind; Missing for a kind there is none of."""
    if kind == "csv":
        return _file(as_csv(table), "text/csv; charset=utf-8", f"{table.name}.csv")
    if kind == "xlsx":
        return _file(as_excel(table), EXCEL, f"{table.name}.xlsx")
    raise Missing


def as_csv(table: Table) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(table.heads)
    writer.writerows([_guarded(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def as_excel(table: Table) -> bytes:
    """The table with a fixed head and filters; the second sheet says what was counted and when."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet = book.add_worksheet(table.title[:31])
        sheet.write_row(0, 0, table.heads, bold)
        last = 0
        for last, row in enumerate(table.rows, 1):
            sheet.write_row(last, 0, row)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(last, 1), len(table.heads) - 1)
        sheet.autofit()
        if table.about:
            beside = book.add_worksheet("この表について")
            for number, (term, text) in enumerate(table.about):
                beside.write_row(number, 0, (term, text))
            beside.autofit()
    return content.getvalue()


def _guarded(cell: Cell) -> Cell:
    """A text that a spreadsheet would run gets an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUNS) else cell


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(
        content,
        media_type=kind,
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
