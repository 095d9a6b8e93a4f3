"""The records behind a number: rows of `kpi_fact` with their case, in the order in which they were counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from psycopg.sql import SQL

from events.bus.read_tables import ReadTables
from events.contract import kind_of
from events.host.calendar import japanese_day
from services.reporting.measure import Count, Scope, condition, known_then, within
from services.reporting.projections.kpi_fact import FACT_OF, OUTCOMES, SERVICE_BIT, Flag, Kind

Place = tuple[date, int, int]
"""Where a page of records ended: day, source, position."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedRecord:
    """One row. `repeated`: the same person was counted before in the period, so this one is not."""

    case_id: UUID
    number: str
    source: int
    position: int
    counted_on: date
    recorded_at: datetime | None
    area_id: int
    kind: Kind
    plan_no: int
    services: int
    flags: int
    outcome: int
    amount_yen: int
    repeated: bool

    @property
    def term(self) -> str:
        """The statutory word of the fact."""
        return kind_of(FACT_OF[self.kind]).ja

    @property
    def place(self) -> Place:
        """Its place in the list."""
        return self.counted_on, self.source, self.position

    @property
    def recorded_on(self) -> date | None:
        """The Japanese day on which it was typed."""
        return japanese_day(self.recorded_at) if self.recorded_at else None

    @property
    def outcome_ja(self) -> str:
        """The label of its outcome, empty where its kind has none."""
        if not self.outcome or self.kind not in OUTCOMES:
            return ""
        return list(OUTCOMES[self.kind])[self.outcome - 1].ja

    @property
    def service_names(self) -> str:
        """The services of a plan by their names on its day."""
        names = (code.ja for code, bit in SERVICE_BIT.items() if self._holds(code, bit))
        return "、".join(names)

    @property
    def is_target(self) -> bool:
        """Whether the plan makes a 就労支援対象者."""
        return bool(self.flags & Flag.EMPLOYMENT_SUPPORT_TARGET)

    def _holds(self, code: Any, bit: int) -> bool:
        return bool(self.services & bit) and bool(code.valid_on(self.counted_on))


_SELECTED: Final = (
    "select k.*, coalesce(c.number, '') as number, t.recorded_at from ({counted}) k"
    " left join case_list c using (case_id) left join timeline t using (source, position)"
    " where (k.counted_on, k.source, k.position) > (%s, %s, %s)"
    " order by k.counted_on, k.source, k.position limit %s"
)
_COUNTED: Final = (
    "select case_id, source, position, counted_on, area_id, kind, plan_no, services, flags, outcome,"
    " amount_yen, {repeated} as repeated from kpi_fact where {where}"
)
_REPEATED: Final = (
    "row_number() over (partition by kind, person order by counted_on, source, position) > 1"
)
BEGINNING: Final[Place] = (date.min, 0, 0)


def records(
    tables: ReadTables,
    counts: Sequence[Count],
    scope: Scope,
    *,
    after: Place = BEGINNING,
    limit: int,
) -> list[CountedRecord]:
    """Rows that any of the counts looks at. Persons counted once: their later rows come too, marked."""
    where, values = _where(counts, scope)
    once = any(count.once_per_person for count in counts)
    counted = _COUNTED.format(repeated=_REPEATED if once else "false", where=where)
    found = tables.query(SQL(_SELECTED.format(counted=counted)), [*values, *after, limit])
    return [_record(row) for row in found]


def number_of_records(tables: ReadTables, counts: Sequence[Count], scope: Scope) -> int:
    """How many rows the list has, repeated ones included."""
    where, values = _where(counts, scope)
    found = tables.query(SQL(f"select count(*) as n from kpi_fact where {where}"), values)
    return int(found[0]["n"])


def amendments(tables: ReadTables, scope: Scope, wire: str) -> int:
    """How many facts of a kind lie in the scope that no table counts."""
    known, positions = known_then(scope.upto)
    found = tables.query(
        SQL(
            "select count(*) as n from timeline where wire = %s and not migrated"
            f" and occurred_on between %s and %s and area_id = any(%s){known}"
        ),
        [wire, scope.start, scope.end, list(scope.areas), *positions],
    )
    return int(found[0]["n"])


def _where(counts: Iterable[Count], scope: Scope) -> tuple[str, list[Any]]:
    inside, parameters = within(scope)
    any_of = []
    for count in counts:
        text, values = condition(count)
        any_of.append(f"({text})")
        parameters += values
    return f"{inside} and ({' or '.join(any_of)})", parameters


def _record(row: dict[str, Any]) -> CountedRecord:
    return CountedRecord(**{**row, "kind": Kind(row["kind"])})
