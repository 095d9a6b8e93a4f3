"""一人の経過: the cases of one person as this reader may see them, and their records in one line of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.wareki import fiscal_year
from events.host.desk import Desk
from services.reporting.life import Tie, Tied, life_of
from services.reporting.projections.case_list import CASE_LIST
from services.reporting.screens.timeline import Entry, entries


@dataclass(frozen=True, slots=True, kw_only=True)
class LifeCase:
    """One case the reader may open. `operators` in the order in which they first stated something."""

    case: UUID
    number: str
    ward: str
    tie: Tie
    received_on: date
    closed_on: date | None
    operators: tuple[str, ...]
    records: int


@dataclass(frozen=True, slots=True)
class LifeEntry:
    """One record and the case it belongs to."""

    of: LifeCase
    entry: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """`elsewhere`: ward and number of what stands in wards of others, which open it there."""

    cases: tuple[LifeCase, ...]
    years: tuple[tuple[str, tuple[LifeEntry, ...]], ...]
    elsewhere: tuple[tuple[str, str], ...]

    @property
    def records(self) -> int:
        """How many are shown."""
        return sum(one.records for one in self.cases)


def life(desk: Desk, case: UUID) -> Life:
    """Everything this person may see of it; of other wards only that there is a case, of a secret one not even that."""
    own, others = _parted(desk, life_of(desk.runtime.tables, case))
    told = [(one, entries(desk.runtime, one.case.case_id)) for one in own]
    cases = [_case(desk, tied, found) for tied, found in told if found]
    of_case = {one.case: one for one in cases}
    lines = [
        LifeEntry(of_case[tied.case.case_id], entry) for tied, found in told for entry in found
    ]
    lines.sort(key=lambda line: line.entry.on)
    return Life(
        cases=tuple(cases),
        years=_by_year(lines),
        elsewhere=tuple((_ward(desk, tied), tied.case.number) for tied in others),
    )


def _parted(desk: Desk, tied: Sequence[Tied]) -> tuple[list[Tied], list[Tied]]:
    """What may be read, and what may be known to exist."""
    own = [one for one in tied if desk.staff.may("case.read", _code(desk, one))]
    secret = [one for one in tied if one.case.secret_on(desk.today)]
    return own, [one for one in tied if one not in own and one not in secret]


def _case(desk: Desk, tied: Tied, found: Sequence[Entry]) -> LifeCase:
    row = desk.runtime.tables.row(CASE_LIST, tied.case.case_id)
    return LifeCase(
        case=tied.case.case_id,
        number=tied.case.number,
        ward=_ward(desk, tied),
        tie=tied.tie,
        received_on=tied.case.received_on,
        closed_on=row.closed_on if row else None,
        operators=tuple(dict.fromkeys(entry.operator for entry in found if entry.operator)),
        records=len(found),
    )


def _by_year(lines: Sequence[LifeEntry]) -> tuple[tuple[str, tuple[LifeEntry, ...]], ...]:
    """By fiscal year, which offices count in."""
    years: dict[int, list[LifeEntry]] = {}
    for line in lines:
        on = line.entry.on
        years.setdefault(on.year - (on.month < 4), []).append(line)
    return tuple((fiscal_year(year), tuple(found)) for year, found in years.items())


def _code(desk: Desk, tied: Tied) -> str:
    return desk.runtime.areas.by_id(tied.case.area_id).code


def _ward(desk: Desk, tied: Tied) -> str:
    areas = desk.runtime.areas
    return areas.short_name(areas.by_id(tied.case.area_id))
