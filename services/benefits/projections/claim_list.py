"""`claim_list`: one row per claim; what it waits for, what came in, when the limitation is complete."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.benefits_claims import (
    ClaimCarriedOver,
    ClaimCause,
    ClaimExpired,
    ClaimExtent,
    ClaimFixed,
    ClaimInto,
    ClaimKind,
    ClaimWrittenOff,
    CollectionDeferred,
    DemandIssued,
    InstalmentsAgreed,
    MoneyCollected,
    OverpaymentFound,
    ReminderIssued,
    RepaymentDecided,
)
from events.contract.sealed import opened
from events.contract.worded import Worded
from events.log.recorded import Recorded
from services.benefits.claim import closes_on, five_years_after


class ClaimStep(Worded):
    """What a claim waits for; `ja` is what people read."""

    DECIDE = "decide", "返還の決裁"
    FIX = "fix", "調定"
    DEMAND = "demand", "納入通知"
    COLLECT = "collect", "収納"
    CARRY = "carry", "繰越し"
    REST = "rest", "徴収停止・延期"
    WRITE_OFF = "write_off", "不納欠損"
    OVER = "over", "終わり"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """`next_on`: until when (or since when) the step waits; `renewed_on`: from which the five years run."""

    stream: UUID
    case_id: UUID
    grant_no: Int
    claim_no: Int
    area_id: Int
    area: str
    cause: ClaimCause
    found_on: date
    amount_yen: Int
    decided_on: date | None = None
    asks: bool = True
    fixed_on: date | None = None
    kind: ClaimKind | None = None
    returns: bool = False
    fiscal_year: Int = 0
    demanded_on: date | None = None
    due_on: date | None = None
    reminders: Int = 0
    collected_yen: Int = 0
    renewed_on: date | None = None
    rests_until: date | None = None
    expired_on: date | None = None
    written_on: date | None = None
    step: ClaimStep = ClaimStep.DECIDE
    next_on: date


def evolve(row: ClaimRow | None, recorded: Recorded) -> ClaimRow | None:
    """The row after one fact of its claim."""
    if isinstance(recorded.fact, OverpaymentFound):
        return _found(recorded, recorded.fact)
    return _placed(replace(row, **_changes(row, recorded))) if row else None


def _found(recorded: Recorded, fact: OverpaymentFound) -> ClaimRow:
    return ClaimRow(
        stream=recorded.stream,
        case_id=recorded.case,
        grant_no=fact.grant_no,
        claim_no=fact.claim_no,
        area_id=recorded.area_id,
        area=recorded.context.area,
        cause=fact.cause,
        found_on=fact.found_on,
        amount_yen=opened(fact.amount_yen, 0),
        next_on=fact.found_on,
    )


def _changes(row: ClaimRow, recorded: Recorded) -> dict[str, Any]:  # noqa: C901, PLR0911 - one arm per kind
    match recorded.fact:
        case RepaymentDecided(decided_on=day, extent=extent) as fact:
            asks = extent is not ClaimExtent.NONE
            return {"decided_on": day, "asks": asks, "amount_yen": opened(fact.claimed_yen, 0)}
        case ClaimFixed(fixed_on=day, kind=kind, fiscal_year=year, into=into):
            returns = into is ClaimInto.EXPENDITURE
            return {"fixed_on": day, "kind": kind, "fiscal_year": year, "returns": returns}
        case ClaimCarriedOver(carried_on=day, fiscal_year=year):
            cleared = {"demanded_on": None, "due_on": None, "reminders": 0}
            return {"fixed_on": day, "fiscal_year": year, "returns": False} | cleared
        case DemandIssued(issued_on=day, due_on=due):
            return {"demanded_on": day, "due_on": due} | _renewed(row, due)
        case ReminderIssued(issued_on=day, due_on=due):
            renewed = {} if row.reminders else _renewed(row, day)
            return {"due_on": due, "reminders": row.reminders + 1} | renewed
        case InstalmentsAgreed(agreed_on=day, next_on=due):
            return {"due_on": due, "rests_until": None} | _renewed(row, day)
        case MoneyCollected(collected_on=day, amount_yen=yen):
            collected = row.collected_yen + opened(yen, 0)
            return {"collected_yen": collected, "rests_until": None} | _renewed(row, day)
        case CollectionDeferred(until_on=day):
            return {"rests_until": day}
        case ClaimExpired(expired_on=day):
            return {"expired_on": day}
        case ClaimWrittenOff(written_on=day):
            return {"written_on": day}
    return {}


def _renewed(row: ClaimRow, day: date) -> dict[str, Any]:
    return {"renewed_on": max(day, row.renewed_on or day)}


def _placed(row: ClaimRow) -> ClaimRow:
    step, day = _next(row)
    return replace(row, step=step, next_on=day or row.found_on)


def _next(row: ClaimRow) -> tuple[ClaimStep, date | None]:  # noqa: PLR0911 - one answer per step
    if row.written_on or not row.asks:
        return ClaimStep.OVER, row.written_on or row.decided_on
    if row.decided_on and row.collected_yen >= row.amount_yen:
        return ClaimStep.OVER, row.renewed_on
    if row.expired_on:
        return ClaimStep.WRITE_OFF, row.expired_on
    if row.rests_until:
        return ClaimStep.REST, row.rests_until
    if row.demanded_on:
        last = closes_on(row.fiscal_year) if row.returns else None
        if last and row.due_on and row.due_on > last:
            return ClaimStep.CARRY, last
        return ClaimStep.COLLECT, row.due_on
    if row.fixed_on:
        return ClaimStep.DEMAND, row.fixed_on
    if row.decided_on:
        return ClaimStep.FIX, row.decided_on
    return ClaimStep.DECIDE, row.found_on


def limited_on(row: ClaimRow) -> date | None:
    """The day on which the five years are over; None before a demand."""
    return five_years_after(row.renewed_on) if row.renewed_on else None


CLAIM_LIST = Projection(
    "claim_list",
    1,
    ClaimRow,
    evolve,
    one_row_per=lambda recorded: recorded.stream,
    keys=("stream",),
    reads=frozenset(
        {
            OverpaymentFound,
            RepaymentDecided,
            ClaimFixed,
            ClaimCarriedOver,
            DemandIssued,
            ReminderIssued,
            InstalmentsAgreed,
            MoneyCollected,
            CollectionDeferred,
            ClaimExpired,
            ClaimWrittenOff,
        }
    ),
    indexes=(Index(("area", "next_on", "stream")), Index(("case_id",))),
)
