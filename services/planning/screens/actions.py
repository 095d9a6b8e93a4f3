"""What can be recorded next in a case: the first is what the case waits for, the others what may be done besides."""

from collections.abc import Iterator
from dataclasses import dataclass

from services.planning.case import Case
from services.planning.decisions.retention import checked_months, latest_job
from services.planning.plan import Plan, Stage
from services.planning.screens.case_file import CaseFile
from services.planning.states.after_job import MONTHS


@dataclass(frozen=True, slots=True)
class Action:
    """A page of the case, with the permission its route asks for."""

    page: str
    label: str
    permission: str

    @property
    def whose(self) -> str:
        """Whose turn it is."""
        return WHOSE.get(self.permission, "相談支援員")


WHOSE = {
    "conference.hold": "主任相談支援員",
    "decision.draft": "市担当者",
    "decision.review": "市担当者・決裁者",
    "decision.decide": "決裁者",
}
"""Who usually takes a step with that permission; all others are the counsellor's."""

ASSESS = Action("assessment", "アセスメントを記録", "assessment.record")
COMPLETE = Action("completion", "アセスメントを完了", "assessment.record")
DRAFT = Action("plan", "プラン(案)を作成", "plan.draft")
REDRAFT = Action("plan", "プラン(案)を直す", "plan.draft")
AGREE = Action("agreement", "本人の同意を記録", "plan.agree")
CONVENE = Action("conference", "会議にかける", "conference.hold")
RETURN = Action("conference", "会議で差し戻す", "conference.hold")
PROPOSE = Action("proposal", "起案する", "decision.draft")
REPROPOSE = Action("proposal", "起案し直す", "decision.draft")
REVIEW = Action("review", "起案を審査", "decision.review")
DECIDE = Action("decision", "決裁する", "decision.decide")
REFUSE = Action("refusal", "不決定とする", "decision.decide")
MONITOR = Action("monitoring", "モニタリングを記録", "service.record")
AMEND = Action("amendment", "プランを変更", "plan.draft")
WORK = Action("work", "就労・増収を記録", "service.record")
EVALUATE = Action("evaluation", "プランを評価", "plan.evaluate")
DISCUSS = Action("evaluation-conference", "評価の会議を記録", "conference.hold")
RENEW = Action("renewal", "再プランに進む", "plan.draft")
SUSPEND = Action("suspension", "支援を中断", "service.record")
RESUME = Action("resumption", "支援を再開", "service.record")
CLOSE = Action("closure", "終結する", "case.close")
NOT_BY_DRAFTER = frozenset({REVIEW, DECIDE, REFUSE})
"""Whoever drafted may neither examine nor decide."""
RETENTION = Action("job-retention", "就職後の状況を記録", "service.record")
FOLLOW_UP = Action("follow-up", "フォローアップを記録", "service.record")


def actions(file: CaseFile) -> list[Action]:
    """Everything that fits the present state; what this person may not do is left out."""
    return [
        action
        for action in _fitting(file)
        if file.may(action.permission) and not (action in NOT_BY_DRAFTER and _drafted_by(file))
    ]


def _drafted_by(file: CaseFile) -> bool:
    """Whether this person drafted the 起案 that stands."""
    proposal = file.plan.proposal if file.plan else None
    return proposal is not None and proposal.drafter == file.desk.staff.person


def waiting_for(file: CaseFile) -> Action | None:
    """What the case waits for, whoever is to do it; None where it is over."""
    return next(_fitting(file), None)


def _fitting(file: CaseFile) -> Iterator[Action]:
    case = file.state
    if case and case.closed:
        yield FOLLOW_UP
        yield from _of_job(case)
    elif file.known.closed_at_intake:
        return
    elif case and case.suspended:
        yield from (RESUME, EVALUATE, WORK, CLOSE)
    else:
        yield from _of_open(file, case)


def _of_open(file: CaseFile, case: Case | None) -> Iterator[Action]:
    plan = case.plan if case else None
    if plan is None or plan.stage is Stage.OPENED:
        yield from _before_plan(file, case)
    else:
        yield from _of_plan(case, plan)
    yield WORK
    yield from _of_job(case)
    yield CLOSE


def _before_plan(file: CaseFile, case: Case | None) -> Iterator[Action]:
    done, applied = (case.completed if case else None), file.known.applied_on
    if done and applied and done.completed_on >= applied:
        yield from (DRAFT, ASSESS)
    elif case and case.assessment and applied:
        yield from (COMPLETE, ASSESS)
    else:
        yield ASSESS


def _of_plan(case: Case | None, plan: Plan) -> Iterator[Action]:
    match plan.stage:
        case Stage.DRAFT:
            yield from (AGREE, REDRAFT)
        case Stage.AGREED:
            yield from (CONVENE, REDRAFT)
        case Stage.IN_CONFERENCE if plan.proposal:
            yield from (DECIDE, REFUSE, REVIEW, REPROPOSE, RETURN)
        case Stage.IN_CONFERENCE:
            yield from (PROPOSE, RETURN)
        case Stage.EVALUATED:
            yield from _after_evaluation(case, plan)
        case _:
            yield from (MONITOR, EVALUATE, DISCUSS, AMEND, SUSPEND, ASSESS)


def _after_evaluation(case: Case | None, plan: Plan) -> Iterator[Action]:
    done = case.completed if case else None
    sat = case.assessment if case else None
    if plan.evaluation_conference is None:
        yield DISCUSS
    if done and done.assessment_no > plan.rests_on:
        yield RENEW
    elif sat and sat.assessment_no > plan.rests_on:
        yield COMPLETE
    yield ASSESS


def _of_job(case: Case | None) -> Iterator[Action]:
    """A look after a job as long as one of the three is left."""
    job = latest_job(case)
    if case and job and len(checked_months(case, job)) < len(MONTHS):
        yield RETENTION
