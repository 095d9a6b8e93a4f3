"""The worklist as a file: CSV that Excel opens in Japanese, and a workbook."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import xlsxwriter  # type: ignore[import-untyped]
from starlette.responses import Response

from services.benefits.screens.worklist import Line

HEADS = (
    "受付番号",
    "申請",
    "区",
    "種類",
    "次にすること",
    "日付の別",
    "日付",
    "支給期間",
    "支給済み",
    "支給済み額(円)",
)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows(lines: Sequence[Line]) -> list[tuple[str | int, ...]]:
    """Codes, days, labels and the sum paid; no names, no free text."""
    return [
        (
            line.number,
            f"第{line.grant_no}回",
            line.ward,
            line.kind,
            line.step.ja,
            "から" if line.state == "waiting" else "期限",
            line.day.isoformat(),
            line.months,
            line.paid,
            line.paid_yen,
        )
        for line in lines
    ]


def as_csv(lines: Sequence[Line]) -> Response:
    """UTF-8 with the mark by which Excel knows it."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows(rows(lines))
    return _file(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", "benefits.csv")


def as_excel(lines: Sequence[Line]) -> Response:
    """One sheet with a fixed head and filters."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("給付")
        sheet.write_row(0, 0, HEADS, book.add_format({"bold": True}))
        for number, row in enumerate(rows(lines), 1):
            sheet.write_row(number, 0, row)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(lines), 1), len(HEADS) - 1)
        sheet.autofit()
    return _file(content.getvalue(), EXCEL, "benefits.xlsx")


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
