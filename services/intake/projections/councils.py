"""`councils` and `council_items`: the meetings of 支援会議, and which concerns they spoke of; no names."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.column_types import Int, SmallInt
from events.bus.projection import Index, Projection
from events.contract.concern import ConcernDiscussed
from events.contract.concern_codes import CouncilHost, CouncilOutcome
from events.contract.council import ConfidentialCouncilHeld
from events.log.recorded import SOURCES, Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilRow:
    """One meeting."""

    council_id: UUID
    area_id: Int
    area: str
    held_on: date
    host: CouncilHost
    members: Int


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemRow:
    """One concern that a meeting spoke of."""

    source: SmallInt
    position: int
    area_id: Int
    council_id: UUID
    concern_id: UUID
    discussed_on: date
    outcome: CouncilOutcome


def held(_: CouncilRow | None, recorded: Recorded) -> CouncilRow | None:
    """The row of a meeting."""
    match recorded.fact:
        case ConfidentialCouncilHeld() as fact:
            return CouncilRow(
                council_id=recorded.stream,
                area_id=recorded.area_id,
                area=recorded.context.area,
                held_on=fact.held_on,
                host=fact.host,
                members=fact.members,
            )
    return None


def discussed(_: ItemRow | None, recorded: Recorded) -> ItemRow | None:
    """The row of an item."""
    match recorded.fact:
        case ConcernDiscussed() as fact:
            return ItemRow(
                source=SOURCES[recorded.source],
                position=recorded.position,
                area_id=recorded.area_id,
                council_id=fact.council,
                concern_id=recorded.stream,
                discussed_on=fact.discussed_on,
                outcome=fact.outcome,
            )
    return None


COUNCILS = Projection(
    "councils",
    1,
    CouncilRow,
    held,
    one_row_per=lambda recorded: recorded.stream,
    keys=("council_id",),
    reads=frozenset({ConfidentialCouncilHeld}),
    indexes=(Index(("area_id", "held_on")),),
)

COUNCIL_ITEMS = Projection(
    "council_items",
    1,
    ItemRow,
    discussed,
    one_row_per="fact",
    reads=frozenset({ConcernDiscussed}),
    indexes=(Index(("council_id",)),),
)
