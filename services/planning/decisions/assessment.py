"""アセスメント: sittings, and the moment the whole is grasped (T9 of programme.md §5.2)."""

from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from events.contract.answer import NOT_ASKED, Answer
from events.contract.assessment_codes import (
    Arrears,
    DisabilityCertificate,
    Education,
    HealthInsurance,
    Marital,
    PensionStanding,
    ReceivedBenefit,
    SinceLeavingWork,
    Taxation,
)
from events.contract.code import Code
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
    marital: Answer[Marital] = NOT_ASKED
    children_count: Answer[int] = NOT_ASKED
    education: Answer[Education] = NOT_ASKED
    since_leaving_work: Answer[SinceLeavingWork] = NOT_ASKED
    health_insurance: Answer[HealthInsurance] = NOT_ASKED
    pension: Answer[PensionStanding] = NOT_ASKED
    taxation: Answer[Taxation] = NOT_ASKED
    benefits: Answer[tuple[ReceivedBenefit, ...]] = NOT_ASKED
    arrears: Answer[tuple[Arrears, ...]] = NOT_ASKED
    certificates: Answer[tuple[DisabilityCertificate, ...]] = NOT_ASKED
    treatment: Answer[str] = NOT_ASKED
    own_income_yen: Answer[int] = NOT_ASKED
    rent_yen: Answer[int] = NOT_ASKED
    work_history: Answer[str] = NOT_ASKED
    relations: Answer[str] = NOT_ASKED
    wishes: Answer[str] = NOT_ASKED


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
    _in_force(command)
    _none_alone(command)
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
    told = {
        field.name: Open(person, getattr(command, field.name))
        for field in fields(command)
        if field.name not in _CLEAR
    }
    return AssessmentRecorded(
        assessed_on=command.assessed_on, person=person, assessment_no=number, **told
    )


def _in_force(command: RecordAssessment) -> None:
    """Codes of the sheet that was in force on the day of the sitting."""
    for field in fields(command):
        value = getattr(command, field.name)
        for code in value if isinstance(value, tuple) else (value,):
            if isinstance(code, Code) and not code.valid_on(command.assessed_on):
                raise Refused(
                    "code-not-in-force",
                    f"「{code.ja}」はその日の様式にない区分です。",
                    field=field.name,
                )


def _none_alone(command: RecordAssessment) -> None:
    """「なし」 says that there is nothing: nothing else may be ticked with it."""
    for name in ("benefits", "arrears", "certificates"):
        value = getattr(command, name)
        if isinstance(value, tuple) and len(value) > 1 and "none" in value:
            raise Refused("none-and-some", "「なし」とほかの項目が両方選ばれています。", field=name)


_CLEAR = frozenset({"today", "person", "assessed_on"})
