"""生活保護の開始: a person of a running case begins to receive it, and the office answers; nothing closes by itself."""

from dataclasses import dataclass
from datetime import date

from events.contract.assistance import (
    AssistanceAnswer,
    PublicAssistanceAnswered,
    PublicAssistanceStarted,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.guards import happened, received, still_open


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPublicAssistance:
    """`started_on` = 保護の開始日; it may lie before the reception."""

    today: date
    started_on: date
    note: str = ""
    closed_on: date | None = None


def start_public_assistance(
    state: Consultation | None, command: StartPublicAssistance
) -> list[Event]:
    """Raises the task on the worklist. Another day stated later takes the former's place."""
    state = received(state)
    standing = state.beside.assistance
    if standing and state.beside.answered is None and standing.started_on == command.started_on:
        return []
    still_open(state, command.closed_on)
    happened(command.started_on, today=command.today, field="started_on")
    return [
        PublicAssistanceStarted(
            started_on=command.started_on,
            person=state.person,
            note=Open(state.person, command.note),
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPublicAssistance:
    """What was decided with the person and the 福祉事務所."""

    today: date
    answered_on: date
    answer: AssistanceAnswer
    note: str = ""


def answer_public_assistance(
    state: Consultation | None, command: AnswerPublicAssistance
) -> list[Event]:
    """Takes the task off the worklist."""
    state = received(state)
    standing = state.beside.assistance
    if standing is None:
        raise Refused(
            "assistance-missing", "生活保護の開始の記録がありません。先に開始を記録してください。"
        )
    happened(command.answered_on, today=command.today, field="answered_on")
    if command.answered_on < standing.started_on:
        raise Refused(
            "before-assistance",
            "保護の開始日より前の日付です。開始日以後の日付を入れてください。",
            field="answered_on",
        )
    made = PublicAssistanceAnswered(
        answered_on=command.answered_on,
        person=state.person,
        answer=command.answer,
        note=Open(state.person, command.note),
    )
    return [] if made == state.beside.answered else [made]
