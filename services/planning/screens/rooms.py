"""The beds of the places one may use, on one night: who lies where, what is free."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.host.auth import Staff
from services.planning.known_cases import KnownCase
from services.planning.projections.bed_uses import BedUse
from services.planning.projections.shelter_stays import StayRow
from services.planning.projections.shelters import RoomRow, ShelterRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Bed:
    """`case` is None where the bed is free, or where the reader may not know whose it is (`held` still says it)."""

    room: UUID
    bed: int
    held: bool
    later: date | None = None
    case: UUID | None = None
    number: str = ""
    began_on: date | None = None
    until_on: date | None = None
    nth: int = 0
    all_nights: int = 0

    @property
    def choice(self) -> str:
        """As a form names it."""
        return f"{self.room}:{self.bed}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomOn:
    """A room on one night."""

    row: RoomRow
    beds: tuple[Bed, ...]

    @property
    def free(self) -> int:
        """Beds nobody holds that night."""
        return sum(not bed.held for bed in self.beds)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOn:
    """A place on one night, with the rooms that are in use then."""

    row: ShelterRow
    rooms: tuple[RoomOn, ...]

    @property
    def beds(self) -> int:
        """All beds."""
        return sum(len(room.beds) for room in self.rooms)

    @property
    def free(self) -> int:
        """Beds nobody holds that night."""
        return sum(room.free for room in self.rooms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Houses:
    """Everything the board is drawn from."""

    places: Sequence[ShelterRow]
    rooms: Sequence[RoomRow]
    uses: Sequence[BedUse]
    stays: dict[tuple[UUID, int], StayRow]
    known: dict[UUID, KnownCase]

    def on(self, day: date, staff: Staff) -> list[PlaceOn]:
        """The places in use that night; cases only of wards where the person may read them."""
        wards = staff.wards_for("case.read")
        return [
            PlaceOn(row=place, rooms=tuple(self._rooms(place, day, wards)))
            for place in self.places
            if place.opened_on <= day and (place.closed_on is None or day < place.closed_on)
        ]

    def _rooms(self, place: ShelterRow, day: date, wards: Collection[str]) -> list[RoomOn]:
        return [
            RoomOn(
                row=room,
                beds=tuple(self._bed(room, n, day, wards) for n in range(1, room.beds + 1)),
            )
            for room in self.rooms
            if room.shelter == place.shelter
            and room.opened_on <= day
            and (room.closed_on is None or day < room.closed_on)
        ]

    def _bed(self, room: RoomRow, number: int, day: date, wards: Collection[str]) -> Bed:
        uses = [use for use in self.uses if use.room == room.room and use.bed == number]
        held = next((use for use in uses if _holds(use, day)), None)
        later = min((use.taken_on for use in uses if use.taken_on > day), default=None)
        if held is None or held.area not in wards:
            return Bed(room=room.room, bed=number, held=held is not None, later=later)
        stay = self.stays.get((held.case_id, held.stay_no))
        known = self.known.get(held.case_id)
        return Bed(
            room=room.room,
            bed=number,
            held=True,
            case=held.case_id,
            number=known.number if known else "",
            began_on=stay.began_on if stay else held.taken_on,
            until_on=stay.until_on if stay else None,
            nth=(day - (stay.began_on if stay else held.taken_on)).days + 1,
            all_nights=(stay.until_on - stay.began_on).days if stay else 0,
        )


def _holds(use: BedUse, day: date) -> bool:
    return use.taken_on <= day and (use.freed_on is None or day < use.freed_on)
