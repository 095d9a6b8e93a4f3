"""`case_due`: when a person is to be contacted next, and when a look after a new job is due; one row per case."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Projection
from events.bus.read_tables import ReadTables
from events.contract import opened
from events.contract.intake import ContactRecorded
from events.contract.planning import CaseClosed, JobStarted, MonitoringRecorded
from events.contract.watching import JobRetention, JobRetentionChecked, MonitoringJudged
from events.log.recorded import Recorded
from services.planning.states.after_job import due_on, following


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDue:
    """`next_contact_on` as agreed at the last monitoring; `reached_on` = last contact that was answered."""

    case_id: UUID
    area_id: Int
    area: str
    next_contact_on: date | None = None
    reached_on: date | None = None
    job_started_on: date | None = None
    job_month: Int | None = None
    job_due_on: date | None = None
    closed_on: date | None = None


def evolve(row: CaseDue | None, recorded: Recorded) -> CaseDue | None:  # noqa: PLR0911 - one arm per kind
    """The row after one fact; intake's fills only its own column."""
    before = row or CaseDue(
        case_id=recorded.case, area_id=recorded.area_id, area=recorded.context.area
    )
    match recorded.fact:
        case ContactRecorded(reached=True, contacted_on=day):
            return replace(before, reached_on=max(before.reached_on or day, day))
        case MonitoringRecorded():
            return replace(before, next_contact_on=None)
        case MonitoringJudged(next_contact_on=day):
            return replace(before, next_contact_on=day)
        case JobStarted(started_on=day):
            return _watched(replace(before, job_started_on=day), 0)
        case JobRetentionChecked() as checked if checked.job_started_on == before.job_started_on:
            left = opened(checked.retention, JobRetention.UNKNOWN) is JobRetention.LEFT
            unwatched = replace(before, job_month=None, job_due_on=None)
            return unwatched if left else _watched(before, checked.month)
        case CaseClosed(closed_on=day):
            return replace(before, closed_on=day)
    return row


def _watched(row: CaseDue, month: int) -> CaseDue:
    following_one = following(month)
    if following_one is None or row.job_started_on is None:
        return replace(row, job_month=None, job_due_on=None)
    return replace(
        row, job_month=following_one, job_due_on=due_on(row.job_started_on, following_one)
    )


CASE_DUE = Projection(
    "case_due",
    1,
    CaseDue,
    evolve,
    one_row_per="case",
    reads=frozenset(
        {
            ContactRecorded,
            MonitoringRecorded,
            MonitoringJudged,
            JobStarted,
            JobRetentionChecked,
            CaseClosed,
        }
    ),
)


def contacts_due(tables: ReadTables, areas: Collection[str]) -> list[CaseDue]:
    """Open cases with a day for the next contact on or before which nobody was reached, the earliest first."""
    return tables.rows(
        CASE_DUE,
        "area = any(%s) and closed_on is null and next_contact_on is not null"
        " and (reached_on is null or reached_on < next_contact_on)",
        [list(areas)],
        order="next_contact_on, case_id",
        limit=200,
    )


def jobs_due(tables: ReadTables, areas: Collection[str]) -> list[CaseDue]:
    """Cases, closed ones too, whose job is to be looked after, the earliest first."""
    return tables.rows(
        CASE_DUE,
        "area = any(%s) and job_due_on is not null",
        [list(areas)],
        order="job_due_on, case_id",
        limit=200,
    )
