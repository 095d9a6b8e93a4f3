"""The register of places to stay and their rooms."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.shelter_codes import RoomFor, ShelterKind
from events.host.answers import Missing
from events.host.case_stream import Draw
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Desk, Requires
from services.planning.programmes.shelter import places, rooms
from services.planning.projections import homes_lookup
from services.planning.projections.shelters import RoomRow, ShelterRow
from services.planning.screens.houses import houses, may_see
from services.planning.screens.register import (
    KEEP,
    NOTED,
    area_of,
    may_keep,
    opened_on_today,
    record,
    wards,
)

router = APIRouter(prefix="/shelter")
READ = [Requires("case.read")]
WRITE = [Requires(KEEP)]


@router.get("/places/new", dependencies=WRITE, summary="一時生活の施設の登録")
def new_place(desk: AtDesk) -> Response:
    """A facility."""
    return _place_form(desk)(opened_on_today(desk, "place", area_of(desk), "opened_on"))


@router.post("/places/new", dependencies=WRITE, summary="一時生活の施設を登録する")
def register(desk: AtDesk, sent: Sent) -> Response:
    """Its stream has the id of the command, so that a repeat is the same place."""
    area = area_of(desk, sent.form.value("area"))
    return record(
        desk,
        sent,
        desk.sheet("place", area=area),
        stream=sent.command_id,
        area=area,
        evolve=places.evolve,
        into=places.RegisterShelter,
        decision=places.register_shelter,
        draw=_place_form(desk),
        table="shelter",
        back=f"/shelter/places/{sent.command_id}",
    )


@router.get("/places/{shelter}", dependencies=READ, summary="一時生活の施設")
def show(shelter: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The place, its rooms and who lies where tonight."""
    row = _place(desk, shelter)
    tonight = houses(desk, desk.today).on(desk.today, desk.staff)
    return desk.page(
        "shelter_place.html",
        flash=NOTED.get(noted, ""),
        site=row,
        on=next((one for one in tonight if one.row.shelter == shelter), None),
        rooms=homes_lookup.rooms_of(desk.runtime.tables, [shelter]),
        keeps=may_keep(desk, row.area),
    )


@router.get("/places/{shelter}/rooms/new", dependencies=WRITE, summary="居室の登録")
def new_room(shelter: UUID, desk: AtDesk) -> Response:
    """A room of the place."""
    row = _kept(desk, shelter)
    return _room_form(desk, row)(opened_on_today(desk, "room", row.area, "opened_on"))


@router.post("/places/{shelter}/rooms/new", dependencies=WRITE, summary="居室を登録する")
def open_room(shelter: UUID, desk: AtDesk, sent: Sent) -> Response:
    """With its beds."""
    row = _kept(desk, shelter)
    return record(
        desk,
        sent,
        desk.sheet("room", area=row.area),
        stream=sent.command_id,
        area=row.area,
        evolve=rooms.evolve,
        into=rooms.OpenRoom,
        decision=rooms.open_room,
        draw=_room_form(desk, row),
        table="shelter_room",
        back=f"/shelter/places/{shelter}",
        given={"shelter": shelter},
    )


@router.get("/rooms/{room}/close", dependencies=WRITE, summary="居室の廃止")
def closing(room: UUID, desk: AtDesk) -> Response:
    """From which night on nobody sleeps there."""
    row, place = _kept_room(desk, room)
    sheet = opened_on_today(desk, "room-close", place.area, "closed_on")
    return _close_form(desk, place, f"{place.name} {row.label}")(sheet)


@router.post("/rooms/{room}/close", dependencies=WRITE, summary="居室を廃止する")
def close_room(room: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Only when it is empty."""
    row, place = _kept_room(desk, room)
    return record(
        desk,
        sent,
        desk.sheet("room-close", area=place.area),
        stream=room,
        area=place.area,
        evolve=rooms.evolve,
        into=rooms.CloseRoom,
        decision=rooms.close_room,
        draw=_close_form(desk, place, f"{place.name} {row.label}"),
        table="shelter_room",
        back=f"/shelter/places/{place.shelter}",
    )


@router.get("/places/{shelter}/close", dependencies=WRITE, summary="一時生活の施設の廃止")
def closing_place(shelter: UUID, desk: AtDesk) -> Response:
    """The last day of the place."""
    row = _kept(desk, shelter)
    return _close_form(desk, row, row.name)(
        opened_on_today(desk, "place-close", row.area, "closed_on")
    )


@router.post("/places/{shelter}/close", dependencies=WRITE, summary="一時生活の施設を廃止する")
def close_place(shelter: UUID, desk: AtDesk, sent: Sent) -> Response:
    """After its rooms."""
    row = _kept(desk, shelter)
    still = homes_lookup.rooms_of(desk.runtime.tables, [shelter])
    return record(
        desk,
        sent,
        desk.sheet("place-close", area=row.area),
        stream=shelter,
        area=row.area,
        evolve=places.evolve,
        into=places.CloseShelter,
        decision=places.close_shelter,
        draw=_close_form(desk, row, row.name),
        table="shelter",
        back=f"/shelter/places/{shelter}",
        given={"rooms_open": sum(room.closed_on is None for room in still)},
    )


def _place(desk: Desk, shelter: UUID) -> ShelterRow:
    row = homes_lookup.place(desk.runtime.tables, shelter)
    if row is None or not may_see(desk.staff, row.area, citywide=row.citywide):
        raise Missing
    return row


def _kept(desk: Desk, shelter: UUID) -> ShelterRow:
    row = _place(desk, shelter)
    if not may_keep(desk, row.area):
        raise Missing
    return row


def _kept_room(desk: Desk, room: UUID) -> tuple[RoomRow, ShelterRow]:
    row = homes_lookup.room(desk.runtime.tables, room)
    if row is None:
        raise Missing
    return row, _kept(desk, row.shelter)


def _place_form(desk: Desk) -> Draw:
    return lambda sheet: desk.page(
        "shelter_new.html", sheet=sheet, kinds=choices(ShelterKind), wards=wards(desk)
    )


def _room_form(desk: Desk, place: ShelterRow) -> Draw:
    return lambda sheet: desk.page(
        "room_new.html", sheet=sheet, site=place, welcomes=choices(RoomFor)
    )


def _close_form(desk: Desk, place: ShelterRow, what: str) -> Draw:
    return lambda sheet: desk.page("shelter_close.html", sheet=sheet, site=place, what=what)
