"""The agenda of a meeting: cases come on it and are taken off."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Refused
from events.contract.meeting import AgendaPurpose
from events.host.answers import Missing
from events.host.forms import Sent, submit
from events.host.http import AtDesk, Requires
from services.planning.decisions import (
    Listing,
    ListItems,
    WithdrawItem,
    list_items,
    withdraw_item,
)
from services.planning.projections import meeting_lookup
from services.planning.screens.case_file import case_file
from services.planning.screens.meeting_file import MeetingFile, meeting_file, purpose_of
from services.planning.screens.meeting_page import draw_meeting, shown_at
from services.planning.states.meeting import evolve

router = APIRouter(prefix="/conferences/{meeting}")
OF = [Requires("conference.hold", scope="meeting")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What the page asks for: ticked cases, and one more by its 受付番号 with its purpose."""

    cases: tuple[str, ...] = ()
    number: str = ""
    purpose: AgendaPurpose = AgendaPurpose.OTHER


@router.post("/items", dependencies=OF, summary="議題に加える")
def add(meeting: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Every ticked case, and the one of the number."""
    file = meeting_file(desk, meeting)

    def act(chosen: Chosen) -> str:
        receipt = desk.carry_out(
            evolve,
            list_items,
            ListItems(today=desk.today, conference=meeting, listings=_listings(file, chosen)),
            stream=meeting,
            case=meeting,
            area=file.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        return shown_at(desk, meeting, receipt.position)

    return submit(
        desk,
        sent,
        file.sheet("agenda"),
        into=Chosen,
        act=act,
        draw=lambda sheet: draw_meeting(file, sheet),
        stream=meeting,
    )


@router.post("/items/{number}/withdrawal", dependencies=OF, summary="議題から外す")
def withdraw(meeting: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """Before it was discussed."""
    file = meeting_file(desk, meeting)

    def act(command: WithdrawItem) -> str:
        receipt = desk.carry_out(
            evolve,
            withdraw_item,
            command,
            stream=meeting,
            case=meeting,
            area=file.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        return shown_at(desk, meeting, receipt.position)

    return submit(
        desk,
        sent,
        file.sheet("agenda"),
        into=WithdrawItem,
        act=act,
        draw=lambda sheet: draw_meeting(file, sheet),
        given={"today": desk.today, "conference": meeting, "item_no": number},
        stream=meeting,
    )


def _listings(file: MeetingFile, chosen: Chosen) -> tuple[Listing, ...]:
    ticked = [_listing(file, _uuid(text), None) for text in dict.fromkeys(chosen.cases)]
    if not chosen.number:
        return tuple(ticked)
    case = meeting_lookup.numbered(file.desk.runtime.tables, file.area, chosen.number)
    if case is None:
        raise Refused("no-case", "この区にその受付番号のケースはありません。", field="number")
    return (*ticked, _listing(file, case, chosen.purpose))


def _listing(file: MeetingFile, case: UUID, purpose: AgendaPurpose | None) -> Listing:
    """With the draft that stands; a purpose the case is not ready for becomes what it is ready for."""
    found = case_file(file.desk, case)
    if found.known.area != file.area:
        raise Missing
    plan = found.plan
    ready = purpose_of(plan)
    asked = purpose if purpose is AgendaPurpose.OTHER else ready
    draft = plan.draft if plan else None
    return Listing(
        case=case,
        person=found.known.person,
        purpose=asked,
        plan_no=plan.plan_no if plan and draft else 0,
        draft_no=draft.draft_no if draft else 0,
    )


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Missing from None
