"""`introductions`: which desk introduced the person of a case, one row per case; no names."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.concern_codes import ConcernSource
from events.contract.introducing import ConsultationIntroduced
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Introduction:
    """As last stated."""

    case_id: UUID
    area_id: Int
    source: ConcernSource
    partner: str
    introduced_on: date


def evolve(row: Introduction | None, recorded: Recorded) -> Introduction | None:
    """The row after one statement."""
    match recorded.fact:
        case ConsultationIntroduced() as fact:
            return Introduction(
                case_id=recorded.case,
                area_id=recorded.area_id,
                source=fact.source,
                partner=fact.partner,
                introduced_on=fact.introduced_on,
            )
    return row


INTRODUCTIONS = Projection(
    "introductions",
    1,
    Introduction,
    evolve,
    one_row_per="case",
    reads=frozenset({ConsultationIntroduced}),
    indexes=(Index(("area_id", "introduced_on")),),
)
