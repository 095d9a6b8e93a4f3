"""The housing stream of one case: every entry by number, what became of it, and whether it was taken back."""

from dataclasses import dataclass, replace

from events.contract.housing import (
    GoodsLent,
    GoodsReturned,
    HomeMovedInto,
    HomeSearched,
    HousingEntryVoided,
    TenancyHelped,
    ViewingArranged,
    ViewingHeld,
)
from events.contract.kind import Event

Recordable = HomeSearched | ViewingArranged | TenancyHelped | HomeMovedInto | GoodsLent


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """`result`: of a viewing that was held, or of a thing that came back."""

    fact: Recordable
    result: ViewingHeld | GoodsReturned | None = None
    voided: HousingEntryVoided | None = None

    @property
    def entry_no(self) -> int:
        """Counted within the case."""
        return self.fact.entry_no

    @property
    def waits(self) -> bool:
        """A viewing still to come, or a thing still out."""
        asks = isinstance(self.fact, ViewingArranged | GoodsLent)
        return asks and self.result is None and self.voided is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Entry number n stands at place n − 1."""

    noted: tuple[Noted, ...] = ()

    def entry(self, entry_no: int) -> Noted | None:
        """The entry with that number."""
        return self.noted[entry_no - 1] if 1 <= entry_no <= len(self.noted) else None

    def with_entry(self, entry_no: int, **changes: object) -> "Search":
        """The record with one entry changed; ValueError for a number never given."""
        found = self.entry(entry_no)
        if found is None:
            raise ValueError("a fact of an entry that was never recorded")
        new = replace(found, **changes)  # type: ignore[arg-type]
        return Search(noted=(*self.noted[: entry_no - 1], new, *self.noted[entry_no:]))


def evolve(state: Search | None, fact: Event) -> Search:
    """The record after one more fact."""
    before = state or Search()
    match fact:
        case HomeSearched() | ViewingArranged() | TenancyHelped() | HomeMovedInto() | GoodsLent():
            return Search(noted=(*before.noted, Noted(fact=fact)))
        case ViewingHeld(entry_no=number) | GoodsReturned(entry_no=number):
            return before.with_entry(number, result=fact)
        case HousingEntryVoided(entry_no=number):
            return before.with_entry(number, voided=fact)
    raise ValueError(f"{type(fact).__name__} is no fact of a search for a home")


def next_no(state: Search | None) -> int:
    """The number of the next entry."""
    return len(state.noted) + 1 if state else 1
