"""What an entry is about, as it stands now: a creditor with today's balance instead of the one first listed."""

from events.contract import Open, opened
from events.contract.arrears_and_debts import ArrearsListed, DebtListed
from events.host.filters import yen
from services.planning.programmes.household_budget import owed
from services.planning.programmes.household_budget.record import Budget, Entry
from services.planning.screens.budget_words import joined, words


def about(budget: Budget, entry: Entry) -> str:
    """One line; the amount only where it may be read."""
    if not isinstance(entry, ArrearsListed | DebtListed):
        return words(entry)
    every: list[owed.Arrears | owed.Debt] = [*owed.arrears(budget), *owed.debts(budget)]
    left = next((one.balance for one in every if one.listed.entry_no == entry.entry_no), None)
    kind = entry.kind.value.ja if isinstance(entry.kind, Open) else ""
    standing = "" if left is None else f"いまの残高 {yen(left)}"
    return joined(kind, opened(entry.creditor, ""), standing)
