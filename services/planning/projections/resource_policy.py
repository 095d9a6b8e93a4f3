"""`resource_policy`: the policy of a ward as it holds now; its words stay in the log."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.bus.read_tables import ReadTables
from events.contract.community_work import CommunityEntryWithdrawn
from events.contract.concern_codes import CouncilHost
from events.contract.resource_policy import ResourcePolicyRevised, ResourcePolicyStated
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRow:
    """`versions` = how many were stated."""

    case_id: UUID
    area: str
    stated_on: date
    council_host: CouncilHost
    versions: Int = 1
    withdrawn_on: date | None = None


def evolve(row: PolicyRow | None, recorded: Recorded) -> PolicyRow | None:
    """The row after one fact of its register entry."""
    match recorded.fact:
        case ResourcePolicyStated() as stated:
            return PolicyRow(
                case_id=recorded.case,
                area=recorded.context.area,
                stated_on=stated.stated_on,
                council_host=stated.council_host,
            )
        case ResourcePolicyRevised() as revised if row:
            return replace(
                row,
                stated_on=revised.stated_on,
                council_host=revised.council_host,
                versions=row.versions + 1,
            )
        case CommunityEntryWithdrawn(withdrawn_on=day) if row:
            return replace(row, withdrawn_on=day)
    return row


RESOURCE_POLICY = Projection(
    "resource_policy",
    1,
    PolicyRow,
    evolve,
    one_row_per="case",
    reads=frozenset({ResourcePolicyStated, ResourcePolicyRevised, CommunityEntryWithdrawn}),
    indexes=(Index(("area",)),),
)


def policies(tables: ReadTables) -> list[PolicyRow]:
    """Those of every ward, withdrawn ones last."""
    order = "(withdrawn_on is not null), area, stated_on, case_id"
    return tables.rows(RESOURCE_POLICY, order=order, limit=500)
