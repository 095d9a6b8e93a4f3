"""事業の利用要件: what was judged of 居住支援, 就労準備支援, 家計改善支援 and 学習支援, and a new judgement."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.programme_eligibility import EligibilityBasis
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.screens import programme_eligibility as screen
from services.benefits.screens.grant_file import GrantFile, grant_file

router = APIRouter(prefix="/cases/{case}/programmes")
READ = [Requires("case.read", scope="case")]
JUDGE = [Requires("benefit.draft", scope="case")]


@router.get("", dependencies=READ, summary="事業の利用要件")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The judgement of each programme that stands, with its sentences and its last day."""
    file = grant_file(desk, case)
    return file.page(
        "programmes.html",
        rows=screen.rows(screen.recorded_of(file)),
        may_judge=file.may("benefit.draft"),
        flash="記録しました。" if noted else "",
    )


@router.get("/judgement", dependencies=JUDGE, summary="事業の利用要件の判定")
def form(case: UUID, desk: AtDesk) -> Response:
    """One programme, one way in."""
    file = grant_file(desk, case)
    day = wareki.short(file.today)
    return _draw(file, screen.sheet_of(file, {"judged_on": day, "begins_on": day}))


@router.post("/judgement/preview", dependencies=JUDGE, summary="判定の見通し")
def preview(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The same page again, or its result alone for htmx: nothing is recorded."""
    file = grant_file(desk, case)
    sheet = file.sheet(screen.FORM, at=f"{file.at_case}/programmes/judgement").sent(
        sent.form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
    )
    if desk.request.headers.get("hx-request"):
        return file.page("programme_outlook.html", outlook=screen.outlook(file, sheet))
    return _draw(file, sheet)


@router.post("/judgement", dependencies=JUDGE, summary="利用要件の判定を記録する")
def judge(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Also where it says no."""
    file = grant_file(desk, case)
    return screen.record(file, sent, lambda sheet: _draw(file, sheet))


def _draw(file: GrantFile, sheet: Sheet) -> Response:
    return file.page(
        "programme_judgement.html",
        sheet=sheet,
        action=f"{file.at_case}/programmes/judgement",
        programmes=screen.offered(file.today),
        ways=choices(EligibilityBasis, file.today),
        outlook=screen.outlook(file, sheet),
    )
