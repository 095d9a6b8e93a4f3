"""就職後のフォローアップ, and the list of contacts and looks that are due."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.watching import JobRetention
from events.host.answers import Missing
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Desk, Requires, Sheet
from services.planning.decisions import CheckJobRetention, check_job_retention
from services.planning.decisions.retention import checked_months, latest_job
from services.planning.projections import lookup
from services.planning.projections.case_due import CaseDue, contacts_due, jobs_due
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.states.after_job import MONTHS, due_on

router = APIRouter()
SERVICE = [Requires("service.record", scope="case")]


@dataclass(frozen=True, slots=True)
class Due:
    """A line of the list; `days` until the day, negative when past."""

    case: UUID
    number: str
    on: date
    days: int
    what: str
    closed: bool


@router.get("/due", dependencies=[Requires("case.read")], summary="連絡と就職後の予定")
def index(desk: AtDesk) -> Response:
    """Whom to contact, and which jobs to look after, the earliest first."""
    wards = desk.staff.wards_for("case.read")
    tables = desk.runtime.tables
    return desk.page(
        "due.html",
        contacts=_lines(desk, contacts_due(tables, wards), job=False),
        jobs=_lines(desk, jobs_due(tables, wards), job=True),
    )


@router.get("/cases/{case}/job-retention", dependencies=SERVICE, summary="就職後のフォローアップ")
def blank(case: UUID, desk: AtDesk) -> Response:
    """The look that is due next."""
    file = case_file(desk, case)
    left = [month for month, _, done in _looks(file) if not done]
    typed = {"checked_on": wareki.short(file.today), "month": str(left[0]) if left else ""}
    return _draw(file, file.sheet("job-retention", typed))


@router.post("/cases/{case}/job-retention", dependencies=SERVICE, summary="就職後の状況を記録する")
def check(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The case stays as it is, closed or open."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "job-retention",
        into=CheckJobRetention,
        decision=check_job_retention,
        draw=lambda sheet: _draw(file, sheet),
    )


def _draw(file: CaseFile, sheet: Sheet) -> Response:
    return file.page(
        "job_retention.html",
        sheet=sheet,
        job=latest_job(file.state),
        looks=_looks(file),
        retentions=choices(JobRetention),
    )


def _looks(file: CaseFile) -> list[tuple[int, date, bool]]:
    """Month, due day, and whether it was taken."""
    job = latest_job(file.state)
    if file.state is None or job is None:
        raise Missing
    done = checked_months(file.state, job)
    return [(month, due_on(job.started_on, month), month in done) for month in MONTHS]


def _lines(desk: Desk, rows: list[CaseDue], *, job: bool) -> list[Due]:
    known = lookup.known_cases(desk.runtime.tables, {row.case_id for row in rows})
    made = []
    for row in rows:
        on = row.job_due_on if job else row.next_contact_on
        if on is not None:
            number = known[row.case_id].number if row.case_id in known else ""
            what = f"就職後 {row.job_month}か月" if job else "次の連絡"
            days = (on - desk.today).days
            made.append(Due(row.case_id, number, on, days, what, row.closed_on is not None))
    return made
