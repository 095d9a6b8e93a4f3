"""A row of the worklist, and what its case waits for: judged from the row's columns alone."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.contract.codes import ClosureReason, EvaluationOutcome, Service
from events.contract.worded import Worded


class Step(Worded):
    """What a case waits for next; `ja` is what people read."""

    ASSESS = "assess", "アセスメント"
    DRAFT = "draft", "プラン(案)の作成"
    AGREE = "agree", "本人の同意"
    CONVENE = "convene", "支援調整会議"
    PROPOSE = "propose", "起案"
    DECIDE = "decide", "決裁"
    MONITOR = "monitor", "モニタリング"
    EVALUATE = "evaluate", "プラン評価"
    REVIEW = "review", "中断の見直し"
    FINISH = "finish", "再プラン・終結"
    CLOSED = "closed", "終結"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWork:
    """`next_on`: the day to act; a deadline where `is_due`, else the day since when the step waits.

    `agreed_on` … `evaluated_on` speak of plan `plan_no`, the latest.
    """

    case_id: UUID
    area_id: Int
    area: str
    applied_on: date | None = None
    assessed_on: date | None = None
    completed_on: date | None = None
    plan_no: Int = 0
    opened_on: date | None = None
    drafted_on: date | None = None
    agreed_on: date | None = None
    endorsed_on: date | None = None
    returned_on: date | None = None
    proposed_on: date | None = None
    drafter: UUID | None = None
    decided_on: date | None = None
    services: tuple[Service, ...] = ()
    running: tuple[Service, ...] = ()
    unapproved: tuple[Service, ...] = ()
    monitoring_on: date | None = None
    evaluation_due_on: date | None = None
    evaluated_on: date | None = None
    outcome: EvaluationOutcome | None = None
    discussed_on: date | None = None
    review_on: date | None = None
    closed_on: date | None = None
    closure: ClosureReason | None = None
    step: Step = Step.ASSESS
    next_on: date | None = None
    is_due: bool = False


def placed(row: CaseWork) -> CaseWork:
    """The row with its next step, judged from its other columns alone."""
    step, day, due = _next(row)
    return replace(row, step=step, next_on=day, is_due=due)


def _next(row: CaseWork) -> tuple[Step, date | None, bool]:
    if row.closed_on:
        return Step.CLOSED, row.closed_on, False
    if row.review_on:
        return Step.REVIEW, row.review_on, True
    if row.evaluated_on:
        return Step.FINISH, row.evaluated_on, False
    if row.decided_on:
        return _watching(row)
    return _preparing(row)


def _watching(row: CaseWork) -> tuple[Step, date | None, bool]:
    watch, end = row.monitoring_on, row.evaluation_due_on
    if watch is not None and (end is None or watch < end):
        return Step.MONITOR, watch, True
    return Step.EVALUATE, end, True


def _preparing(row: CaseWork) -> tuple[Step, date | None, bool]:
    furthest_first = (
        (Step.DECIDE, row.proposed_on),
        (Step.PROPOSE, row.endorsed_on),
        (Step.CONVENE, row.agreed_on),
        (Step.DRAFT, row.returned_on),
        (Step.AGREE, row.drafted_on),
        (Step.DRAFT, row.opened_on),
        (Step.DRAFT, row.completed_on if _assessed(row) else None),
    )
    waiting = ((step, day, False) for step, day in furthest_first if day)
    return next(waiting, (Step.ASSESS, row.applied_on or row.assessed_on, False))


def _assessed(row: CaseWork) -> bool:
    """Completed on or after the application, as a plan asks for."""
    done, applied = row.completed_on, row.applied_on
    return done is not None and applied is not None and done >= applied
