"""ハローワーク等の連携事業 of a case: its page and its record forms."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.http import AtDesk, Requires
from services.planning.routes.case import NOTED
from services.planning.routes.work_forms import add_forms
from services.planning.screens.linked_programmes import FORMS, LINKED, shown
from services.planning.screens.programme_file import programme_file
from services.planning.screens.work_entries import work_entries

router = APIRouter(prefix="/cases/{case}")


@router.get(
    "/linked-programmes",
    dependencies=[Requires("case.read", scope="case")],
    summary="ハローワーク等の連携事業",
)
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Requests to other bodies' programmes and how they went on."""
    records = programme_file(desk, case, LINKED)
    return records.page(
        "linked_programmes.html",
        flash=NOTED.get(noted, ""),
        entries=work_entries(records),
        **shown(records),
    )


add_forms(router, LINKED, FORMS)
