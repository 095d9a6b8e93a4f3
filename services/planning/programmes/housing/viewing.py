"""内覧調整: a viewing is arranged, somebody goes along or not, and it has a result."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.housing import ViewingArranged, ViewingHeld
from events.contract.housing_codes import ViewingResult
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.housing.search import Search, next_no


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangeViewing:
    """`viewing_on` may lie ahead."""

    today: date
    person: UUID
    arranged_on: date
    viewing_on: date
    place: str
    provider: UUID | None = None
    accompanied: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldViewing:
    """What became of entry `entry_no`."""

    today: date
    person: UUID
    entry_no: int
    held_on: date
    result: ViewingResult
    accompanied: bool = False
    note: str = ""


def arrange_viewing(state: Search | None, command: ArrangeViewing) -> list[Event]:
    """A day and a place."""
    happened(command.arranged_on, today=command.today, field="arranged_on")
    told(command.place, code="place-missing", ja="物件を書いてください。", field="place")
    if command.viewing_on < command.arranged_on:
        raise Refused("viewing-earlier", "内覧の日が調整の日より前です。", field="viewing_on")
    return [
        ViewingArranged(
            arranged_on=command.arranged_on,
            person=command.person,
            entry_no=next_no(state),
            viewing_on=command.viewing_on,
            provider=command.provider,
            accompanied=command.accompanied,
            place=Open(command.person, command.place),
        )
    ]


def hold_viewing(state: Search | None, command: HoldViewing) -> list[Event]:
    """One result per viewing."""
    noted = state.entry(command.entry_no) if state else None
    arranged = noted.fact if noted else None
    if noted is None or noted.voided or not isinstance(arranged, ViewingArranged):
        raise Refused("no-such-viewing", "この内覧の記録はありません。", field="entry_no")
    happened(
        command.held_on,
        today=command.today,
        field="held_on",
        not_before=arranged.arranged_on,
        step="内覧の調整",
    )
    held = ViewingHeld(
        held_on=command.held_on,
        person=command.person,
        entry_no=command.entry_no,
        accompanied=command.accompanied,
        result=Open(command.person, command.result),
        note=Open(command.person, command.note),
    )
    if noted.result == held:
        return []
    if noted.result is not None:
        raise Refused("already-held", "この内覧の結果は、すでに記録しています。", field="entry_no")
    return [held]
