"""`councils`, `council_items`, `council_cases`: the meetings of 支援会議, and of whom they spoke; no names."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.column_types import Int, SmallInt
from events.bus.projection import Index, Projection
from events.contract.case_in_council import CaseDiscussed
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case that a meeting spoke of."""

    source: SmallInt
    position: int
    council_id: UUID
    case_id: UUID


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


def case_discussed(_: CaseRow | None, recorded: Recorded) -> CaseRow | None:
    """The row of a case."""
    match recorded.fact:
        case CaseDiscussed(council=council):
            return CaseRow(
                source=SOURCES[recorded.source],
                position=recorded.position,
                council_id=council,
                case_id=recorded.case,
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

COUNCIL_CASES = Projection(
    "council_cases",
    1,
    CaseRow,
    case_discussed,
    one_row_per="fact",
    reads=frozenset({CaseDiscussed}),
    indexes=(Index(("council_id",)),),
)
