"""支援会議 about somebody who is a case: named by 受付番号, recorded in the case itself, typed once."""

from dataclasses import replace
from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.concern_codes import CouncilOutcome
from events.contract.council import ConfidentialCouncilHeld
from events.host.desk import AtDesk, Desk
from events.host.forms import Sent, submit
from events.host.http import Requires
from events.host.sheet import Sheet
from events.log.recorded import Recorded
from services.intake.consultation import evolve
from services.intake.decisions.case_in_council import DiscussCase, discuss_case
from services.intake.projections.councils import COUNCIL_CASES
from services.intake.routes.case_file import CaseFile, case_file, ward_name
from services.intake.routes.case_of_number import case_of_number
from services.intake.routes.councils import HOLD, meeting_of

router = APIRouter()
DISCUSS: Final = [Requires(HOLD, scope="council")]


@router.get(
    "/councils/{council}/cases", dependencies=DISCUSS, summary="支援会議での協議(相談中の方)の画面"
)
def blank(council: UUID, desk: AtDesk) -> Response:
    """Which case, and what the meeting decided about it."""
    meeting = meeting_of(desk, council)
    return _draw(desk, council, meeting, _sheet(desk, council, meeting))


@router.post(
    "/councils/{council}/cases",
    dependencies=DISCUSS,
    summary="支援会議で相談中の方について話し合ったことを記録する",
)
def discuss(council: UUID, desk: AtDesk, sent: Sent) -> Response:
    """CaseDiscussed, in the stream of the case that the form names; 303 to the minutes."""
    meeting = meeting_of(desk, council)
    sheet = _sheet(desk, council, meeting)
    file = _named(desk, meeting, sent.form.value("number"))
    if file is None:
        drawn = sheet.sent(
            sent.form, command_id=sent.command_id, expected=None, draft_id=sent.draft_id
        )
        wrong = "この区の相談の受付番号を入れてください(例 2026-00012)。"
        form = drawn.form.with_errors({"number": wrong})
        return _draw(desk, council, meeting, drawn.again(422, None, form=form))

    def act(command: DiscussCase) -> str:
        receipt = desk.carry_out(
            evolve,
            discuss_case,
            command,
            stream=file.case,
            case=file.case,
            area=file.area,
            command_id=sent.command_id,
            expected=None,
        )
        desk.wait_for(COUNCIL_CASES.name, "intake", receipt.position)
        return f"/intake/councils/{council}?said=case-discussed#cases"

    return submit(
        desk,
        replace(sent, expected=None),
        sheet,
        into=DiscussCase,
        act=act,
        draw=lambda drawn: _draw(desk, council, meeting, drawn),
        given={
            "today": desk.today,
            "council": council,
            "held_on": meeting.occurred_on,
            "host": _host(meeting),
        },
    )


def _named(desk: Desk, meeting: Recorded, number: str) -> CaseFile | None:
    """The case with that number, if it lies in the meeting's ward."""
    case = case_of_number(desk, number)
    area = desk.request.app.state.area_of(case) if case else None
    here = area == meeting.context.area and desk.staff.may("case.read", area)
    return case_file(desk, case) if case and here else None


def _host(meeting: Recorded) -> str:
    fact = meeting.fact
    assert isinstance(fact, ConfidentialCouncilHeld)  # noqa: S101 - the caller has looked
    return fact.host.value


def _sheet(desk: Desk, council: UUID, meeting: Recorded) -> Sheet:
    return desk.sheet(
        "council-case",
        area=meeting.context.area,
        case=council,
        at=f"/intake/councils/{council}/cases",
    )


def _draw(desk: Desk, council: UUID, meeting: Recorded, sheet: Sheet) -> Response:
    return desk.page(
        "council_case.html",
        sheet=sheet,
        council=council,
        meeting=meeting.fact,
        ward=ward_name(desk, meeting.context.area),
        outcomes=CouncilOutcome,
    )
