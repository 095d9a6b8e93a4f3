"""社会資源 of one case: この資源を使った, what came of it, and what is missing."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.http import AtDesk, Requires
from services.planning.programmes.community import uses
from services.planning.screens.case_resources import (
    CASE_RESOURCES,
    answering,
    choosing,
    known,
    shown,
)
from services.planning.screens.community.register import RECORD
from services.planning.screens.opening import asked, today
from services.planning.screens.programme_file import programme_file
from services.planning.screens.programme_form import ProgrammeForm, add

router = APIRouter(prefix="/cases/{case}/resources")


@router.get("", dependencies=[Requires("case.read", scope="case")], summary="ケースの社会資源")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Every use with its result, and the tickets raised from this case."""
    records = programme_file(desk, case, CASE_RESOURCES)
    return records.page(
        "case_resources.html",
        flash="記録しました。" if noted else "",
        may_report=records.file.may(RECORD),
        **shown(records),
    )


add(
    router,
    CASE_RESOURCES,
    ProgrammeForm(
        page="use",
        ja="社会資源の利用",
        template="resource_use.html",
        into=uses.UseResource,
        decision=uses.use_resource,
        opens=today("used_on"),
        around=choosing,
        given=known,
    ),
)
add(
    router,
    CASE_RESOURCES,
    ProgrammeForm(
        page="result",
        ja="社会資源の利用の結果",
        template="resource_result.html",
        into=uses.AnswerUse,
        decision=uses.answer_use,
        opens=asked("of_no", "answered_on"),
        around=answering,
    ),
)
add(
    router,
    CASE_RESOURCES,
    ProgrammeForm(
        page="void",
        ja="社会資源の利用の取消",
        template="resource_void.html",
        into=uses.WithdrawUse,
        decision=uses.withdraw_use,
        opens=asked("of_no"),
        around=answering,
    ),
)
