"""The worklist as a file."""

from collections.abc import Sequence

from events.host.list_file import Table
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


def table(lines: Sequence[Line]) -> Table:
    """Codes, days and labels only; no names, no free text."""
    rows = [
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
    return Table(name="worklist", title="支援計画", heads=HEADS, rows=rows)
