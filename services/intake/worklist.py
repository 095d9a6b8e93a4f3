"""`worklist`: one row per case, what it waits for and until when; codes and days only, no names."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract import kind_of
from events.contract.assistance import PublicAssistanceAnswered, PublicAssistanceStarted
from events.contract.codes import Channel, Triage, Urgency
from events.contract.correcting import ReceptionCorrected
from events.contract.intake import (
    CaseTriaged,
    ConsultationReceived,
    ContactRecorded,
    CorrectionAsked,
    EmergencyHelpArranged,
    UseApplicationArrived,
    UseAppliedFor,
)
from events.contract.planning import (
    AssessmentCompleted,
    CaseClosed,
    MonitoringRecorded,
    PlanDecided,
    PlanDrafted,
    PlanEndorsed,
    PlanEvaluated,
    PlanRenewed,
    ServiceStarted,
)
from events.contract.worded import Worded
from events.log.recorded import Recorded
from services.intake.case_number import case_number
from services.intake.consultation import ENDS_AT_INTAKE


class Stage(Worded):
    """What a case waits for; `ja` is what people read."""

    TRIAGE = "triage", "振り分け待ち"
    CONSENT = "consent", "同意待ち"
    CORRECTION = "correction", "補正待ち"
    APPLICATION = "application", "利用申込待ち"
    SUPPORT = "support", "支援中"
    ENDED = "ended", "受付で終了"
    CLOSED = "closed", "終結"


OVER: Final = frozenset({Stage.ENDED, Stage.CLOSED})
"""Nothing is waited for any more."""

_RANK: Final = {Urgency.SAME_DAY: 0, Urgency.SOON: 1, Urgency.ORDINARY: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """`received_on` is None while only facts of planning have arrived: such a row is not shown yet.

    `steps`: bit n stands for step n of the thirteen. `rank` orders: what must be answered today first.
    `planned_monitoring_on`: what the drafted plan says, due once the plan is decided.
    `assistance_on`: since when 生活保護 is received, until the office has answered.
    `next_on`: the earliest day somebody must act, for an untriaged case the day it was received.
    """

    case_id: UUID
    area_id: Int
    area: str
    number: str = ""
    person: UUID | None = None
    received_on: date | None = None
    channel: Channel | None = None
    urgency: Urgency = Urgency.ORDINARY
    triage: Triage | None = None
    triaged_on: date | None = None
    contacted_on: date | None = None
    contact_due_on: date | None = None
    correction_due_on: date | None = None
    planned_monitoring_on: date | None = None
    monitoring_due_on: date | None = None
    assistance_on: date | None = None
    applied_on: date | None = None
    closed_on: date | None = None
    migrated: bool = False
    steps: Int = 0
    stage: Stage = Stage.TRIAGE
    next_on: date | None = None
    rank: Int = 2


Changes = dict[str, Any]


def evolve(row: Work | None, recorded: Recorded) -> Work | None:
    """The row after one fact of intake or planning, in whatever mutual order they arrive."""
    before = row or Work(
        case_id=recorded.case, area_id=recorded.area_id, area=recorded.context.area
    )
    changes = _changes(before, recorded)
    step = STEPS.get(kind_of(recorded.fact).cls)
    if step is not None:
        changes["steps"] = before.steps | 1 << step
    return _placed(replace(before, **changes)) if changes else row


STEPS: Final = {
    ConsultationReceived: 2,
    UseAppliedFor: 3,
    EmergencyHelpArranged: 4,
    AssessmentCompleted: 5,
    PlanDrafted: 6,
    PlanEndorsed: 7,
    PlanDecided: 8,
    ServiceStarted: 9,
    MonitoringRecorded: 10,
    PlanEvaluated: 11,
    PlanRenewed: 12,
    CaseClosed: 13,
}
"""Which of the thirteen steps a fact completes (programme.md §3)."""


def _changes(row: Work, recorded: Recorded) -> Changes:  # noqa: C901, PLR0911 - one arm per kind
    match recorded.fact:
        case ConsultationReceived() as received:
            return _received(received, recorded)
        case ReceptionCorrected() as right:
            stated = {"channel": right.channel, "urgency": right.urgency}
            return {name: value for name, value in stated.items() if value is not None}
        case CaseTriaged(triage=triage, decided_on=day):
            return {"triage": triage, "triaged_on": day}
        case UseApplicationArrived():
            return {"correction_due_on": None}
        case CorrectionAsked(due_on=day):
            return {"correction_due_on": day}
        case UseAppliedFor(applied_on=day):
            return {"applied_on": day, "correction_due_on": None}
        case ContactRecorded() as contact if contact.contacted_on >= (
            row.contacted_on or contact.contacted_on
        ):
            return {
                "contacted_on": contact.contacted_on,
                "contact_due_on": contact.next_contact_on,
            }
        case PublicAssistanceStarted(started_on=day):
            return {"assistance_on": day}
        case PublicAssistanceAnswered():
            return {"assistance_on": None}
        case CaseClosed(closed_on=day):
            return {"closed_on": day}
    return _of_plan(row, recorded)


def _of_plan(row: Work, recorded: Recorded) -> Changes:
    match recorded.fact:
        case PlanDrafted(monitoring_on=day):
            return {"planned_monitoring_on": day}
        case PlanDecided():
            return {"monitoring_due_on": row.planned_monitoring_on}
        case MonitoringRecorded(next_on=day):
            return {"monitoring_due_on": day}
        case PlanEvaluated():
            return {"monitoring_due_on": None}
    return {}


def _received(fact: ConsultationReceived, recorded: Recorded) -> Changes:
    return {
        "area_id": recorded.area_id,
        "area": recorded.context.area,
        "number": case_number(recorded),
        "person": fact.person,
        "received_on": fact.received_on,
        "channel": fact.channel,
        "urgency": fact.urgency,
        "migrated": recorded.migrated,
    }


def _placed(row: Work) -> Work:
    stage = _stage(row)
    waiting = stage is Stage.TRIAGE
    return replace(
        row,
        stage=stage,
        next_on=None if stage in OVER else _next_on(row, stage),
        rank=_RANK[row.urgency] if waiting else _RANK[Urgency.ORDINARY],
    )


def _stage(row: Work) -> Stage:
    if row.closed_on is not None:
        return Stage.CLOSED
    if row.applied_on is not None:
        return Stage.SUPPORT
    if row.triage in ENDS_AT_INTAKE:
        return Stage.ENDED
    if row.correction_due_on is not None:
        return Stage.CORRECTION
    if row.triage is None:
        return Stage.TRIAGE
    return Stage.APPLICATION if row.triage is Triage.SUPPORT else Stage.CONSENT


def _next_on(row: Work, stage: Stage) -> date | None:
    due = [
        row.contact_due_on,
        row.correction_due_on,
        row.monitoring_due_on,
        row.assistance_on,
    ]
    if stage is Stage.TRIAGE and row.contact_due_on is None:
        due.append(row.received_on)
    return min((day for day in due if day is not None), default=None)


WORKLIST = Projection(
    "worklist",
    3,
    Work,
    evolve,
    one_row_per="case",
    reads=frozenset(STEPS)
    | {CaseTriaged, UseApplicationArrived, CorrectionAsked, ContactRecorded, ReceptionCorrected}
    | {PublicAssistanceStarted, PublicAssistanceAnswered},
    indexes=(
        Index(("area_id", "rank", "next_on")),
        Index(("area_id", "received_on")),
    ),
)
