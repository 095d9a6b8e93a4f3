"""The places, rooms and beds a person may see, read from the tables."""

from datetime import date
from uuid import UUID

from events.host.auth import Staff
from events.host.desk import Desk
from services.planning.projections import homes_lookup, lookup
from services.planning.screens.rooms import Bed, Houses, PlaceOn


def houses(desk: Desk, day: date) -> Houses:
    """Everything about that night and later ones."""
    tables = desk.runtime.tables
    places = homes_lookup.places(tables, desk.staff.wards_for("case.read"))
    rooms = homes_lookup.rooms_of(tables, [place.shelter for place in places])
    uses = homes_lookup.uses_since(tables, [room.room for room in rooms], day)
    cases = {use.case_id for use in uses}
    return Houses(
        places=places,
        rooms=rooms,
        uses=uses,
        stays=homes_lookup.stays_of(tables, cases),
        known=lookup.known_cases(tables, cases),
    )


def choices(places: list[PlaceOn]) -> list[tuple[str, str, str]]:
    """Beds that are free that night and later, as a form offers them."""
    return [
        (bed.choice, f"{place.row.name} {room.row.label}", _bed(room.row.welcomes.ja, bed))
        for place in places
        for room in place.rooms
        for bed in room.beds
        if not bed.held and bed.later is None
    ]


def free_beds(desk: Desk, day: date) -> list[tuple[str, str, str]]:
    """The same, read now."""
    return choices(houses(desk, day).on(day, desk.staff))


def where(desk: Desk, room: UUID) -> tuple[str, str]:
    """Name of the place and of the room; empty where the tables have not heard of them yet."""
    row = homes_lookup.room(desk.runtime.tables, room)
    place = homes_lookup.place(desk.runtime.tables, row.shelter) if row else None
    return (place.name if place else "", row.label if row else "")


def may_see(staff: Staff, area: str, *, citywide: bool) -> bool:
    """Whether a place is among those the person may use."""
    return citywide or area in staff.wards_for("case.read")


def _bed(welcomes: str, bed: Bed) -> str:
    return f"ベッド{bed.bed} {welcomes}"
