"""支援調整会議 as a meeting: the list of meetings, the invitation, and the page of one meeting."""

from dataclasses import replace
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.planning import Attended
from events.host.answers import Missing
from events.host.case_stream import Draw
from events.host.form import Form
from events.host.forms import Sent, SentForm, submit
from events.host.http import AtDesk, Desk, Requires, Sheet
from services.planning.decisions import ConveneConference, convene_conference
from services.planning.projections import meeting_lookup
from services.planning.screens import rows
from services.planning.screens.meeting_file import MeetingFile, Typed, meeting_file
from services.planning.screens.meeting_page import draw_meeting, shown_at
from services.planning.states.meeting import evolve

router = APIRouter(prefix="/conferences")
HOLD = "conference.hold"
MAY = [Requires(HOLD)]
READ = [Requires("case.read")]
OF = [Requires(HOLD, scope="meeting")]
SEE = [Requires("case.read", scope="meeting")]
INVITED = "invited"


@router.get("", dependencies=READ, summary="支援調整会議の一覧")
def index(desk: AtDesk) -> Response:
    """What is coming, and what was."""
    wards = desk.staff.wards_for("case.read")
    tables = desk.runtime.tables
    return desk.page(
        "conferences.html",
        coming=meeting_lookup.coming(tables, wards, desk.today),
        past=meeting_lookup.past(tables, wards, desk.today),
        may_convene=desk.staff.may(HOLD),
        ward_of=lambda area: desk.runtime.areas.short_name(desk.runtime.areas.at(area, desk.today)),
    )


@router.get("/new", dependencies=MAY, summary="支援調整会議の招集")
def blank(desk: AtDesk) -> Response:
    """Day, place, guests."""
    wards = _wards(desk)
    sheet = desk.sheet("convening", area=wards[0][0], expected=0)
    if not sheet.form.typed:
        fresh = {"hosted": "yes", "municipality_invited": "yes", "conference": str(uuid4())}
        sheet = replace(sheet, form=Form(fresh))
    return _draw_new(desk, sheet)


@router.post("/new", dependencies=MAY, summary="支援調整会議を招集する")
def convene(desk: AtDesk, sent: Sent) -> Response:
    """The meeting begins with its invitation."""
    meeting = _drawn_as(sent.form)
    wards = dict(_wards(desk))
    area = sent.form.value("ward") or next(iter(wards))
    if area not in wards:
        raise Missing
    sheet = desk.sheet("convening", area=area, expected=0)
    return _convened(desk, sent, sheet, meeting, lambda sheet: _draw_new(desk, sheet))


@router.get("/{meeting}/invitees", dependencies=OF, summary="招集の変更")
def change_page(meeting: UUID, desk: AtDesk) -> Response:
    """Another day, place or guests."""
    file = meeting_file(desk, meeting)
    return _draw_change(file, file.sheet("convening", _as_convened(file)))


@router.post("/{meeting}/invitees", dependencies=OF, summary="招集を変更する")
def change(meeting: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The later invitation takes the place of the former."""
    file = meeting_file(desk, meeting)
    sheet = file.sheet("convening")
    return _convened(desk, sent, sheet, meeting, lambda sheet: _draw_change(file, sheet))


@router.get("/{meeting}", dependencies=SEE, summary="会議の次第")
def show(meeting: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The agenda, who is invited, who came, and what is left."""
    return draw_meeting(meeting_file(desk, meeting), noted=noted)


def _convened(desk: Desk, sent: SentForm, sheet: Sheet, meeting: UUID, draw: Draw) -> Response:
    if sent.form.value(rows.MORE) == INVITED:
        grown = sheet.sent(
            sent.form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
        )
        return draw(grown)

    def act(command: ConveneConference) -> str:
        receipt = desk.carry_out(
            evolve,
            convene_conference,
            command,
            stream=meeting,
            case=meeting,
            area=sheet.of.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        return shown_at(desk, meeting, receipt.position)

    return submit(
        desk,
        sent,
        sheet,
        into=ConveneConference,
        act=act,
        draw=draw,
        given={"today": desk.today, "conference": meeting},
        stream=meeting,
    )


def _draw_new(desk: Desk, sheet: Sheet) -> Response:
    return desk.page(
        "convening.html",
        sheet=sheet,
        meeting=None,
        wards=_wards(desk),
        invited_rows=rows.count(sheet.form, INVITED, 3),
        grown=sheet.form.value(rows.MORE),
    )


def _draw_change(file: MeetingFile, sheet: Sheet) -> Response:
    return file.page(
        "convening.html",
        sheet=sheet,
        wards=(),
        invited_rows=rows.count(sheet.form, INVITED, 3),
        grown=sheet.form.value(rows.MORE),
    )


def _wards(desk: Desk) -> list[tuple[str, str]]:
    """The wards where this person convenes, with their names."""
    allowed = desk.staff.wards_for(HOLD)
    areas = desk.runtime.areas
    served = [w for w in desk.runtime.municipality.wards_on(desk.today) if w.code in allowed]
    if not served:
        raise Missing
    return [(ward.code, areas.short_name(ward)) for ward in served]


def _drawn_as(form: Form) -> UUID:
    """The meeting's id that the form was drawn with, so that a second press is the same meeting."""
    try:
        return UUID(form.value("conference"))
    except ValueError:
        raise Missing from None


def _as_convened(file: MeetingFile) -> Typed:
    standing = file.state.convened
    typed: Typed = {
        "meets_on": wareki.short(standing.meets_on),
        "begins_at": standing.begins_at,
        "hosted": "yes" if standing.hosted else "no",
        "host": opened(standing.host, ""),
        "place": opened(standing.place, ""),
        "message": opened(standing.message, ""),
    }
    if standing.municipality_invited:
        typed["municipality_invited"] = "yes"
    guests: tuple[Attended, ...] = opened(standing.invited, ())
    for row, guest in enumerate(guests):
        typed[f"invited-{row}-organisation"] = guest.organisation
        typed[f"invited-{row}-name"] = guest.name
    return typed
