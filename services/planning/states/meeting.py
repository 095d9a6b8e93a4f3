"""One 支援調整会議: when and where, its agenda, who came, and what became of every item."""

from dataclasses import dataclass, replace
from uuid import UUID

from events.contract import Event
from events.contract.meeting import (
    AgendaPurpose,
    ConferenceAttended,
    ConferenceConvened,
    ConferenceItemConcluded,
    ConferenceItemListed,
    ConferenceItemWithdrawn,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A case on the agenda."""

    listed: ConferenceItemListed
    withdrawn: ConferenceItemWithdrawn | None = None
    concluded: ConferenceItemConcluded | None = None

    @property
    def item_no(self) -> int:
        """Its number on the agenda."""
        return self.listed.item_no

    @property
    def purpose(self) -> AgendaPurpose:
        """Why it is there."""
        return self.listed.purpose

    @property
    def waits(self) -> bool:
        """Neither discussed nor taken off."""
        return self.withdrawn is None and self.concluded is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """Item number n stands at place n − 1."""

    convened: ConferenceConvened
    items: tuple[Item, ...] = ()
    attended: ConferenceAttended | None = None

    @property
    def agenda(self) -> tuple[Item, ...]:
        """The items that were not taken off."""
        return tuple(item for item in self.items if item.withdrawn is None)

    def item(self, item_no: int) -> Item | None:
        """The item of that number, None for a number that was never given."""
        return self.items[item_no - 1] if 1 <= item_no <= len(self.items) else None

    def listing(self, case: UUID) -> Item | None:
        """The item under which a case waits to be discussed."""
        return next((i for i in self.items if i.listed.case == case and i.waits), None)


def evolve(state: Meeting | None, fact: Event) -> Meeting:
    """The meeting after one more fact."""
    if isinstance(fact, ConferenceConvened):
        return replace(state, convened=fact) if state else Meeting(convened=fact)
    if state is None:
        raise ValueError(f"{type(fact).__name__} cannot be the first fact of a meeting")
    match fact:
        case ConferenceItemListed():
            return replace(state, items=(*state.items, Item(listed=fact)))
        case ConferenceItemWithdrawn(item_no=number):
            return _with_item(state, number, withdrawn=fact)
        case ConferenceItemConcluded(item_no=number):
            return _with_item(state, number, concluded=fact)
        case ConferenceAttended():
            return replace(state, attended=fact)
    raise ValueError(f"{type(fact).__name__} is no fact of a meeting")


def _with_item(state: Meeting, number: int, **changes: Event) -> Meeting:
    place = number - 1
    new = replace(state.items[place], **changes)  # type: ignore[arg-type]
    return replace(state, items=(*state.items[:place], new, *state.items[number:]))
