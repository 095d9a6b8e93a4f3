"""`transfer_batch`: the batches of the city, one row each."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Projection
from events.contract import Event
from events.contract.benefits_transfers import (
    BatchFilled,
    BatchHandedOver,
    BatchOpened,
    BatchProposed,
    BatchReleased,
    BatchResultRead,
    BatchWithdrawn,
)
from events.contract.transfer_codes import HandOver
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchRow:
    """`answered`: orders of which the bank has said something."""

    stream: UUID
    area: str
    number: str
    fiscal_year: Int
    hand_over: HandOver
    opened_on: date
    transfer_on: date
    orders: Int = 0
    total_yen: int = 0
    answered: Int = 0
    returned: Int = 0
    proposed_on: date | None = None
    released_on: date | None = None
    handed_on: date | None = None
    withdrawn_on: date | None = None

    @property
    def state(self) -> str:
        """Where it stands, as people read it."""
        steps = (
            (self.withdrawn_on, "取りやめ"),
            (self.handed_on and self.answered >= self.orders, "結果取込み済み"),
            (self.handed_on, "結果待ち"),
            (self.released_on, "引渡し待ち"),
            (self.proposed_on, "承認待ち"),
        )
        return next((ja for reached, ja in steps if reached), "作成中")

    @property
    def over(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in {"取りやめ", "結果取込み済み"}


def evolve(row: BatchRow | None, recorded: Recorded) -> BatchRow | None:
    """The row after one fact of its batch."""
    fact = recorded.fact
    if isinstance(fact, BatchOpened):
        return BatchRow(
            stream=recorded.stream,
            area=recorded.context.area,
            number=fact.number,
            fiscal_year=fact.fiscal_year,
            hand_over=fact.hand_over,
            opened_on=fact.opened_on,
            transfer_on=fact.transfer_on,
        )
    return replace(row, **_changes(row, fact)) if row else None


def _changes(row: BatchRow, fact: Event) -> dict[str, Any]:  # noqa: PLR0911 - one arm per kind
    match fact:
        case BatchFilled():
            return {"orders": row.orders + len(fact.lines), "proposed_on": None}
        case BatchProposed(proposed_on=day):
            return {"proposed_on": day, "orders": fact.orders, "total_yen": fact.total_yen}
        case BatchReleased(released_on=day):
            return {"released_on": day}
        case BatchHandedOver(handed_on=day):
            return {"handed_on": day}
        case BatchResultRead():
            answered = row.answered + fact.paid + fact.returned
            return {"answered": answered, "returned": row.returned + fact.returned}
        case BatchWithdrawn(withdrawn_on=day):
            return {"withdrawn_on": day}
    return {}


TRANSFER_BATCH = Projection(
    "transfer_batch",
    1,
    BatchRow,
    evolve,
    one_row_per=lambda recorded: recorded.stream,
    keys=("stream",),
    reads=frozenset(
        {
            BatchOpened,
            BatchFilled,
            BatchProposed,
            BatchReleased,
            BatchHandedOver,
            BatchResultRead,
            BatchWithdrawn,
        }
    ),
)
