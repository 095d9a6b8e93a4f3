"""What is known of the chief's work on one case, folded from its stream."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from events.contract.kind import Event
from events.contract.sealed import Sealed
from events.contract.supervision import (
    AdviceAnswered,
    AdviceGiven,
    CheckOutcome,
    RecordChecked,
    RecordResubmitted,
    WorkerAssigned,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """How the check of one record stands; `outcome` None = put before the chief again."""

    outcome: CheckOutcome | None
    checked_on: date
    note: Sealed[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """`assigned` in order, the last is in charge; `answers` by number of the advice; `checks` by record."""

    assigned: tuple[WorkerAssigned, ...] = ()
    advice: tuple[AdviceGiven, ...] = ()
    answers: Mapping[int, AdviceAnswered] = field(default_factory=dict)
    checks: Mapping[UUID, Check] = field(default_factory=dict)

    @property
    def worker(self) -> UUID | None:
        """Who is in charge now."""
        return self.assigned[-1].worker if self.assigned else None


def evolve(state: Supervision | None, fact: Event) -> Supervision:
    """The state after `fact`."""
    before = state or Supervision()
    match fact:
        case WorkerAssigned():
            return replace(before, assigned=(*before.assigned, fact))
        case AdviceGiven():
            return replace(before, advice=(*before.advice, fact))
        case AdviceAnswered():
            return replace(before, answers={**before.answers, fact.of_no: fact})
        case RecordChecked():
            check = Check(outcome=fact.outcome, checked_on=fact.checked_on, note=fact.note)
            return replace(before, checks={**before.checks, fact.record: check})
        case RecordResubmitted():
            check = Check(outcome=None, checked_on=fact.resubmitted_on, note=fact.note)
            return replace(before, checks={**before.checks, fact.record: check})
    raise ValueError(f"{type(fact).__name__} is no fact of supervision")
