"""`deputised_grant`: what deputies decided of money, one row per decision, until the holder has seen it (後閲)."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.bus.read_tables import NotReady, ReadTables
from events.contract.approving import DeputyGround
from events.contract.grant_approving import GrantDecidedByDeputy, GrantDeputyDecisionSeen
from events.contract.money_approving import (
    MoneyDecidedByDeputy,
    MoneyDeputyDecisionSeen,
    MoneyMatter,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class DeputisedGrant:
    """`approved` names the decision in its stream. `seen_on` None: waits for the holder.

    `matter` "" = 支給決定等 of the grant itself; `item_no` numbers what is beside a grant, 0 where nothing is.
    """

    stream: UUID
    approved: str
    case_id: UUID
    area: str
    grant_no: Int
    decided_on: date
    holder_post: str
    deputy_post: str
    ground: DeputyGround
    matter: str = ""
    item_no: Int = 0
    seen_on: date | None = None

    @property
    def matter_ja(self) -> str:
        """What was decided, in words."""
        return MoneyMatter.stored(self.matter).ja if self.matter else "支給決定等"

    @property
    def at(self) -> str:
        """Path of the page below the root of benefits."""
        return place(self)


def evolve(row: DeputisedGrant | None, recorded: Recorded) -> DeputisedGrant | None:
    """Open with the decision, closed when seen."""
    match recorded.fact:
        case GrantDecidedByDeputy() as decided:
            return _opened(recorded, decided)
        case MoneyDecidedByDeputy() as decided:
            return replace(
                _opened(recorded, decided), matter=decided.matter.value, item_no=decided.item_no
            )
        case GrantDeputyDecisionSeen(seen_on=day) | MoneyDeputyDecisionSeen(seen_on=day) if row:
            return replace(row, seen_on=day)
    return row


def place(row: DeputisedGrant) -> str:
    """Where the decision is read: the claim's page, the recheck's, or the grant's."""
    case = f"/cases/{row.case_id}"
    grant = f"{case}/grants/{row.grant_no}"
    match row.matter:
        case "":
            return grant
        case MoneyMatter.CORRECTION.value:
            return f"/recheck/proposals/{row.stream}"
        case MoneyMatter.MOVING.value:
            return f"{case}/moving/{row.item_no}"
        case MoneyMatter.SUPPLEMENT.value:
            return f"{grant}/supplements/{row.item_no}"
    return f"{grant}/claims/{row.item_no}"


def _opened(
    recorded: Recorded, decided: GrantDecidedByDeputy | MoneyDecidedByDeputy
) -> DeputisedGrant:
    return DeputisedGrant(
        stream=recorded.stream,
        approved=decided.approved,
        case_id=recorded.case,
        area=recorded.context.area,
        grant_no=decided.grant_no,
        decided_on=decided.decided_on,
        holder_post=decided.holder_post,
        deputy_post=decided.deputy_post,
        ground=decided.ground,
    )


DEPUTISED_GRANT = Projection(
    "deputised_grant",
    2,
    DeputisedGrant,
    evolve,
    one_row_per=lambda recorded: (recorded.stream, getattr(recorded.fact, "approved", "")),
    keys=("stream", "approved"),
    reads=frozenset(
        {
            GrantDecidedByDeputy,
            GrantDeputyDecisionSeen,
            MoneyDecidedByDeputy,
            MoneyDeputyDecisionSeen,
        }
    ),
    indexes=(Index(("area",), where="seen_on is null"),),
)


def unseen(tables: ReadTables, areas: list[str]) -> list[DeputisedGrant]:
    """What waits for 後閲 in these wards, the oldest first."""
    try:
        return tables.rows(
            DEPUTISED_GRANT,
            "area = any(%s) and seen_on is null",
            [areas],
            order="decided_on, stream",
        )
    except NotReady:
        return []
