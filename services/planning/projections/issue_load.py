"""`issue_load`: the issues of a case as last assessed, to weigh the cases of a worker; codes only."""

from dataclasses import dataclass
from uuid import UUID

from events.bus.projection import Projection
from events.bus.read_tables import NotReady, ReadTables
from events.contract import opened
from events.contract.codes import Issue
from events.contract.planning import AssessmentCompleted
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLoad:
    """Empty where the issues can no longer be read."""

    case_id: UUID
    issues: tuple[Issue, ...]


def evolve(row: IssueLoad | None, recorded: Recorded) -> IssueLoad | None:
    """The newest completed assessment holds."""
    match recorded.fact:
        case AssessmentCompleted() as fact:
            return IssueLoad(case_id=recorded.case, issues=opened(fact.issues, ()))
    return row


ISSUE_LOAD = Projection(
    "issue_load",
    1,
    IssueLoad,
    evolve,
    one_row_per="case",
    reads=frozenset({AssessmentCompleted}),
)


def issues_by_worker(tables: ReadTables, areas: list[str]) -> list[tuple[UUID | None, list[Issue]]]:
    """Who is in charge, and the issues of one open case; a row per case that was assessed."""
    try:
        rows = tables.query(
            "select g.worker, i.issues from issue_load i join known_case k using (case_id)"
            " left join case_work w using (case_id) left join case_charge g using (case_id)"
            " where k.area = any(%(areas)s) and not k.closed_at_intake and w.closed_on is null",
            {"areas": areas},
        )
    except NotReady:
        return []
    return [(row["worker"], [Issue.stored(code) for code in row["issues"]]) for row in rows]
