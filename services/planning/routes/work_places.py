"""事業所台帳: employers for practice and certified training, their certificates, and the file of the list."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.host.answers import Forbidden, Missing
from events.host.auth import Requires
from events.host.exporting import EXPORT
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import AtDesk, Desk, Sheet
from events.host.list_file import answer, form_of
from services.planning.programmes.work_places.place import evolve
from services.planning.programmes.work_places.registering import RegisterPlace, register_place
from services.planning.projections.work_place import WORK_PLACE
from services.planning.routes.case import NOTED
from services.planning.screens import work_places
from services.planning.screens.work_places import FORMS, PLACE_FIELDS, PlaceFile, place_file

router = APIRouter(prefix="/employment/places")
READ = [Requires("case.read")]
RECORD = [Requires("service.record")]


@router.get("", dependencies=READ, summary="事業所台帳")
def show(desk: AtDesk) -> Response:
    """Every workplace of the city, with the alarm of its certificate."""
    return desk.page(
        "work_places.html",
        lines=work_places.lines(desk),
        may_record=desk.staff.may("service.record"),
    )


@router.get("/list.{kind}", dependencies=[EXPORT], summary="事業所台帳の書き出し")
def export(kind: str, desk: AtDesk) -> Response:
    """No row is about a person, so no export is stated."""
    return answer(work_places.table(work_places.lines(desk)), form_of(kind))


@router.get("/new", dependencies=RECORD, summary="事業所の登録")
def new(desk: AtDesk) -> Response:
    """An empty entry."""
    sheet = desk.sheet("work-place", area=_area(desk))
    if not sheet.saved_at:
        sheet = sheet.again(200, None, form=Form({"on": wareki.short(desk.today)}))
    return _draw_new(desk, sheet)


@router.post("/new", dependencies=RECORD, summary="事業所を登録する")
def register(desk: AtDesk, sent: Sent) -> Response:
    """The id of the place is that of the command, so that a second press is the same place."""
    area = _area(desk)
    place = sent.command_id

    def act(command: RegisterPlace) -> str:
        receipt = desk.carry_out(
            evolve,
            register_place,
            command,
            stream=place,
            case=place,
            area=area,
            command_id=sent.command_id,
            expected=None,
        )
        desk.wait_for(WORK_PLACE.name, "planning", receipt.position)
        return f"{desk.root}/employment/places/{place}?noted=yes"

    return submit(
        desk,
        sent,
        desk.sheet("work-place", area=area),
        into=RegisterPlace,
        act=act,
        draw=lambda sheet: _draw_new(desk, sheet),
        given={"today": desk.today, "place_id": place},
    )


@router.get("/{place}", dependencies=READ, summary="事業所")
def one(place: UUID, desk: AtDesk, noted: str = "") -> Response:
    """What the register knows of a workplace."""
    found = place_file(desk, place)
    return desk.page(
        "work_place.html",
        found=found,
        line=next(line for line in work_places.lines(desk) if line.row.case_id == place),
        history=work_places.history(found),
        flash=NOTED.get(noted, ""),
    )


@router.get("/{place}/{form}", dependencies=RECORD, summary="事業所の記録")
def form_page(place: UUID, form: str, desk: AtDesk) -> Response:
    """Change, certificate, its end, or the end of the entry."""
    found = _own(desk, place, form)
    sheet = _sheet(found, form)
    if not sheet.saved_at:
        sheet = sheet.again(200, None, form=Form(work_places.typed(found, form)))
    return _draw(found, form, sheet)


@router.post("/{place}/{form}", dependencies=RECORD, summary="事業所の記録をする")
def send(place: UUID, form: str, desk: AtDesk, sent: Sent) -> Response:
    """One record of the place."""
    found = _own(desk, place, form)
    _, _, into, decision, _ = FORMS[form]

    def act(command: Any) -> str:
        receipt = desk.carry_out(
            evolve,
            decision,
            command,
            stream=place,
            case=place,
            area=found.row.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        desk.wait_for(WORK_PLACE.name, "planning", receipt.position)
        return f"{found.at()}?noted=yes"

    return submit(
        desk,
        sent,
        _sheet(found, form),
        into=into,
        act=act,
        draw=lambda sheet: _draw(found, form, sheet),
        given={"today": desk.today, "place_id": place},
        stream=place,
    )


def _own(desk: Desk, place: UUID, form: str) -> PlaceFile:
    """A place that this person may record of; Missing (404) for any other, and for no form of ours."""
    found = place_file(desk, place)
    if form not in FORMS or not found.may_record:
        raise Missing
    return found


def _sheet(found: PlaceFile, form: str) -> Sheet:
    return found.desk.sheet(f"work-place/{form}", area=found.row.area, expected=len(found.recorded))


def _area(desk: Desk) -> str:
    """A place belongs to the ward of whoever registers it; the register is read by the whole city."""
    wards = desk.staff.wards_for("service.record")
    if not wards:
        raise Forbidden
    return min(wards)


def _draw_new(desk: Desk, sheet: Sheet) -> Response:
    return _drawn(desk, sheet, "事業所の登録", "登録する", PLACE_FIELDS)


def _draw(found: PlaceFile, form: str, sheet: Sheet) -> Response:
    heading, send, _, _, fields = FORMS[form]
    return _drawn(found.desk, sheet, heading, send, fields, found)


def _drawn(
    desk: Desk, sheet: Sheet, heading: str, send: str, fields: Any, found: PlaceFile | None = None
) -> Response:
    return desk.page(
        "work_place_form.html",
        sheet=sheet,
        heading=heading,
        send=send,
        fields=fields,
        found=found,
        labels={field.name: field.label for field in fields},
    )
