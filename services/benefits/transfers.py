"""The money of one grant: commitments, accounts, the orders of its months (orders.py)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from events.contract.benefits import (
    ExpenditureCommitted,
    OrderPassed,
    PaymentMade,
    PaymentOrdered,
)
from events.contract.benefits_transfers import (
    OrderBatched,
    OrderCancelled,
    OrderReissued,
    OrderReturned,
    OrderUnbatched,
    PayeeAccountChanged,
    PayeeAccountChecked,
    ReturnedTransferBooked,
    TransferReturned,
)
from events.contract.kind import Event
from events.contract.sealed import opened
from services.benefits.orders import (
    Account,
    Accounts,
    Order,
    Orders,
    account_after,
    advance,
    checked,
    placed,
)

PAYING: tuple[type[Event], ...] = (
    ExpenditureCommitted,
    PaymentOrdered,
    OrderPassed,
    PaymentMade,
    PayeeAccountChanged,
    PayeeAccountChecked,
    OrderReturned,
    OrderCancelled,
    OrderBatched,
    OrderUnbatched,
    TransferReturned,
    OrderReissued,
    ReturnedTransferBooked,
)
"""Facts of a grant's stream that this state folds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paying(Orders):
    """The orders by `YYYY-MM`, what they are paid from and where to."""

    commitments: tuple[ExpenditureCommitted, ...] = ()
    accounts: Accounts = ()

    @property
    def months(self) -> Mapping[str, Order]:
        """The months that stand ordered."""
        return self.standing

    @property
    def account(self) -> Account | None:
        """The last account stated, checked or not."""
        return self.accounts[-1] if self.accounts else None

    @property
    def checked_account(self) -> Account | None:
        """The account money may go to."""
        return checked(self.accounts)

    def committed_yen(self, fiscal_year: int) -> int:
        """Sum of the commitments of a year."""
        held = (c for c in self.commitments if c.fiscal_year == fiscal_year)
        return sum(opened(one.amount_yen, 0) for one in held)

    def ordered_yen(self, fiscal_year: int) -> int:
        """Sum of the orders that stand in a year."""
        return sum(one.yen for one in self.standing.values() if one.fiscal_year == fiscal_year)

    @property
    def years(self) -> tuple[int, ...]:
        """Fiscal years with a commitment, in order."""
        return tuple(sorted({one.fiscal_year for one in self.commitments}))


def evolve(state: Paying, fact: Event) -> Paying:
    """The state after `fact`."""
    match fact:
        case ExpenditureCommitted():
            return replace(state, commitments=(*state.commitments, fact))
        case PayeeAccountChanged() | PayeeAccountChecked():
            return replace(state, accounts=account_after(state.accounts, fact))
        case PaymentOrdered():
            order = Order(ordered=fact, fiscal_year=fact.fiscal_year, item=fact.item)
            return placed(state, fact.month, order)
    return advance(state, fact)
