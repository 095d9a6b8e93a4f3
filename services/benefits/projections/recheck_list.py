"""`recheck_list`: rechecks proposed, decided and carried out."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Projection
from events.contract.benefits_recheck import (
    RecheckCarriedOut,
    RecheckDecided,
    RecheckProposed,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class RecheckRow:
    """`payments` that differ."""

    stream: UUID
    area_id: Int
    area: str
    proposed_on: date
    drafter: UUID
    grants: Int
    payments: Int
    decided_on: date | None = None
    number: str = ""
    carried_on: date | None = None


def evolve(row: RecheckRow | None, recorded: Recorded) -> RecheckRow | None:
    """The row after one fact."""
    match recorded.fact:
        case RecheckProposed() as fact:
            return RecheckRow(
                stream=recorded.stream,
                area_id=recorded.area_id,
                area=recorded.context.area,
                proposed_on=fact.proposed_on,
                drafter=fact.drafter,
                grants=fact.grants,
                payments=fact.payments,
            )
        case RecheckDecided() as fact if row:
            return replace(row, decided_on=fact.decided_on, number=fact.number)
        case RecheckCarriedOut(carried_on=day) if row:
            return replace(row, carried_on=day)
    return row


RECHECK_LIST = Projection(
    "recheck_list",
    1,
    RecheckRow,
    evolve,
    one_row_per=lambda recorded: recorded.stream,
    keys=("stream",),
    reads=frozenset({RecheckProposed, RecheckDecided, RecheckCarriedOut}),
)
