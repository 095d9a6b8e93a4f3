"""入所, 居室の移動, 退所: the case's side; the room's side decides in the same command (rooms.py)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.shelter import StayBegan, StayEnded, StayMoved
from events.contract.shelter_codes import Destination, ExitReason, StayBasis
from services.planning.decisions.guards import happened
from services.planning.programmes.shelter.rules import limit_on
from services.planning.programmes.shelter.stays import Stay, Stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """The 支援決定 that covers a stay."""

    plan_no: int
    number: str
    begins_on: date
    ends_on: date

    def covers(self, day: date) -> bool:
        """Whether a stay may begin under it that day."""
        return self.begins_on <= day <= self.ends_on


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveIn:
    """`berth` = `room:bed`. `use` numbers the bed's use; `granted` and `needs_decision` come from the steps."""

    today: date
    person: UUID
    began_on: date
    berth: str
    basis: StayBasis
    circumstances: str = ""
    use: UUID
    area: str
    granted: Granted | None
    needs_decision: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRoom:
    """Another bed from the night of `moved_on` on."""

    today: date
    person: UUID
    moved_on: date
    berth: str
    reason: str = ""
    use: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Leave:
    """`left_on` is no night any more."""

    today: date
    person: UUID
    left_on: date
    reason: ExitReason
    destination: Destination
    note: str = ""


def berth_of(berth: str) -> tuple[UUID, int]:
    """Room and bed of a choice in a form."""
    room, _, bed = berth.partition(":")
    try:
        return UUID(room), int(bed)
    except ValueError:
        raise Refused("no-such-bed", "ベッドを選び直してください。", field="berth") from None


def move_in(state: Stays | None, command: MoveIn) -> list[Event]:
    """The first night. Where a decision is needed and none covers the day, only urgency opens the door."""
    record = state or Stays()
    room, bed = berth_of(command.berth)
    current = record.current
    if current is not None:
        if (current.began.began_on, current.berth.use) == (command.began_on, command.use):
            return []
        raise Refused("already-staying", "すでに入所しています。移動は「居室の移動」に記録します。")
    happened(command.began_on, today=command.today, field="began_on")
    _after_earlier(record, command.began_on)
    granted = _covering(command)
    limit = limit_on(command.began_on, command.area)
    until = limit.ends(command.began_on)
    return [
        StayBegan(
            began_on=command.began_on,
            person=command.person,
            stay_no=len(record.stays) + 1,
            room=room,
            bed=bed,
            use=command.use,
            basis=command.basis,
            before_decision=command.needs_decision and granted is None,
            plan_no=granted.plan_no if granted else 0,
            decision_number=granted.number if granted else "",
            until_on=min(until, granted.ends_on) if granted else until,
            citation=limit.citation,
            circumstances=Open(command.person, command.circumstances),
        )
    ]


def move_room(state: Stays | None, command: MoveRoom) -> list[Event]:
    """To another bed; the first one is free from that night on."""
    stay = staying(state)
    room, bed = berth_of(command.berth)
    if (room, bed) == (stay.berth.room, stay.berth.bed):
        raise Refused("same-bed", "いまと同じベッドです。", field="berth")
    happened(
        command.moved_on,
        today=command.today,
        field="moved_on",
        not_before=stay.berth.from_on,
        step="いまの居室に入った日",
    )
    return [
        StayMoved(
            moved_on=command.moved_on,
            person=command.person,
            stay_no=stay.stay_no,
            room=room,
            bed=bed,
            use=command.use,
            reason=Open(command.person, command.reason),
        )
    ]


def leave(state: Stays | None, command: Leave) -> list[Event]:
    """The end of the stay that lasts; the same end again says nothing new."""
    latest = state.latest if state else None
    if latest is not None and latest.ended and latest.ended.left_on == command.left_on:
        return []
    stay = staying(state)
    happened(
        command.left_on,
        today=command.today,
        field="left_on",
        not_before=stay.berth.from_on,
        step="いまの居室に入った日",
    )
    return [
        StayEnded(
            left_on=command.left_on,
            person=command.person,
            stay_no=stay.stay_no,
            reason=Open(command.person, command.reason),
            destination=Open(command.person, command.destination),
            note=Open(command.person, command.note),
        )
    ]


def staying(state: Stays | None) -> Stay:
    """The stay that lasts."""
    current = state.current if state else None
    if current is None:
        raise Refused("not-staying", "いまは入所していません。先に入所を記録してください。")
    return current


def _after_earlier(record: Stays, began_on: date) -> None:
    for stay in record.stays:
        if stay.voided is None and stay.ended and began_on < stay.ended.left_on:
            raise Refused(
                "overlaps-stay",
                "前の退所の日より前の日付です。日付を確かめてください。",
                field="began_on",
            )


def _covering(command: MoveIn) -> Granted | None:
    granted = command.granted
    if granted is not None and granted.covers(command.began_on):
        return granted
    if command.needs_decision and command.basis is not StayBasis.URGENCY:
        raise Refused(
            "not-decided",
            "この日を含む支援決定がありません。急ぐときは「緊急性がある」を選び、決定のあとで結び付けてください。",
            field="basis",
        )
    return None
