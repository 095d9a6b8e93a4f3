"""Facts of the places of 一時生活支援・居住支援: facilities, rooms, and whose bed is taken on which nights."""

from datetime import date
from uuid import UUID

from events.contract.group import Clear
from events.contract.kind import Event, event
from events.contract.shelter_codes import LODGING, RoomFor, ShelterKind


@event(
    "planning.shelter-registered", ja="一時生活の施設の登録", basis=LODGING, occurred="opened_on"
)
class ShelterRegistered(Event):
    """A place to stay; of no case. `address` stays empty where the place is kept secret.

    `citywide`: usable from every ward of the municipality, not only from the one that keeps the record.
    """

    opened_on: Clear[date]
    kind: Clear[ShelterKind]
    name: Clear[str]
    operator: Clear[str]
    telephone: Clear[str]
    address: Clear[str]
    citywide: Clear[bool]


@event("planning.shelter-closed", ja="一時生活の施設の廃止", basis=LODGING, occurred="closed_on")
class ShelterClosed(Event):
    """The place is no longer used after that day."""

    closed_on: Clear[date]


@event("planning.room-opened", ja="居室の登録", basis=LODGING, occurred="opened_on")
class RoomOpened(Event):
    """A room with `beds` beds, numbered from 1; in a stream of its own, of no case."""

    opened_on: Clear[date]
    shelter: Clear[UUID]
    label: Clear[str]
    beds: Clear[int]
    welcomes: Clear[RoomFor]


@event("planning.room-closed", ja="居室の廃止", basis=LODGING, occurred="closed_on")
class RoomClosed(Event):
    """Nobody sleeps there from that day on."""

    closed_on: Clear[date]


@event("planning.bed-taken", ja="ベッドの利用開始", basis=LODGING, occurred="taken_on")
class BedTaken(Event):
    """In the room's stream, in the command of the move into it; `use` is one bed for one time."""

    taken_on: Clear[date]
    person: Clear[UUID]
    use: Clear[UUID]
    stay_no: Clear[int]
    room: Clear[UUID]
    bed: Clear[int]


@event("planning.bed-freed", ja="ベッドの利用終了", basis=LODGING, occurred="freed_on")
class BedFreed(Event):
    """The night of `freed_on` is free again. The day it was taken = it never was (取消)."""

    freed_on: Clear[date]
    person: Clear[UUID]
    use: Clear[UUID]
    room: Clear[UUID]
