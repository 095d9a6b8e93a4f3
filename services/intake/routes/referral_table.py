"""The list of referrals as a file."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from events.contract.referring import ReferralStep
from events.host.list_file import Table

if TYPE_CHECKING:
    from services.intake.routes.referral_pages import Line

STEPS: Final = (
    ReferralStep.ACCEPTED,
    ReferralStep.FIRST_VISIT,
    ReferralStep.APPLIED,
    ReferralStep.RECEIVED,
)
"""Steps whose first day has a column."""
COLUMNS: Final = (
    "受付番号", "区", "氏名", "つなぎ", "つなぎ先", "事業", "方法", "つないだ日",
    *(step.ja for step in STEPS), "いちばん新しい経過", "その日", "次に聞く日",
)  # fmt: skip


def table_of(lines: Sequence["Line"]) -> Table:
    """One row per referral; names as far as the lines have them."""
    return Table("yorisoi-referrals", "つなぎの一覧", COLUMNS, [_cells(line) for line in lines])


def _cells(line: "Line") -> list[str]:
    made = line.referred
    return [
        line.number,
        line.ward,
        line.name,
        str(line.no),
        made.target.ja,
        made.programme.ja if made.programme else "",
        made.manner.ja if made.manner else "",
        _iso(made.referred_on),
        *(_iso(made.on(step)) for step in STEPS),
        made.step.ja if made.step else "",
        _iso(made.stepped_on),
        _iso(made.ask_back_on),
    ]


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
