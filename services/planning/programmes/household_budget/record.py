"""The budget records of one case: every entry by its number, and which ones were withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, TypeVar, cast, get_args

from events.contract import Event, kind_of
from events.contract.arrears_and_debts import (
    ArrearsCleared,
    ArrearsListed,
    DebtListed,
    DebtProcedureEnded,
    DebtProcedureStarted,
    InstalmentAgreed,
    InstalmentChecked,
    LegalConsultationBooked,
    LegalConsultationHeld,
    OwedBalanceStated,
)
from events.contract.cash_handling import CashCounted, CashCountersigned, CashHandled
from events.contract.household_budget import (
    BudgetEntryWithdrawn,
    BudgetPlanMade,
    BudgetSheetRecorded,
    BudgetWatched,
    CashFlowRecorded,
)
from events.contract.relief_and_loans import (
    LoanAskedFor,
    LoanDecided,
    LoanRepaymentStated,
    ReliefAppliedFor,
    ReliefDecided,
)

Entry = (
    BudgetSheetRecorded
    | CashFlowRecorded
    | BudgetWatched
    | BudgetPlanMade
    | BudgetEntryWithdrawn
    | CashHandled
    | CashCountersigned
    | CashCounted
    | ArrearsListed
    | DebtListed
    | OwedBalanceStated
    | InstalmentAgreed
    | InstalmentChecked
    | ArrearsCleared
    | LegalConsultationBooked
    | LegalConsultationHeld
    | DebtProcedureStarted
    | DebtProcedureEnded
    | ReliefAppliedFor
    | ReliefDecided
    | LoanAskedFor
    | LoanDecided
    | LoanRepaymentStated
)
KINDS: Final = get_args(Entry)
E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Budget:
    """Entry number n stands at place n − 1."""

    entries: tuple[Entry, ...] = ()
    withdrawn: frozenset[int] = frozenset()

    @property
    def next_no(self) -> int:
        """The number of the next entry."""
        return len(self.entries) + 1

    def all_of(self, kind: type[E]) -> tuple[E, ...]:
        """Every entry of a kind, withdrawn ones too, in the order of recording."""
        return tuple(entry for entry in self.entries if isinstance(entry, kind))

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """The entries of a kind that count."""
        kept = (e for e in self.entries if isinstance(e, kind) and self.counts(e.entry_no))
        return tuple(cast("E", entry) for entry in kept)

    def about(self, kind: type[E], number: int) -> tuple[E, ...]:
        """The entries of a kind that speak of entry `number`, and count."""
        return tuple(e for e in self.of(kind) if getattr(e, "of_no", 0) == number)

    def entry(self, number: int) -> Entry | None:
        """The entry of that number if it counts."""
        found = self.entries[number - 1] if 1 <= number <= len(self.entries) else None
        return found if found is not None and self.counts(number) else None

    def counts(self, number: int) -> bool:
        """Whether the entry was not withdrawn."""
        return number not in self.withdrawn

    def says(self, fact: Event) -> bool:
        """Whether an entry that counts says exactly this already, on the same day."""
        return any(_content(fact) == _content(e) for e in self.of(kind_of(fact).cls))


NOTHING_YET: Final = Budget()


def evolve(state: Budget | None, fact: Event) -> Budget:
    """The records after one more entry; ValueError for a fact of something else or a gap in the numbers."""
    before = state or NOTHING_YET
    if not isinstance(fact, KINDS):
        raise ValueError(  # noqa: TRY004 - every fold says so
            f"{type(fact).__name__} is no fact of the household budget"
        )
    entry = cast("Entry", fact)
    if entry.entry_no != before.next_no:
        raise ValueError("entry numbers are dense")
    gone = {entry.of_no} if isinstance(entry, BudgetEntryWithdrawn) else set[int]()
    return replace(before, entries=(*before.entries, entry), withdrawn=before.withdrawn.union(gone))


def until(budget: Budget, number: int) -> Budget:
    """The records as they stood when entry `number` had been made."""
    state: Budget | None = None
    for entry in budget.entries[:number]:
        state = evolve(state, entry)
    return state or NOTHING_YET


def new(budget: Budget, fact: Event, *more: Event) -> Sequence[Event]:
    """The facts, or none where the first of them was said already."""
    return [] if budget.says(fact) else [fact, *more]


def _content(fact: Event) -> list[Any]:
    told = [field.name for field in fields(cast("Any", fact)) if field.name != "entry_no"]
    return [getattr(fact, name) for name in told]
