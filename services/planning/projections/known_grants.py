"""`known_grant`: whether a benefit of a case is running, as planning knows it from benefits; days and codes only."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.bus.read_tables import ReadTables
from events.contract.benefits import GrantDecided, GrantEnded, GrantStopped
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGrant:
    """One 住居確保給付金; over when stopped or ended."""

    stream: UUID
    case_id: UUID
    area_id: Int
    area: str
    decided_on: date
    over_on: date | None = None


def evolve(row: KnownGrant | None, recorded: Recorded) -> KnownGrant | None:
    """The grant after one of its facts."""
    match recorded.fact:
        case GrantDecided(decided_on=day):
            return row or KnownGrant(
                stream=recorded.stream,
                case_id=recorded.case,
                area_id=recorded.area_id,
                area=recorded.context.area,
                decided_on=day,
            )
        case GrantStopped(stopped_on=day) | GrantEnded(ended_on=day) if row:
            return replace(row, over_on=day)
    return row


KNOWN_GRANT = Projection(
    "known_grant",
    1,
    KnownGrant,
    evolve,
    one_row_per=lambda recorded: recorded.stream,
    keys=("stream",),
    reads=frozenset({GrantDecided, GrantStopped, GrantEnded}),
    indexes=(Index(("case_id",)),),
)


def running_grants(tables: ReadTables, case: UUID) -> list[KnownGrant]:
    """The benefits of a case that are neither stopped nor ended."""
    return tables.rows(
        KNOWN_GRANT, "case_id = %s and over_on is null", [case], order="decided_on, stream"
    )
