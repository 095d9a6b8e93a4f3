"""支援決定通知書, 支援不決定通知書 and the notice of 確認: for paper, out of the very fact that decided."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.answers import Missing
from events.host.http import AtDesk, Requires
from services.planning.screens.case_file import case_file
from services.planning.screens.notice import notice_of

router = APIRouter(prefix="/cases/{case}")
READ = [Requires("case.read", scope="case")]


@router.get("/notices/{version}", dependencies=READ, summary="決定の通知書")
def notice(case: UUID, version: int, desk: AtDesk) -> Response:
    """The notice of the decision that is record number `version` of the case."""
    file = case_file(desk, case)
    found = notice_of(file, version)
    if found is None:
        raise Missing
    municipality = desk.runtime.municipality
    instruction = municipality.instruction(found.decided_on)
    body = municipality.body.name
    return file.page(
        "notice.html",
        notice=found,
        body=body,
        instruction=instruction,
        appeal=instruction.appeal.replace("{body}", body),
        lawsuit=instruction.lawsuit.replace("{body}", body),
    )
