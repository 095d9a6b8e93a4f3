"""A room's stream: its beds and who uses them when. Two persons never have one bed on one night."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.shelter_codes import RoomFor
from events.contract.shelter_rooms import BedFreed, BedTaken, RoomClosed, RoomOpened
from services.planning.decisions.guards import happened

MOST_BEDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """`taken` by use; `freed`: the day from whose night on a use no longer holds the bed."""

    opened: RoomOpened
    closed: RoomClosed | None = None
    taken: tuple[BedTaken, ...] = ()
    freed: tuple[tuple[UUID, date], ...] = ()

    def freed_on(self, use: UUID) -> date | None:
        """The last word on when the bed was free again."""
        return dict(self.freed).get(use)

    def holder(self, bed: int, day: date) -> BedTaken | None:
        """Who holds the bed on the night of `day` or on any later one."""
        for taken in self.taken:
            until = self.freed_on(taken.use)
            over = until is not None and (until <= day or until <= taken.taken_on)
            if taken.bed == bed and not over:
                return taken
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenRoom:
    """A room of a shelter."""

    today: date
    opened_on: date
    shelter: UUID
    label: str
    beds: int
    welcomes: RoomFor


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRoom:
    """Nobody may sleep there from `closed_on` on."""

    today: date
    closed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBed:
    """From the night of `taken_on` on, until it is freed."""

    today: date
    taken_on: date
    person: UUID
    use: UUID
    stay_no: int
    room: UUID
    bed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeBed:
    """`freed_on` = the day it was taken says that it never was."""

    freed_on: date
    person: UUID
    use: UUID
    room: UUID


def evolve(state: Room | None, fact: Event) -> Room:
    """The room after one more fact."""
    if isinstance(fact, RoomOpened):
        return Room(opened=fact)
    if state is None:
        raise ValueError(f"{type(fact).__name__} cannot be the first fact of a room")
    match fact:
        case RoomClosed():
            return replace(state, closed=fact)
        case BedTaken():
            return replace(state, taken=(*state.taken, fact))
        case BedFreed(use=use, freed_on=day):
            return replace(state, freed=(*state.freed, (use, day)))
    raise ValueError(f"{type(fact).__name__} is no fact of a room")


def open_room(state: Room | None, command: OpenRoom) -> list[Event]:
    """A new room."""
    if state is not None:
        return []
    if not command.label.strip():
        raise Refused("label-missing", "居室の名前を入れてください。", field="label")
    if not 1 <= command.beds <= MOST_BEDS:
        raise Refused("beds-out-of-range", f"ベッドの数は1から{MOST_BEDS}までです。", field="beds")
    happened(command.opened_on, today=command.today, field="opened_on")
    return [
        RoomOpened(
            opened_on=command.opened_on,
            shelter=command.shelter,
            label=command.label.strip(),
            beds=command.beds,
            welcomes=command.welcomes,
        )
    ]


def close_room(state: Room | None, command: CloseRoom) -> list[Event]:
    """Only an empty room is closed."""
    room = _known(state)
    if room.closed is not None:
        return []
    happened(
        command.closed_on,
        today=command.today,
        field="closed_on",
        not_before=room.opened.opened_on,
        step="居室の登録",
    )
    if any(room.holder(bed, command.closed_on) for bed in range(1, room.opened.beds + 1)):
        raise Refused(
            "room-in-use",
            "この日以後に利用の記録があります。移動または退所を先に記録してください。",
            field="closed_on",
        )
    return [RoomClosed(closed_on=command.closed_on)]


def take_bed(state: Room | None, command: TakeBed) -> list[Event]:
    """Refuses a bed that somebody holds on that night or a later one."""
    room = _known(state, field="berth")
    if any(taken.use == command.use for taken in room.taken):
        return []
    if room.closed is not None or command.taken_on < room.opened.opened_on:
        raise Refused("room-closed", "この居室は、この日には使えません。", field="berth")
    if not 1 <= command.bed <= room.opened.beds:
        raise Refused("no-such-bed", "このベッドはありません。選び直してください。", field="berth")
    if room.holder(command.bed, command.taken_on) is not None:
        raise Refused(
            "bed-taken",
            "このベッドは、この夜から別の方が使っています。別のベッドを選んでください。",
            field="berth",
        )
    return [
        BedTaken(
            taken_on=command.taken_on,
            person=command.person,
            use=command.use,
            stay_no=command.stay_no,
            room=command.room,
            bed=command.bed,
        )
    ]


def free_bed(state: Room | None, command: FreeBed) -> list[Event]:
    """The end of a use, or an earlier end than was said before."""
    room = _known(state)
    taken = next((each for each in room.taken if each.use == command.use), None)
    if taken is None:
        raise Refused("bed-not-taken", "このベッドの利用の記録がありません。")
    freed_on = max(command.freed_on, taken.taken_on)
    if room.freed_on(command.use) == freed_on:
        return []
    return [
        BedFreed(
            freed_on=freed_on,
            person=command.person,
            use=command.use,
            room=command.room,
        )
    ]


def _known(state: Room | None, *, field: str | None = None) -> Room:
    if state is None:
        raise Refused("no-such-room", "この居室はありません。選び直してください。", field=field)
    return state
