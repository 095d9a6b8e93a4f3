"""活動別の時間: how the time of a month was spent, per worker and activity, as far as it was recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import ContactMethod
from events.host.colleagues import staff_names
from events.host.desk import Desk
from events.host.list_file import Table
from services.planning.projections.work_minutes import COMMUNITY, SUPPORT, hours

NAMES = {code.value: code.ja for code in ContactMethod} | {
    SUPPORT: "事業の支援",
    COMMUNITY: "地域・関係機関の活動",
}


@dataclass(frozen=True, slots=True)
class Hours:
    """Columns = the activities that were recorded; a row per worker with minutes by activity."""

    month: date
    activities: Sequence[str]
    rows: Sequence[tuple[str, Mapping[str, int]]]

    @property
    def sums(self) -> Mapping[str, int]:
        """Minutes of all together by activity."""
        return {one: sum(row.get(one, 0) for _, row in self.rows) for one in self.activities}

    @property
    def names(self) -> list[str]:
        """The activities in words."""
        return [NAMES[one] for one in self.activities]


def working_hours(desk: Desk, areas: list[str], month: date) -> Hours:
    """The most busy first."""
    found: dict[UUID, dict[str, int]] = {}
    for row in hours(desk.runtime.tables, areas, month):
        found.setdefault(row["worker"], {})[row["activity"]] = row["minutes"]
    used = [one for one in NAMES if any(one in row for row in found.values())]
    names = staff_names(desk)
    rows = [(names.get(worker, "名前の分からない職員"), row) for worker, row in found.items()]
    return Hours(month, used, sorted(rows, key=lambda line: (-sum(line[1].values()), line[0])))


def as_hours(minutes: int) -> str:
    """90 → 1.5."""
    return f"{minutes / 60:.1f}"


def table_of(held: Hours) -> Table:
    """As a file, in minutes."""
    rows: list[list[str | int]] = [
        [name, *(row.get(one, 0) for one in held.activities), sum(row.values())]
        for name, row in held.rows
    ]
    heads = ["職員", *(f"{name}(分)" for name in held.names), "計(分)"]
    return Table(f"yorisoi-hours-{held.month:%Y-%m}", "活動別の時間", heads, rows)
