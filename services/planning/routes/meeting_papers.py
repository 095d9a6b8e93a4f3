"""Papers of a meeting on A4: the invitation, the handout without names, the minutes."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened
from events.contract.planning import SupportConferenceHeld
from events.contract.tasks import TaskAgreed
from events.host.http import AtDesk, Requires
from services.planning.programmes.stream import stream_of
from services.planning.screens.meeting_file import Agendum, MeetingFile, meeting_file
from services.planning.screens.redacted import redacted
from services.planning.screens.task_board import TASKS

router = APIRouter(prefix="/conferences/{meeting}")
OF = [Requires("conference.hold", scope="meeting")]


@dataclass(frozen=True, slots=True)
class Minuted:
    """An item with what was recorded of its case in this meeting."""

    agendum: Agendum
    held: SupportConferenceHeld | None
    conditions: str
    return_reason: str
    tasks: tuple[TaskAgreed, ...]


@router.get("/invitation", dependencies=OF, summary="会議の招集一覧")
def invitation(meeting: UUID, desk: AtDesk) -> Response:
    """Whom to ask, and the letter: cases by number only."""
    file = meeting_file(desk, meeting)
    return file.page("invitation.html", guests=opened(file.state.convened.invited, ()))


@router.get("/handout", dependencies=OF, summary="会議の配布資料(氏名なし)")
def handout(meeting: UUID, desk: AtDesk) -> Response:
    """The plans by number, without names and addresses."""
    file = meeting_file(desk, meeting)
    return file.page("handout.html", agenda=file.agenda(), redacted=redacted)


@router.get("/minutes", dependencies=OF, summary="会議録")
def minutes(meeting: UUID, desk: AtDesk) -> Response:
    """Every item with its conclusion, for the file of the office."""
    file = meeting_file(desk, meeting)
    items = [_minuted(file, agendum) for agendum in file.agenda()]
    return file.page("meeting_minutes.html", items=items)


def _minuted(file: MeetingFile, agendum: Agendum) -> Minuted:
    """The facts of the case that carry the command of the conclusion."""
    number = agendum.item.item_no
    command = next(
        (
            one.command
            for one in file.recorded
            if getattr(one.fact, "item_no", 0) == number and agendum.item.concluded == one.fact
        ),
        None,
    )
    stated = [one.fact for one in agendum.file.recorded if command and one.command == command]
    held = next((fact for fact in stated if isinstance(fact, SupportConferenceHeld)), None)
    beside = (
        file.desk.history(stream_of(agendum.file.case, TASKS.name), file.area) if command else []
    )
    return Minuted(
        agendum,
        held,
        _words(stated, "conditions"),
        _words(stated, "reason"),
        tuple(
            one.fact
            for one in beside
            if isinstance(one.fact, TaskAgreed) and one.command == command
        ),
    )


def _words(stated: Sequence[object], name: str) -> str:
    found = (getattr(fact, name) for fact in stated if hasattr(fact, name))
    return next((opened(sealed, "") for sealed in found), "")
