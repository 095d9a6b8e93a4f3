"""`deputised_decision`: what deputies decided, one row per 起案, until the holder of the post has seen it (後閲)."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.bus.read_tables import ReadTables
from events.contract.approving import DecidedByDeputy, DeputyDecisionSeen, DeputyGround
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Deputised:
    """`approved` is the leaf hash (hex) of the 起案."""

    case_id: UUID
    approved: str
    area_id: Int
    area: str
    plan_no: Int
    decided_on: date
    holder_post: str
    deputy_post: str
    ground: DeputyGround
    seen_on: date | None = None


def evolve(row: Deputised | None, recorded: Recorded) -> Deputised | None:
    """Open with the decision, closed when seen."""
    match recorded.fact:
        case DecidedByDeputy() as decided:
            return Deputised(
                case_id=recorded.case,
                approved=decided.approved,
                area_id=recorded.area_id,
                area=recorded.context.area,
                plan_no=decided.plan_no,
                decided_on=decided.decided_on,
                holder_post=decided.holder_post,
                deputy_post=decided.deputy_post,
                ground=decided.ground,
            )
        case DeputyDecisionSeen(seen_on=day) if row:
            return replace(row, seen_on=day)
    return row


DEPUTISED = Projection(
    "deputised_decision",
    1,
    Deputised,
    evolve,
    one_row_per=lambda recorded: (recorded.case, getattr(recorded.fact, "approved", "")),
    keys=("case_id", "approved"),
    reads=frozenset({DecidedByDeputy, DeputyDecisionSeen}),
    indexes=(Index(("area",), where="seen_on is null"),),
)


def unseen(tables: ReadTables, areas: list[str]) -> list[Deputised]:
    """What waits for 後閲 in these wards, the oldest first."""
    return tables.rows(
        DEPUTISED, "area = any(%s) and seen_on is null", [areas], order="decided_on, case_id"
    )
