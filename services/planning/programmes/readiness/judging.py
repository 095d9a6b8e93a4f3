"""準備の段階: judged with the person, never a condition of support."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.assessment_codes import ReadinessStage
from events.contract.kind import Event
from events.contract.readiness import ReadinessJudged
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.readiness.judged import Readiness


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeReadiness:
    """The stage that comes next, and why."""

    today: date
    person: UUID
    judged_on: date
    stage: ReadinessStage
    reason: str = ""


def judge_readiness(state: Readiness | None, command: JudgeReadiness) -> list[Event]:
    """A stage with its reason; the same judgement of the same day twice is one."""
    made = ReadinessJudged(
        judged_on=command.judged_on,
        person=command.person,
        stage=Open(command.person, command.stage),
        reason=Open(command.person, command.reason),
    )
    if state is not None and made in state.judgements:
        return []
    happened(command.judged_on, today=command.today, field="judged_on")
    told(
        command.reason,
        code="reason-missing",
        ja="そう見立てた理由を書いてください。",
        field="reason",
    )
    return [made]
