"""The list of 就労支援員: what is under way toward work in each case, with attendance of four weeks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from events.contract.exporting import ExportedList
from events.host.areas import Areas
from events.host.desk import Desk
from events.host.list_file import Table
from services.planning.projections import lookup, work_lookup
from services.planning.projections.work_lookup import Presence
from services.planning.projections.work_slot import WorkSlot
from services.planning.projections.work_support import WorkSupport

WEEKS = 4
SOON_DAYS = 14
NONE = Presence(0, 0)


@dataclass(frozen=True, slots=True)
class WorkLine:
    """`days` until the next day, negative when past."""

    case: UUID
    number: str
    ward: str
    row: WorkSupport
    presence: Presence
    places: Sequence[str]
    days: int


def lines(desk: Desk, areas: Collection[str]) -> list[WorkLine]:
    """The cases of these wards, the nearest day first."""
    tables, today = desk.runtime.tables, desk.today
    rows = work_lookup.under_way(tables, areas)
    cases = [row.case_id for row in rows]
    known = lookup.known_cases(tables, cases)
    there = work_lookup.presence(tables, cases, today - timedelta(days=7 * WEEKS - 1))
    titles = {place.case_id: place.title for place in work_lookup.places(tables)}
    return [
        WorkLine(
            case=row.case_id,
            number=known[row.case_id].number if row.case_id in known else "",
            ward=_ward(desk.runtime.areas, row.area, today),
            row=row,
            presence=there.get(row.case_id, NONE),
            places=[titles.get(place, "") for place in row.places],
            days=(row.next_on - today).days if row.next_on else 0,
        )
        for row in rows
    ]


def support_table(found: Sequence[WorkLine]) -> Table:
    """The list as a file; no names, no free text."""
    heads = (
        "受付番号",
        "区",
        "就労準備の段階",
        "利用開始",
        "期間の終わり",
        "出席(4週)",
        "欠席(4週)",
    )
    rows = [
        (
            line.number,
            line.ward,
            line.row.stage.ja if line.row.stage else "",
            _iso(line.row.enrolled_on),
            _iso(line.row.ends_on),
            line.presence.there,
            line.presence.absent,
            "、".join(line.places),
            line.row.programmes,
            _iso(line.row.next_on),
            line.row.next_step,
        )
        for line in found
    ]
    return Table(
        name="work-support",
        title=ExportedList.WORK_SUPPORT.ja,
        heads=(*heads, "事業所", "連携する事業の数", "次の日付", "次の予定"),
        rows=rows,
    )


def attendance_table(desk: Desk, slots: Sequence[WorkSlot]) -> Table:
    """Every slot as a file."""
    known = lookup.known_cases(desk.runtime.tables, {slot.case_id for slot in slots})
    rows = [
        (
            known[slot.case_id].number if slot.case_id in known else "",
            _ward(desk.runtime.areas, slot.area, desk.today),
            slot.held_on.isoformat(),
            slot.activity.ja,
            slot.attendance.ja,
            slot.minutes,
            "合同" if slot.occasion else "",
        )
        for slot in slots
    ]
    return Table(
        name="attendance",
        title="就労準備の出欠",
        heads=("受付番号", "区", "日付", "活動", "出欠", "分", "合同の活動"),
        rows=rows,
    )


def _ward(areas: Areas, code: str, today: date) -> str:
    return areas.short_name(areas.at(code, today))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
