"""求職活動 of a case: its page and its record forms."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.http import AtDesk, Requires
from services.planning.routes.case import NOTED
from services.planning.routes.work_forms import add_forms
from services.planning.screens.job_search import FORMS, JOB_SEARCH, shown
from services.planning.screens.programme_file import programme_file
from services.planning.screens.work_entries import work_entries

router = APIRouter(prefix="/cases/{case}")


@router.get("/job-search", dependencies=[Requires("case.read", scope="case")], summary="求職活動")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Activities, applications, papers and qualifications."""
    records = programme_file(desk, case, JOB_SEARCH)
    return records.page(
        "job_search.html",
        flash=NOTED.get(noted, ""),
        entries=work_entries(records),
        **shown(records),
    )


add_forms(router, JOB_SEARCH, FORMS)
