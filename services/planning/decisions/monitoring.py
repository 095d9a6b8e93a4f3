"""モニタリング and プラン変更 of a plan under way (T18, T19)."""

from dataclasses import dataclass
from datetime import date

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import MonitoringRecorded, PlanAmended
from events.contract.sealed import Open
from events.contract.watching import MonitoringJudged, MonitoringResult
from services.planning.case import Case
from services.planning.decisions.guards import (
    begun,
    happened,
    not_suspended,
    standing,
    told,
    under_way,
)
from services.planning.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMonitoring:
    """`plan_fits`: does the plan still fit (None = not answered: refused); `next_on`: when to look again.

    `result`: what follows; `next_contact_on`: when the person is contacted next.
    """

    today: date
    monitored_on: date
    plan_fits: bool | None
    next_on: date | None = None
    note: str = ""
    result: MonitoringResult | None = None
    next_contact_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendPlan:
    """What changes inside the same period and assessment, in words."""

    today: date
    amended_on: date
    reason: str


def record_monitoring(state: Case | None, command: RecordMonitoring) -> list[Event]:
    """One look at the plan."""
    case, plan = begun(state), standing(state)
    if command.plan_fits is None:
        raise Refused(
            "fit-unanswered", "プランがいまも合っているかを選んでください。", field="plan_fits"
        )
    made = MonitoringRecorded(
        monitored_on=command.monitored_on,
        person=case.person,
        plan_no=plan.plan_no,
        plan_fits=command.plan_fits,
        next_on=command.next_on,
        note=Open(case.person, command.note),
    )
    if made in case.entries:
        return []
    _of_plan_under_way(case, plan, command.monitored_on, command.today, "monitored_on")
    if command.next_on is not None and command.next_on <= command.monitored_on:
        raise Refused(
            "next-in-the-past",
            "次回はモニタリングの日より後の日付にしてください。",
            field="next_on",
        )
    return [made, *_judged(case, plan, command)]


def _judged(case: Case, plan: Plan, command: RecordMonitoring) -> list[Event]:
    """What follows from it, where that was said."""
    again = command.next_contact_on
    if again is not None and again <= command.monitored_on:
        raise Refused(
            "next-in-the-past",
            "次の連絡はモニタリングの日より後の日付にしてください。",
            field="next_contact_on",
        )
    if command.result is None:
        if again is not None:
            raise Refused("result-missing", "モニタリングの結果を選んでください。", field="result")
        return []
    return [
        MonitoringJudged(
            monitored_on=command.monitored_on,
            person=case.person,
            plan_no=plan.plan_no,
            result=command.result,
            next_contact_on=again,
        )
    ]


def amend_plan(state: Case | None, command: AmendPlan) -> list[Event]:
    """A small change; it never counts as a plan."""
    case, plan = begun(state), standing(state)
    made = PlanAmended(
        amended_on=command.amended_on,
        person=case.person,
        plan_no=plan.plan_no,
        reason=Open(case.person, command.reason),
    )
    if made in case.entries:
        return []
    _of_plan_under_way(case, plan, command.amended_on, command.today, "amended_on")
    told(
        command.reason,
        code="reason-missing",
        ja="変更の内容と理由を書いてください。",
        field="reason",
    )
    return [made]


def _of_plan_under_way(case: Case, plan: Plan, day: date, today: date, field: str) -> None:
    under_way(plan)
    not_suspended(case)
    decided = plan.decided.decided_on if plan.decided else None
    begun_on = min((started.started_on for started in plan.running), default=decided)
    earliest = min((d for d in (decided, begun_on) if d is not None), default=None)
    happened(day, today=today, field=field, not_before=earliest, step="支援の開始")
