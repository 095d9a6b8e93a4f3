"""`timeline`: one row per fact of a case in any service: what, when, in which capacity. No personal value.

An export of a list and the renewal of a ledger are no facts of a case, and neither is what was heard before there
was one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from events.bus.column_types import SmallInt
from events.bus.projection import Index, Projection
from events.contract import KINDS, kind_of
from events.contract.concern import BeforeCase
from events.contract.exporting import ListExported
from events.contract.renewing import LedgerRenewed
from events.log.recorded import SOURCES, Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One fact. `source` and `position` are its place in its log; `plan_no` 0 = not about a plan.

    `occurred_on` is the legal day, `recorded_at` (UTC) when it was typed; `wire` names the kind.
    """

    case_id: UUID
    source: SmallInt
    position: int
    occurred_on: date
    recorded_at: datetime
    wire: str
    plan_no: SmallInt
    area_id: SmallInt
    role: str
    office: str
    operator: str
    migrated: bool

    @property
    def term(self) -> str:
        """The statutory word, verbatim as declared."""
        return KINDS[self.wire].ja


def evolve(_: Moment | None, recorded: Recorded) -> Moment | None:
    """The row of one fact, or none."""
    if isinstance(recorded.fact, ListExported | LedgerRenewed | BeforeCase):
        return None
    return Moment(
        case_id=recorded.case,
        source=SOURCES[recorded.source],
        position=recorded.position,
        occurred_on=recorded.occurred_on,
        recorded_at=recorded.context.at,
        wire=kind_of(recorded.fact).wire,
        plan_no=getattr(recorded.fact, "plan_no", 0),
        area_id=recorded.area_id,
        role=recorded.context.role,
        office=recorded.context.office,
        operator=recorded.context.operator.partition("/")[0],
        migrated=recorded.migrated,
    )


TIMELINE = Projection(
    "timeline",
    4,
    Moment,
    evolve,
    one_row_per="fact",
    indexes=(Index(("case_id", "occurred_on", "recorded_at")),),
)
