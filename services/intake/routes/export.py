"""The worklist as a file: UTF-8 CSV with a byte order mark for Excel, or a workbook; nothing a sheet could run."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

import xlsxwriter  # type: ignore[import-untyped]
from starlette.responses import Response

from events.contract import wareki
from services.intake.spreadsheet import guarded

if TYPE_CHECKING:
    from services.intake.routes.worklist_page import Line

COLUMNS: Final = (
    "受付番号", "区", "氏名", "カナ", "受付日", "受付日(和暦)", "受付方法", "緊急度", "状態",
    "振り分け", "振り分け日", "次の期限", "最終連絡日", "利用申込日", "終結日", "移行",
)  # fmt: skip
EXCEL: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def csv_answer(lines: Iterable["Line"]) -> Response:
    """Comma separated, CRLF, every text guarded."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    writer.writerows(_cells(line) for line in lines)
    return _answer(("\ufeff" + file.getvalue()).encode(), "text/csv; charset=utf-8", "csv")


def excel_answer(lines: Iterable["Line"]) -> Response:
    """Every cell a text, so that nothing is computed and no number loses its zeros."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("受付の一覧")
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(COLUMNS) - 1, 14)
        head = book.add_format({"bold": True, "bg_color": "#E8F1FE", "bottom": 1})
        _write(sheet, 0, COLUMNS, head)
        for at, line in enumerate(lines, 1):
            _write(sheet, at, _cells(line))
        sheet.autofilter(0, 0, max(1, sheet.dim_rowmax or 1), len(COLUMNS) - 1)
    return _answer(file.getvalue(), EXCEL, "xlsx")


def _write(
    sheet: xlsxwriter.worksheet.Worksheet, at: int, cells: Sequence[str], form: object = None
) -> None:
    for column, text in enumerate(cells):
        sheet.write_string(at, column, text, form)


def _cells(line: "Line") -> list[str]:
    work = line.work
    texts = [
        work.number,
        line.ward,
        line.name,
        line.kana,
        _iso(work.received_on),
        wareki.long(work.received_on) if work.received_on else "",
        work.channel.ja if work.channel else "",
        work.urgency.ja,
        work.stage.ja,
        work.triage.ja if work.triage else "",
        _iso(work.triaged_on),
        _iso(work.next_on),
        _iso(work.contacted_on),
        _iso(work.applied_on),
        _iso(work.closed_on),
        "移行" if work.migrated else "",
    ]
    return [guarded(text) for text in texts]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _answer(data: bytes, media: str, ending: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="yorisoi-worklist.{ending}"',
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(data, media_type=media, headers=headers)
