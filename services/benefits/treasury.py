"""The city's 財務会計: a file of its own columns out, the answer in its own codes back (municipality file)."""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from io import StringIO
from typing import Final

from events.contract.benefits_transfers import TransferAccount
from events.contract.deciding import Refused
from events.contract.transfer_codes import TransferReason
from services.benefits.bank_file import KINDS

COMPUTED: Final = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet takes for a formula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMapping:
    """Columns out, columns and codes back, as pairs around the first `=`."""

    encoding: str
    heads: bool
    columns: Sequence[str]
    answer: Sequence[str]
    statuses: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TreasuryLine:
    """One order as the 財務会計 needs it."""

    order_no: str
    fiscal_year: int
    item: str
    item_code: str
    yen: int
    to: TransferAccount
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the answer says of one order: paid on a day, or returned on a day for a reason."""

    order_no: str
    on: date
    reason: TransferReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The lines of a result file and its SHA-256 (hex)."""

    sha256: str
    lines: tuple[Answered, ...]


def treasury_file(mapping: FileMapping, lines: Sequence[TreasuryLine], transfer_on: date) -> bytes:
    """The file, CRLF. ValueError for a sign the encoding lacks and for what a spreadsheet would compute."""
    text = StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    columns = [_pair(column) for column in mapping.columns]
    if mapping.heads:
        writer.writerow([head for head, _ in columns])
    for line in lines:
        known = _values(line, transfer_on)
        values = [what[1:] if what[:1] == ":" else known[what] for _, what in columns]
        if any(value.startswith(COMPUTED) for value in values):
            raise ValueError("a value begins like a formula")
        writer.writerow(values)
    return text.getvalue().encode(mapping.encoding)


def answer_of(mapping: FileMapping, content: bytes) -> Answer:
    """The answer of treasury or bank as the city has it. Refused with the line that cannot be read."""
    heads = dict(_pair(one) for one in mapping.answer)
    statuses = dict(_pair(one) for one in mapping.statuses)
    try:
        rows = csv.DictReader(StringIO(content.decode(mapping.encoding), newline=""), strict=True)
        lines = tuple(
            _answered(number, row, heads, statuses) for number, row in enumerate(rows, start=2)
        )
    except (UnicodeDecodeError, csv.Error):
        raise Refused(
            "result-unreadable", "結果のファイルを読めません。文字コードと形式を確かめてください。"
        ) from None
    _once(lines)
    if not lines:
        raise Refused("result-empty", "結果のファイルに行がありません。")
    return Answer(sha256=sha256(content).hexdigest(), lines=lines)


def _once(lines: Sequence[Answered]) -> None:
    """An order is either paid or returned: a file that names it twice is not believed."""
    seen: set[str] = set()
    for number, line in enumerate(lines, start=2):
        if line.order_no in seen:
            raise Refused("result-twice", f"結果の{number}行目: 同じ命令番号が二度あります。")
        seen.add(line.order_no)


def _answered(
    number: int,
    row: Mapping[str | None, str | None],
    heads: Mapping[str, str],
    statuses: Mapping[str, str],
) -> Answered:
    order_no, status, on = (
        (row.get(heads[w]) or "").strip() for w in ("order_no", "status", "paid_on")
    )
    if not order_no or status not in statuses:
        raise Refused("result-line", f"結果の{number}行目: 命令番号か結果コードを読めません。")
    said = statuses[status]
    reason = None if said == "paid" else TransferReason.stored(said)
    return Answered(order_no=order_no, on=_day(number, on), reason=reason)


def _day(number: int, text: str) -> date:
    found = re.fullmatch(r"([0-9]{4})[-/]?([0-9]{2})[-/]?([0-9]{2})", text)
    try:
        if found:
            return date(*map(int, found.groups()))
    except ValueError:
        pass
    raise Refused("result-line", f"結果の{number}行目: 支払日を読めません。")


def _values(line: TreasuryLine, transfer_on: date) -> dict[str, str]:
    return {
        "order_no": line.order_no,
        "fiscal_year": str(line.fiscal_year),
        "item": line.item,
        "item_code": line.item_code,
        "amount_yen": str(line.yen),
        "transfer_on": f"{transfer_on:%Y%m%d}",
        "bank_code": line.to.bank_code,
        "branch_code": line.to.branch_code,
        "account_kind": KINDS[line.to.kind],
        "account_number": line.to.number,
        "holder_kana": line.to.holder_kana,
        "reference": line.reference,
    }


def _pair(text: str) -> tuple[str, str]:
    head, _, what = text.partition("=")
    return head, what
