"""A CSV or Excel file as rows of texts under the headings of the template."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final

from python_calamine import CalamineError, CalamineWorkbook

from events.host.spreadsheet import unguarded

EXCEL: Final = {".xlsx", ".xlsm", ".xlsb", ".xls", ".ods"}
ENCODING_UNKNOWN: Final = (
    "文字コードが分かりません。UTF-8 か Shift_JIS(CP932)の CSV で保存し直してください。"
)
ENCODINGS: Final = ("utf-8-sig", "cp932")
"""What Japanese offices' CSV files are written in; UTF-8 is tried first, since CP932 accepts nearly anything."""


class FileRefused(Exception):
    """The file cannot be read as a whole; the sentence says why and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file. `number` is the line a person sees; `cells` heading → text as written."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """All lines below the headings. `encoding` is what was detected, "Excel" for a workbook."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str


def read_table(path: Path, known: Iterable[str], key: str) -> Table:
    """The table under the line that holds `key`. Lines above it and empty lines are passed over."""
    sheet, encoding = _excel(path) if path.suffix.lower() in EXCEL else _csv(path)
    for number, cells in enumerate(sheet, 1):
        headings = tuple(cell.strip().rstrip("*＊※").strip() for cell in cells)
        if key in headings:
            _once(headings)
            if not set(headings) & set(known) - {key}:
                continue
            below = list(enumerate(sheet[number:], number + 1))
            return Table(headings, tuple(_lines(headings, below)), encoding)
    raise FileRefused(
        f"見出しの行が見つかりません。「{key}」の列がある見出しの行を、1枚目のシートに置いてください。"
        "ひな形は yorisoi import --template で作れます。"
    )


def _lines(headings: Sequence[str], below: Iterable[tuple[int, Sequence[str]]]) -> Iterable[Line]:
    for number, cells in below:
        if any(cell.strip() for cell in cells):
            padded = [*cells, *[""] * (len(headings) - len(cells))]
            texts = {h: unguarded(text) for h, text in zip(headings, padded, strict=False) if h}
            yield Line(number, texts)


def _once(headings: Sequence[str]) -> None:
    named = [heading for heading in headings if heading]
    twice = sorted({heading for heading in named if named.count(heading) > 1})
    if twice:
        raise FileRefused(f"同じ見出しが2回あります: {'、'.join(twice)}")


def _csv(path: Path) -> tuple[list[list[str]], str]:
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return _parsed(data.decode("utf-16")), "utf-16"
        except UnicodeDecodeError:
            raise FileRefused(ENCODING_UNKNOWN) from None
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _parsed(text), encoding
    raise FileRefused(ENCODING_UNKNOWN)


def _parsed(text: str) -> list[list[str]]:
    first = text.split("\n", 1)[0]
    delimiter = "\t" if first.count("\t") > first.count(",") else ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        raise FileRefused(
            "CSV として読めません。引用符の閉じ忘れがないか確かめてください。"
        ) from None


def _excel(path: Path) -> tuple[list[list[str]], str]:
    try:
        rows = (
            CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
        )
    except CalamineError:
        raise FileRefused(
            "Excel として読めません。壊れているか、パスワードが付いています。"
        ) from None
    return [[_text(cell) for cell in row] for row in rows], "Excel"


def _text(cell: Any) -> str:
    """What the cell shows, a day as ISO date: 2026-05-07."""
    match cell:
        case bool():
            return "はい" if cell else "いいえ"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime():
            return cell.date().isoformat()
        case date():
            return cell.isoformat()
        case time() | timedelta():
            return str(cell)
    return str(cell)
