"""`known_case`: what benefits knows of intake's cases, one row per case; clear fields only."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Projection
from events.contract.intake import ConsultationReceived, UseAppliedFor
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCase:
    """`number`: 受付番号, as intake prints it (year of the reception, place in intake's log)."""

    case_id: UUID
    area_id: Int
    area: str
    number: str
    person: UUID
    received_on: date
    applied_on: date | None = None


def evolve(row: KnownCase | None, recorded: Recorded) -> KnownCase | None:
    """The row after one fact of intake; facts of a case come in their order."""
    match recorded.fact:
        case ConsultationReceived() as received:
            return KnownCase(
                case_id=recorded.case,
                area_id=recorded.area_id,
                area=recorded.context.area,
                number=f"{received.received_on.year}-{recorded.position:05d}",
                person=received.person,
                received_on=received.received_on,
            )
        case UseAppliedFor(applied_on=day) if row:
            return replace(row, applied_on=day)
    return row


KNOWN_CASE = Projection(
    "known_case",
    1,
    KnownCase,
    evolve,
    one_row_per="case",
    reads=frozenset({ConsultationReceived, UseAppliedFor}),
)
