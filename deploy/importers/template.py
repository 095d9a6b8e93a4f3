"""The empty template, as CSV or Excel, with one filled-in example (記入例) of an invented person."""

import csv
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]

from deploy.importers.columns import COLUMNS, HEADINGS, REPORTED, SAMPLE_NUMBER
from deploy.importers.table import FileRefused

EMPTY_LINES = 500


def write_template(path: Path) -> None:
    """FileRefused for another ending than .csv or .xlsx, or where a file already stands."""
    if path.exists():
        raise FileRefused("同じ名前のファイルがあります。別の名前を付けてください。")
    if path.suffix.lower() == ".csv":
        _csv(path)
    elif path.suffix.lower() == ".xlsx":
        _excel(path)
    else:
        raise FileRefused("ひな形の名前は .xlsx か .csv で終わるようにしてください。")


def _example() -> list[str]:
    return [SAMPLE_NUMBER if c.heading == "移行元番号" else c.example for c in COLUMNS]


def _csv(path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerow(_example())


def _excel(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        text = book.add_format({"num_format": "@"})
        bold = book.add_format(
            {"bold": True, "bg_color": "#E8F1FE", "border": 1, "text_wrap": True}
        )
        must = book.add_format(
            {"bold": True, "bg_color": "#FFE08A", "border": 1, "text_wrap": True}
        )
        sheet = book.add_worksheet("ケース")
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, len(COLUMNS) - 1, 16, text)
        for at, column in enumerate(COLUMNS):
            sheet.write_string(0, at, column.heading, must if column.required else bold)
            if column.note:
                sheet.write_comment(0, at, column.note)
            labels = [code.ja for code in column.codes] if column.codes else []
            one = column.codes is not None and "いくつでも" not in column.note
            if one and len(",".join(labels)) <= 255:
                allowed = {"validate": "list", "source": labels, "error_type": "warning"}
                sheet.data_validation(1, at, EMPTY_LINES, at, allowed)
        sheet.write_row(1, 0, _example(), text)
        _explained(book, bold)
        _lists(book, bold)


def _explained(book: xlsxwriter.Workbook, bold: object) -> None:
    sheet = book.add_worksheet("書き方")
    sheet.set_column(0, 2, 16)
    sheet.set_column(3, 3, 60)
    sheet.write_row(0, 0, ["列", "まとまり", "必須", "書くこと"], bold)
    for at, column in enumerate(COLUMNS, 1):
        must = "必須" if column.required else ""
        sheet.write_row(at, 0, [column.heading, column.group, must, column.note])
    skipped = f"「{SAMPLE_NUMBER}」の行と、「{REPORTED[0]}」「{REPORTED[1]}」の列は取り込みません。"
    sheet.write_string(len(COLUMNS) + 2, 0, skipped)


def _lists(book: xlsxwriter.Workbook, bold: object) -> None:
    sheet = book.add_worksheet("区分")
    coded = [column for column in COLUMNS if column.codes]
    for at, column in enumerate(coded):
        sheet.set_column(at, at, 24)
        sheet.write_string(0, at, column.heading, bold)
        for down, code in enumerate(column.codes or (), 1):
            sheet.write_string(down, at, code.ja)
