"""The worklist as a file."""

from collections.abc import Sequence

from events.host.list_file import Table
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


def table(lines: Sequence[Line]) -> Table:
    """Codes, days, labels and the sum paid; no names, no free text."""
    rows = [
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
    return Table(name="benefits", title="給付", heads=HEADS, rows=rows)
