"""The answer to a finding: what an officer looked at and what follows; nothing stops by itself."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits_person import FindingAnswer, FindingAnswered, FindingKind
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, told
from services.benefits.months import Months


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFinding:
    """`subject` names the finding among those of its kind and person."""

    today: date
    answered_on: date
    person: UUID
    finding: FindingKind
    subject: str
    answer: FindingAnswer
    officer: UUID
    note: str


def answer_finding(state: Months | None, command: AnswerFinding) -> list[Event]:
    """A later answer takes the place of the former."""
    made = FindingAnswered(
        answered_on=command.answered_on,
        person=command.person,
        finding=command.finding,
        subject=command.subject,
        answer=command.answer,
        officer=command.officer,
        note=Open(command.person, command.note),
    )
    if state and state.answers.get((command.finding, command.subject)) == made:
        return []
    told(command.note, code="note-missing", ja="確かめたことを書いてください。", field="note")
    happened(command.answered_on, today=command.today, field="answered_on")
    return [made]
