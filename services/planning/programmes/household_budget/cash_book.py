"""The cash book as it reads: line by line in the order of days, with what is left in our keeping."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from events.contract import opened
from events.contract.budget_codes import CashAct, KeptThing
from events.contract.cash_handling import CashCounted, CashCountersigned, CashHandled
from services.planning.programmes.household_budget.record import Budget

SIGN = {CashAct.CASH_RECEIVED: 1, CashAct.PAID_OUT: -1, CashAct.CASH_RETURNED: -1}
CASH = frozenset(SIGN)


@dataclass(frozen=True, slots=True)
class CashLine:
    """`moved` and `balance` in yen, None where the reader may not know them; a withdrawn line moves nothing."""

    fact: CashHandled
    moved: int | None
    balance: int | None
    second: CashCountersigned | None
    counts: bool

    @property
    def act(self) -> CashAct | None:
        """What was done, where it may be read."""
        return opened(self.fact.act, None)

    @property
    def waits(self) -> bool:
        """Whether the second signature is still missing."""
        return self.counts and self.fact.second_needed and self.second is None


def cash_book(budget: Budget) -> list[CashLine]:
    """By day, on one day in the order of recording."""
    lines: list[CashLine] = []
    balance: int | None = 0
    for fact in in_order(budget.all_of(CashHandled)):
        counts = budget.counts(fact.entry_no)
        moved = movement(fact)
        if counts:
            balance = None if balance is None or moved is None else balance + moved
        second = next(iter(budget.about(CashCountersigned, fact.entry_no)), None)
        lines.append(CashLine(fact, moved, balance, second, counts))
    return lines


def in_order(handled: Sequence[CashHandled]) -> list[CashHandled]:
    """The order of the book."""
    return sorted(handled, key=lambda fact: (fact.handled_on, fact.entry_no))


def movement(fact: CashHandled) -> int | None:
    """By how much the line moves the balance; None where it may not be read."""
    act, amount = opened(fact.act, None), opened(fact.amount_yen, None)
    return None if act is None or amount is None else SIGN.get(act, 0) * amount


def balance(handled: Sequence[CashHandled]) -> int:
    """What these lines leave in the safe."""
    return sum(movement(fact) or 0 for fact in handled)


def lowest(handled: Sequence[CashHandled]) -> int:
    """The lowest the balance ever stood; 0 before the first line."""
    reached, least = 0, 0
    for fact in in_order(handled):
        reached += movement(fact) or 0
        least = min(least, reached)
    return least


def things(handled: Sequence[CashHandled]) -> Counter[KeptThing]:
    """How many of each thing are in our keeping, in the order of the list."""
    kept: Counter[KeptThing] = Counter()
    for fact in handled:
        thing, act = opened(fact.thing, None), opened(fact.act, None)
        if thing is not None and act in (CashAct.THING_RECEIVED, CashAct.THING_RETURNED):
            kept[thing] += 1 if act is CashAct.THING_RECEIVED else -1
    return kept


def fewest(handled: Sequence[CashHandled]) -> int:
    """The lowest number that was ever kept of any thing; below 0 = more given back than received."""
    ordered = in_order(handled)
    counts = (things(ordered[: place + 1]).values() for place in range(len(ordered)))
    return min((number for values in counts for number in values), default=0)


def holds(handled: Sequence[CashHandled]) -> bool:
    """Whether anything of the person is left in our keeping."""
    return balance(handled) != 0 or any(things(handled).values())


def last_count(budget: Budget) -> CashCounted | None:
    """The latest count that stands."""
    return next(iter(budget.of(CashCounted)[::-1]), None)
