"""認定就労訓練 of a case: its page and its record forms."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.http import AtDesk, Requires
from services.planning.routes.case import NOTED
from services.planning.routes.work_forms import add_forms
from services.planning.screens.certified_training import FORMS, TRAINING, shown
from services.planning.screens.programme_file import programme_file
from services.planning.screens.work_entries import work_entries

router = APIRouter(prefix="/cases/{case}")


@router.get(
    "/certified-training",
    dependencies=[Requires("case.read", scope="case")],
    summary="認定就労訓練",
)
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Brokerage to certified employers and its course."""
    records = programme_file(desk, case, TRAINING)
    return records.page(
        "certified_training.html",
        flash=NOTED.get(noted, ""),
        entries=work_entries(records),
        **shown(records),
    )


add_forms(router, TRAINING, FORMS)
