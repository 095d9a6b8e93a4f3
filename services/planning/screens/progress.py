"""Where a case stands among the thirteen steps, as far as planning can say."""

from collections.abc import Sequence
from datetime import date

from events.host.steps import Step, step_states
from services.planning.case import Case
from services.planning.plan import Plan, Stage
from services.planning.screens.case_file import CaseFile

CURRENT = {
    Stage.OPENED: 12,
    Stage.DRAFT: 6,
    Stage.AGREED: 7,
    Stage.IN_CONFERENCE: 8,
    Stage.DECIDED: 9,
    Stage.CONFIRMED: 9,
    Stage.ACTIVE: 9,
    Stage.EVALUATED: 11,
}
"""The step being worked on per stage of the latest plan."""
LAST = 13


def steps(file: CaseFile) -> Sequence[Step]:
    """The thirteen steps as intake's page draws them: what was passed over is skipped, not ahead."""
    done, current = _done(file), _current(file)
    passed = range(1, current or LAST + 1)
    return step_states(current, done=done, skipped=set(passed) - done)


def due(case: Case | None) -> tuple[str, date] | None:
    """The next day that counts: name and day."""
    if case is None or case.closed:
        return None
    if case.suspended:
        return "中断の見直し", case.suspended.review_on
    plan = case.plan
    if plan is None or plan.decided is None or plan.stage is Stage.EVALUATED:
        return None
    watch = next_monitoring(plan)
    if watch is not None and watch < plan.decided.ends_on:
        return "モニタリング", watch
    return "プラン評価", plan.decided.ends_on


def next_monitoring(plan: Plan) -> date | None:
    """The day agreed at the last monitoring, else the one of the draft."""
    if plan.monitored is not None:
        return plan.monitored.next_on
    return plan.draft.monitoring_on if plan.draft else None


def _current(file: CaseFile) -> int:
    case = file.state
    if file.over:
        return 0
    if case is None or case.plan is None:
        if file.known.applied_on is None:
            return 3
        return 6 if case and case.completed else 5
    if case.plan.monitored and case.plan.under_way:
        return 10
    return CURRENT[case.plan.stage]


def _done(file: CaseFile) -> set[int]:
    case = file.state
    facts: dict[int, object] = {
        2: file.known.triage or file.known.applied_on,
        3: file.known.applied_on,
        4: file.known.helped_on,
    }
    if case:
        plans: tuple[Plan, ...] = case.plans
        facts |= {
            5: case.completed,
            6: any(plan.draft for plan in plans),
            7: any(plan.endorsed for plan in plans),
            8: any(plan.decided for plan in plans),
            9: any(plan.running or plan.ended for plan in plans),
            10: any(plan.monitored for plan in plans),
            11: any(plan.evaluated for plan in plans),
            12: len(plans) > 1,
            13: case.closed,
        }
    return {number for number, fact in facts.items() if fact}
