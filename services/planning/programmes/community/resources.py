"""社会資源台帳: resources taken in, changed, confirmed, closed."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.contract.community_codes import ResourceTheme, Vacancy
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.resource import (
    ResourceChanged,
    ResourceClosed,
    ResourceConfirmed,
    ResourceListed,
)
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.community.entry import (
    Entry,
    begun,
    counted,
    evolving,
    once,
    standing,
    started,
)

FRESH_DAYS: Final = 183
"""Half a year: an entry nobody confirmed for longer is shown as 要確認 (暫定)."""
WHOLE: Final = (
    "title",
    "theme",
    "wards",
    "offers",
    "opening",
    "capacity",
    "vacancy",
    "contact",
    "place",
)

evolve = evolving(
    ResourceListed, whole=ResourceChanged, later=[ResourceConfirmed], over=ResourceClosed
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListResource:
    """The whole entry; `known_wards` = codes of the city's wards that day."""

    today: date
    entry_id: UUID
    known_wards: frozenset[str]
    on: date
    title: str
    theme: ResourceTheme
    wards: tuple[str, ...] = ()
    offers: str = ""
    opening: str = ""
    capacity: int = 0
    vacancy: Vacancy = Vacancy.ASK
    contact: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmResource:
    """Asked, and still right."""

    today: date
    entry_id: UUID
    on: date
    vacancy: Vacancy
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseResource:
    """Nobody is sent there any more."""

    today: date
    entry_id: UUID
    on: date
    reason: str = ""


def list_resource(state: Entry | None, command: ListResource) -> list[Event]:
    """A new entry of the directory."""
    _sound(command)
    return begun(state, ResourceListed(listed_on=command.on, **_whole(command)))


def change_resource(state: Entry | None, command: ListResource) -> list[Event]:
    """The whole entry anew; nothing where nothing is new. To confirm it unchanged is another act."""
    now = standing(state).now
    _sound(command)
    made = ResourceChanged(changed_on=command.on, **_whole(command))
    same = all(getattr(now, field) == getattr(made, field) for field in WHOLE)
    return [] if same else [made]


def confirm_resource(state: Entry | None, command: ConfirmResource) -> list[Event]:
    """The day of the last look, and the room there was."""
    entry = standing(state)
    happened(command.on, today=command.today, field="on")
    note = Open(command.entry_id, command.note.strip())
    return once(
        entry, ResourceConfirmed(confirmed_on=command.on, vacancy=command.vacancy, note=note)
    )


def close_resource(state: Entry | None, command: CloseResource) -> list[Event]:
    """The end of an entry."""
    made = ResourceClosed(
        closed_on=command.on, reason=Open(command.entry_id, command.reason.strip())
    )
    if state is not None and state.over == made:
        return []
    standing(state)
    happened(command.on, today=command.today, field="on")
    told(command.reason, code="no-reason", ja="理由を入力してください。", field="reason")
    return [made]


def stale(confirmed_on: date, today: date) -> bool:
    """Whether nobody has looked for too long."""
    return (today - confirmed_on).days > FRESH_DAYS


def _whole(command: ListResource) -> dict[str, Any]:
    return {
        "title": command.title.strip(),
        "theme": command.theme,
        "wards": tuple(sorted(command.wards)),
        "offers": command.offers.strip(),
        "opening": command.opening.strip(),
        "capacity": command.capacity,
        "vacancy": command.vacancy,
        "contact": Open(command.entry_id, command.contact.strip()),
        "place": Open(command.entry_id, command.place.strip()),
    }


def _sound(command: ListResource) -> None:
    started(command.on, command.today, command.title)
    counted(command.capacity, "capacity", most=9_999)
    if not set(command.wards) <= command.known_wards:
        raise Refused("unknown-area", "区を一覧から選び直してください。", field="wards")
