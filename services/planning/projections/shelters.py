"""`shelter` and `shelter_room`: the register of places to stay, one row per place and per room."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Projection
from events.contract.shelter_codes import RoomFor, ShelterKind
from events.contract.shelter_rooms import RoomClosed, RoomOpened, ShelterClosed, ShelterRegistered
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelterRow:
    """A place; `closed_on` None = still used."""

    shelter: UUID
    area: str
    area_id: Int
    kind: ShelterKind
    name: str
    operator: str
    telephone: str
    address: str
    citywide: bool
    opened_on: date
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomRow:
    """A room; nobody sleeps there from `closed_on` on."""

    room: UUID
    shelter: UUID
    label: str
    beds: Int
    welcomes: RoomFor
    opened_on: date
    closed_on: date | None = None


def evolve_shelter(row: ShelterRow | None, recorded: Recorded) -> ShelterRow | None:
    """The row after one fact."""
    match recorded.fact:
        case ShelterRegistered() as fact:
            return ShelterRow(
                shelter=recorded.stream,
                area=recorded.context.area,
                area_id=recorded.area_id,
                kind=fact.kind,
                name=fact.name,
                operator=fact.operator,
                telephone=fact.telephone,
                address=fact.address,
                citywide=fact.citywide,
                opened_on=fact.opened_on,
            )
        case ShelterClosed(closed_on=day) if row:
            return replace(row, closed_on=day)
    return row


def evolve_room(row: RoomRow | None, recorded: Recorded) -> RoomRow | None:
    """The row after one fact."""
    match recorded.fact:
        case RoomOpened() as fact:
            return RoomRow(
                room=recorded.stream,
                shelter=fact.shelter,
                label=fact.label,
                beds=fact.beds,
                welcomes=fact.welcomes,
                opened_on=fact.opened_on,
            )
        case RoomClosed(closed_on=day) if row:
            return replace(row, closed_on=day)
    return row


def _stream(recorded: Recorded) -> UUID:
    return recorded.stream


SHELTER = Projection(
    "shelter",
    1,
    ShelterRow,
    evolve_shelter,
    one_row_per=_stream,
    keys=("shelter",),
    reads=frozenset({ShelterRegistered, ShelterClosed}),
)
SHELTER_ROOM = Projection(
    "shelter_room",
    1,
    RoomRow,
    evolve_room,
    one_row_per=_stream,
    keys=("room",),
    reads=frozenset({RoomOpened, RoomClosed}),
)
