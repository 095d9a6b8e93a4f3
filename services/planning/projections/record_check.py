"""`record_check`: one row per record the chief may have to read, and how its check stands."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import SmallInt
from events.bus.projection import Index, Projection
from events.contract import Event, kind_of
from events.contract.intake import ContactRecorded
from events.contract.planning import (
    AssessmentCompleted,
    AssessmentRecorded,
    MonitoringRecorded,
    PlanDrafted,
    PlanEvaluated,
)
from events.contract.supervision import CheckOutcome, RecordChecked, RecordResubmitted
from events.host.calendar import japanese_day
from events.log.recorded import Recorded

READ_BY_CHIEF: frozenset[type[Event]] = frozenset(
    {
        ContactRecorded,
        AssessmentRecorded,
        AssessmentCompleted,
        PlanDrafted,
        MonitoringRecorded,
        PlanEvaluated,
    }
)
"""The kinds that a city may put under the check; which of them are, is dated data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCheck:
    """`submitted_on` None while only the check has arrived. `kind` is the wire name without its version.

    `outcome` None = waits for the chief. `version` is the record's place in its stream, `again` = put back
    after it was returned.
    """

    record_id: UUID
    case_id: UUID
    area: str = ""
    kind: str = ""
    author: UUID | None = None
    occurred_on: date | None = None
    submitted_on: date | None = None
    version: SmallInt = 0
    migrated: bool = False
    outcome: CheckOutcome | None = None
    checked_by: UUID | None = None
    checked_on: date | None = None
    again: bool = False

    @property
    def waits(self) -> bool:
        """Whether the chief is to read it."""
        return self.outcome is None


def evolve(row: RecordCheck | None, recorded: Recorded) -> RecordCheck | None:
    """The row after one fact; the check may arrive before what was checked."""
    match recorded.fact:
        case RecordChecked() as fact:
            return replace(
                row or RecordCheck(record_id=fact.record, case_id=recorded.case),
                outcome=fact.outcome,
                checked_by=recorded.context.actor,
                checked_on=fact.checked_on,
            )
        case RecordResubmitted() as fact:
            before = row or RecordCheck(record_id=fact.record, case_id=recorded.case)
            return replace(before, outcome=None, again=True)
    return replace(
        row or RecordCheck(record_id=recorded.event_id, case_id=recorded.case),
        area=recorded.context.area,
        kind=short(kind_of(recorded.fact).wire),
        author=recorded.context.actor,
        occurred_on=recorded.occurred_on,
        submitted_on=japanese_day(recorded.context.at),
        version=recorded.version,
        migrated=recorded.migrated,
    )


def short(wire: str) -> str:
    """planning.plan-drafted.v1 → planning.plan-drafted."""
    return wire.rpartition(".v")[0]


def _record(recorded: Recorded) -> UUID:
    match recorded.fact:
        case RecordChecked(record=record) | RecordResubmitted(record=record):
            return record
    return recorded.event_id


RECORD_CHECK = Projection(
    "record_check",
    1,
    RecordCheck,
    evolve,
    one_row_per=_record,
    keys=("record_id",),
    reads=READ_BY_CHIEF | {RecordChecked, RecordResubmitted},
    indexes=(
        Index(("area", "submitted_on"), where="outcome is null"),
        Index(("case_id",)),
    ),
)
