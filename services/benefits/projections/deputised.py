"""`deputised_grant`: what deputies decided, one row per grant, until the holder of the post has seen it (後閲)."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.bus.read_tables import NotReady, ReadTables
from events.contract.approving import DeputyGround
from events.contract.grant_approving import GrantDecidedByDeputy, GrantDeputyDecisionSeen
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputisedGrant:
    """`seen_on` None: waits for the holder."""

    stream: UUID
    case_id: UUID
    area: str
    grant_no: Int
    decided_on: date
    holder_post: str
    deputy_post: str
    ground: DeputyGround
    seen_on: date | None = None


def evolve(row: DeputisedGrant | None, recorded: Recorded) -> DeputisedGrant | None:
    """Open with the decision, closed when seen."""
    match recorded.fact:
        case GrantDecidedByDeputy() as decided:
            return DeputisedGrant(
                stream=recorded.stream,
                case_id=recorded.case,
                area=recorded.context.area,
                grant_no=decided.grant_no,
                decided_on=decided.decided_on,
                holder_post=decided.holder_post,
                deputy_post=decided.deputy_post,
                ground=decided.ground,
            )
        case GrantDeputyDecisionSeen(seen_on=day) if row:
            return replace(row, seen_on=day)
    return row


DEPUTISED_GRANT = Projection(
    "deputised_grant",
    1,
    DeputisedGrant,
    evolve,
    one_row_per=lambda recorded: recorded.stream,
    keys=("stream",),
    reads=frozenset({GrantDecidedByDeputy, GrantDeputyDecisionSeen}),
    indexes=(Index(("area",), where="seen_on is null"),),
)


def unseen(tables: ReadTables, areas: list[str]) -> list[DeputisedGrant]:
    """What waits for 後閲 in these wards, the oldest first."""
    try:
        return tables.rows(
            DEPUTISED_GRANT, "area = any(%s) and seen_on is null", [areas], order="decided_on"
        )
    except NotReady:
        return []
