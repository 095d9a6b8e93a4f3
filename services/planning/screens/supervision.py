"""担当・助言・記録の確認 of one case: the programme, and its page's lines."""

from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from events.contract import Event, opened
from events.contract.supervision import (
    AdviceAnswered,
    AdviceGiven,
    RecordChecked,
    RecordResubmitted,
    WorkerAssigned,
)
from events.host.colleagues import colleagues
from events.host.desk import Desk
from services.planning.programmes.supervision.record import Supervision, evolve
from services.planning.projections.record_check import RECORD_CHECK, RecordCheck
from services.planning.screens.checked_kinds import needed, term
from services.planning.screens.programme_file import Programme

SUPERVISE: Final = "case.supervise"


def words(fact: Event) -> str:
    """A fact of the chief's work in a line."""
    match fact:
        case WorkerAssigned():
            return opened(fact.reason, "")
        case AdviceGiven() | AdviceAnswered():
            return opened(fact.words, "")
        case RecordChecked():
            return "。".join(
                filter(None, (f"{term(fact.kind)} {fact.outcome.ja}", opened(fact.note, "")))
            )
        case RecordResubmitted():
            return "。".join(filter(None, (term(fact.kind), opened(fact.note, ""))))
    return ""


SUPERVISION: Final = Programme(
    name="supervision",
    ja="担当・助言・記録の確認",
    page="supervision",
    evolve=evolve,
    words=words,
    permission=SUPERVISE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One record under the check, as its case's page and the list of the chief draw it."""

    row: RecordCheck
    term: str
    author: str
    checker: str
    days: int
    own: bool
    note: str = ""
    number: str = ""


def check_lines(
    desk: Desk, rows: list[RecordCheck], names: dict[UUID, str], state: Supervision | None = None
) -> list[CheckLine]:
    """Those of kinds that need a check on their day; `days` since they were submitted."""
    return [
        CheckLine(
            row=_newest(row, state),
            term=term(row.kind),
            author=names.get(row.author, "") if row.author else "",
            checker=names.get(row.checked_by, "") if row.checked_by else "",
            days=(desk.today - row.submitted_on).days,
            own=row.author == desk.staff.person,
            note=_note(state, row.record_id),
        )
        for row in rows
        if row.submitted_on is not None and needed(row.kind, row.submitted_on) and not row.migrated
    ]


def checks_of(desk: Desk, case: UUID) -> list[RecordCheck]:
    """Every record of the case that may need a check, the newest first."""
    return desk.runtime.tables.rows(
        RECORD_CHECK, "case_id = %s", [case], order="occurred_on desc, version desc, record_id"
    )


def workers(desk: Desk, area: str) -> list[tuple[str, str]]:
    """Value and name of whoever may be put in charge in this ward."""
    return [(str(one.person), one.name) for one in colleagues(desk, [area])]


def _newest(row: RecordCheck, state: Supervision | None) -> RecordCheck:
    """The row as the case's own facts have it: the table may be a moment behind."""
    check = state.checks.get(row.record_id) if state else None
    if check is None:
        return row
    if check.outcome is None:
        return replace(row, outcome=None, again=True)
    return replace(row, outcome=check.outcome, checked_on=check.checked_on)


def _note(state: Supervision | None, record: UUID) -> str:
    check = state.checks.get(record) if state else None
    return opened(check.note, "") if check else ""
