"""The worklist as a file: CSV that Excel opens in Japanese, and a workbook."""

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import xlsxwriter  # type: ignore[import-untyped]
from starlette.responses import Response

from services.planning.screens.worklist import Line

HEADS = (
    "受付番号",
    "区",
    "次にすること",
    "期限の別",
    "日付",
    "プラン",
    "支援サービス",
    "事後了承待ち",
)
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rows(lines: Sequence[Line]) -> list[tuple[str, ...]]:
    """Codes, days and labels only; no names, no free text."""
    return [
        (
            line.number,
            line.ward,
            line.step.ja,
            "開始" if line.state == "waiting" else "期限",
            line.day.isoformat() if line.day else "",
            line.plan,
            line.services,
            "あり" if line.unapproved else "",
        )
        for line in lines
    ]


def as_csv(lines: Sequence[Line]) -> Response:
    """UTF-8 with the mark by which Excel knows it."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADS)
    writer.writerows(rows(lines))
    return _file(text.getvalue().encode("utf-8-sig"), "text/csv; charset=utf-8", "worklist.csv")


def as_excel(lines: Sequence[Line]) -> Response:
    """One sheet with a fixed head and filters."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("支援計画")
        sheet.write_row(0, 0, HEADS, book.add_format({"bold": True}))
        for number, row in enumerate(rows(lines), 1):
            sheet.write_row(number, 0, row)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(lines), 1), len(HEADS) - 1)
        sheet.autofit()
    return _file(content.getvalue(), EXCEL, "worklist.xlsx")


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
