"""The worklist as a file."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from events.contract import wareki
from events.host.list_file import Table

if TYPE_CHECKING:
    from services.intake.routes.worklist_page import Line

COLUMNS: Final = (
    "受付番号", "区", "氏名", "カナ", "受付日", "受付日(和暦)", "受付方法", "緊急度", "状態",
    "振り分け", "振り分け日", "次の期限", "最終連絡日", "利用申込日", "終結日", "移行",
)  # fmt: skip


def table_of(lines: Sequence["Line"]) -> Table:
    """What the page shows and the days behind it; names as far as the lines have them."""
    rows = [_cells(line) for line in lines]
    return Table("yorisoi-worklist", "受付の一覧", COLUMNS, rows)


def _cells(line: "Line") -> list[str]:
    work = line.work
    return [
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


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
