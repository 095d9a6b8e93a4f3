"""アセスメント: sittings, and the moment the whole is grasped (T9 of programme.md §5.2)."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract.answer import NOT_ASKED, Answer
from events.contract.codes import Dwelling, HealthState, Issue, PublicAssistance, Work
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import AssessmentCompleted, AssessmentRecorded
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.guards import begun, happened, still_open


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAssessment:
    """帳票【2】; every field may be missing. `person` is the pseudonym known from intake."""

    today: date
    person: UUID
    assessed_on: date
    issues: tuple[Issue, ...] = ()
    work: Answer[Work] = NOT_ASKED
    dwelling: Answer[Dwelling] = NOT_ASKED
    public_assistance: Answer[PublicAssistance] = NOT_ASKED
    household_size: Answer[int] = NOT_ASKED
    health: Answer[HealthState] = NOT_ASKED
    monthly_income_yen: Answer[int] = NOT_ASKED
    savings_yen: Answer[int] = NOT_ASKED
    debts_yen: Answer[int] = NOT_ASKED
    background: str = ""
    strengths: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteAssessment:
    """`direction` 支援の方向性; where there is no issue, the reason why there is none."""

    today: date
    completed_on: date
    issues: tuple[Issue, ...] = ()
    direction: str = ""


def record_assessment(state: Case | None, command: RecordAssessment) -> list[Event]:
    """One sitting, before or after the application. The very same sitting twice is one."""
    still_open(state)
    happened(command.assessed_on, today=command.today, field="assessed_on")
    last = state.assessment if state else None
    number = last.assessment_no if last else 0
    made = _sitting(state.person if state else command.person, number, command)
    return [] if made == last else [replace(made, assessment_no=number + 1)]


def complete_assessment(state: Case | None, command: CompleteAssessment) -> list[Event]:
    """アセスメント完了 of the latest sitting."""
    case = begun(state)
    last = case.assessment
    if last is None:
        raise Refused(
            "not-assessed", "アセスメントの記録がありません。先にアセスメントを記録してください。"
        )
    made = AssessmentCompleted(
        completed_on=command.completed_on,
        person=case.person,
        assessment_no=last.assessment_no,
        issues=Open(case.person, command.issues),
        direction=Open(case.person, command.direction),
    )
    if made == case.completed:
        return []
    happened(
        command.completed_on,
        today=command.today,
        field="completed_on",
        not_before=last.assessed_on,
        step="アセスメント記録",
    )
    if not command.issues and not command.direction.strip():
        raise Refused(
            "issues-missing",
            "課題を一つ以上選ぶか、課題がない理由を書いてください。",
            field="issues",
        )
    return [made]


def _sitting(person: UUID, number: int, command: RecordAssessment) -> AssessmentRecorded:
    return AssessmentRecorded(
        assessed_on=command.assessed_on,
        person=person,
        assessment_no=number,
        issues=Open(person, command.issues),
        work=Open(person, command.work),
        dwelling=Open(person, command.dwelling),
        public_assistance=Open(person, command.public_assistance),
        household_size=Open(person, command.household_size),
        health=Open(person, command.health),
        monthly_income_yen=Open(person, command.monthly_income_yen),
        savings_yen=Open(person, command.savings_yen),
        debts_yen=Open(person, command.debts_yen),
        background=Open(person, command.background),
        strengths=Open(person, command.strengths),
    )
