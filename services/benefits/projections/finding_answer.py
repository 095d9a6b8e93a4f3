"""`finding_answer`: what officers answered to findings, the last answer of each."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.projection import Projection
from events.contract.benefits_person import FindingAnswer, FindingAnswered, FindingKind
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """`subject` names the finding among those of its kind and person."""

    person: UUID
    finding: FindingKind
    subject: str
    answer: FindingAnswer
    answered_on: date


def evolve(row: Answered | None, recorded: Recorded) -> Answered | None:
    """The row after one answer."""
    match recorded.fact:
        case FindingAnswered() as given:
            return Answered(
                person=given.person,
                finding=given.finding,
                subject=given.subject,
                answer=given.answer,
                answered_on=given.answered_on,
            )
    return row


def _key(recorded: Recorded) -> tuple[UUID, str, str] | None:
    match recorded.fact:
        case FindingAnswered(person=person, finding=finding, subject=subject):
            return person, finding.value, subject
    return None


FINDING_ANSWER = Projection(
    "finding_answer",
    1,
    Answered,
    evolve,
    one_row_per=_key,
    keys=("person", "finding", "subject"),
    reads=frozenset({FindingAnswered}),
)
