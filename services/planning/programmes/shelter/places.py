"""A facility's stream: where people may stay for a time, from when, until when."""

from dataclasses import dataclass
from datetime import date

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.shelter_codes import ShelterKind
from events.contract.shelter_rooms import ShelterClosed, ShelterRegistered
from services.planning.decisions.guards import happened, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A facility, and whether it is still used."""

    registered: ShelterRegistered
    closed: ShelterClosed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterShelter:
    """A facility. Its address stays empty where the place is kept secret."""

    today: date
    opened_on: date
    kind: ShelterKind
    name: str
    operator: str = ""
    telephone: str = ""
    address: str = ""
    citywide: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseShelter:
    """`rooms_open`: how many of its rooms are still in use."""

    today: date
    closed_on: date
    rooms_open: int


def evolve(state: Place | None, fact: Event) -> Place:
    """The facility after one more fact."""
    match fact:
        case ShelterRegistered():
            return Place(registered=fact)
        case ShelterClosed() if state is not None:
            return Place(registered=state.registered, closed=fact)
    raise ValueError(f"{type(fact).__name__} is no fact of a facility here")


def register_shelter(state: Place | None, command: RegisterShelter) -> list[Event]:
    """A new facility."""
    if state is not None:
        return []
    told(command.name, code="name-missing", ja="施設の名前を入れてください。", field="name")
    happened(command.opened_on, today=command.today, field="opened_on")
    return [
        ShelterRegistered(
            opened_on=command.opened_on,
            kind=command.kind,
            name=command.name.strip(),
            operator=command.operator.strip(),
            telephone=command.telephone.strip(),
            address=command.address.strip(),
            citywide=command.citywide,
        )
    ]


def close_shelter(state: Place | None, command: CloseShelter) -> list[Event]:
    """Only after its rooms."""
    if state is None:
        raise Refused("no-such-shelter", "この施設はありません。")
    if state.closed is not None:
        return []
    if command.rooms_open:
        raise Refused("rooms-open", "使っている居室があります。先に居室を廃止してください。")
    happened(
        command.closed_on,
        today=command.today,
        field="closed_on",
        not_before=state.registered.opened_on,
        step="施設の登録",
    )
    return [ShelterClosed(closed_on=command.closed_on)]
