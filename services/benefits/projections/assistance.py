"""`assistance`: who began to receive 生活保護, as intake's facts say; one row per case."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.projection import Index, Projection
from events.contract.assistance import (
    AssistanceAnswer,
    PublicAssistanceAnswered,
    PublicAssistanceStarted,
)
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistance:
    """`over`: it ended again."""

    case_id: UUID
    person: UUID
    started_on: date
    over: bool = False


def evolve(row: Assistance | None, recorded: Recorded) -> Assistance | None:
    """The row after one fact."""
    match recorded.fact:
        case PublicAssistanceStarted(person=person, started_on=day):
            return Assistance(case_id=recorded.case, person=person, started_on=day)
        case PublicAssistanceAnswered(answer=answer) if row:
            return replace(row, over=answer is AssistanceAnswer.ENDED_AGAIN)
    return row


ASSISTANCE = Projection(
    "assistance",
    1,
    Assistance,
    evolve,
    one_row_per="case",
    reads=frozenset({PublicAssistanceStarted, PublicAssistanceAnswered}),
    indexes=(Index(("person",)),),
)
