"""The page of one meeting, and where one goes after something of it was recorded."""

from uuid import UUID, uuid4

from starlette.responses import Response

from events.contract.meeting import AgendaPurpose
from events.host.desk import Desk
from events.host.filters import choices
from events.host.sheet import Sheet
from services.planning.projections.meetings import CONFERENCE_ITEM
from services.planning.screens.meeting_file import MeetingFile, waiting_cases

NOTED = {"yes": "記録しました。", "later": "記録しました。一覧には、まもなく反映されます。"}


def draw_meeting(file: MeetingFile, sheet: Sheet | None = None, noted: str = "") -> Response:
    """The agenda, who is invited, who came, and which cases could still be added."""
    may = file.desk.staff.may("conference.hold", file.area)
    return file.page(
        "meeting.html",
        sheet=sheet or file.sheet("agenda"),
        agenda=file.agenda(),
        candidates=waiting_cases(file) if may else (),
        may=may,
        purposes=choices(AgendaPurpose),
        withdrawals={item.item_no: uuid4() for item in file.state.items},
        flash=NOTED.get(noted, ""),
    )


def shown_at(desk: Desk, meeting: UUID, position: int, page: str = "") -> str:
    """The path to go to, with the word that says whether the tables have it already."""
    shown = desk.wait_for(CONFERENCE_ITEM.name, "planning", position)
    return f"{desk.root}/conferences/{meeting}{page}?noted={'yes' if shown else 'later'}"
