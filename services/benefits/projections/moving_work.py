"""`moving_work`: every 転居費用補助 and what it waits for; one row per application, clear fields only."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.benefits import BenefitCorrectionAsked
from events.contract.benefits_moving import (
    MovingApplied,
    MovingBudgetFound,
    MovingCommitted,
    MovingCorrected,
    MovingDecided,
    MovingDrafted,
    MovingOrdered,
    MovingOrderPassed,
    MovingPaid,
    MovingRefused,
    MovingReviewed,
)
from events.contract.benefits_one_off import OneOffTransferReturned
from events.log.recorded import Recorded

STEPS = {
    "correct": "補正",
    "find": "家計の確認",
    "draft": "起案",
    "review": "審査",
    "decide": "決裁",
    "pay": "支払",
    "over": "終わり",
}
"""What it waits for, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingWork:
    """`since`: the day since when it waits for `step`."""

    stream: UUID
    case_id: UUID
    moving_no: Int
    area_id: Int
    area: str
    arrived_on: date
    step: str
    since: date
    found: bool = False
    payments: Int = 0
    paid: Int = 0

    @property
    def step_ja(self) -> str:
        """The step in words."""
        return STEPS[self.step]


def evolve(row: MovingWork | None, recorded: Recorded) -> MovingWork | None:
    """The row after one fact of its application."""
    if isinstance(recorded.fact, MovingApplied):
        return MovingWork(
            stream=recorded.stream,
            case_id=recorded.case,
            moving_no=recorded.fact.moving_no,
            area_id=recorded.area_id,
            area=recorded.context.area,
            arrived_on=recorded.fact.arrived_on,
            step="find",
            since=recorded.fact.arrived_on,
        )
    return replace(row, **_changes(row, recorded)) if row else None


def _changes(row: MovingWork, recorded: Recorded) -> dict[str, Any]:  # noqa: C901, PLR0911 - one arm per kind
    match recorded.fact:
        case BenefitCorrectionAsked(asked_on=day):
            return {"step": "correct", "since": day}
        case MovingCorrected(corrected_on=day):
            return {"step": "draft" if row.found else "find", "since": day}
        case MovingBudgetFound(found_on=day):
            step = row.step if row.step == "correct" else "draft"
            return {"found": True, "step": step, "since": day}
        case MovingDrafted(drafted_on=day):
            return {"step": "review", "since": day}
        case MovingReviewed(reviewed_on=day):
            return {"step": "decide", "since": day}
        case MovingDecided(decided_on=day):
            return {"step": "pay", "since": day}
        case MovingCommitted(committed_on=day, payments=payments):
            return {"payments": payments, "since": day}
        case MovingOrdered(ordered_on=day) | MovingOrderPassed(passed_on=day):
            return {"since": day}
        case MovingPaid(paid_on=day):
            whole = row.paid + 1 >= row.payments
            return {"paid": row.paid + 1, "since": day, "step": "over" if whole else "pay"}
        case OneOffTransferReturned(returned_on=day, was_paid=was_paid):
            return {"paid": row.paid - was_paid, "since": day, "step": "pay"}
        case MovingRefused(refused_on=day):
            return {"step": "over", "since": day}
    return {}


MOVING_WORK = Projection(
    "moving_work",
    2,
    MovingWork,
    evolve,
    one_row_per=lambda recorded: recorded.stream,
    keys=("stream",),
    reads=frozenset(
        {
            BenefitCorrectionAsked,
            MovingApplied,
            MovingBudgetFound,
            MovingCommitted,
            MovingCorrected,
            MovingDecided,
            MovingDrafted,
            MovingOrdered,
            MovingOrderPassed,
            MovingPaid,
            MovingRefused,
            MovingReviewed,
            OneOffTransferReturned,
        }
    ),
    indexes=(Index(("area", "since", "stream"), where="step <> 'over'"), Index(("case_id",))),
)
