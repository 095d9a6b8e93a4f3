"""The money of one grant: commitments, accounts, orders and payments by month, transfers that came back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

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
class Month:
    """One month of a grant: ordered, passed by the 会計管理者, in a batch, paid or come back."""

    ordered: PaymentOrdered
    reissued: OrderReissued | None = None
    passed: OrderPassed | None = None
    batched: OrderBatched | None = None
    paid: PaymentMade | None = None
    returned: TransferReturned | None = None

    @property
    def issue(self) -> int:
        """For the how-manieth time the order stands."""
        return self.reissued.issue if self.reissued else 1

    @property
    def orderers(self) -> frozenset[UUID]:
        """Everybody who gave this order."""
        again = {self.reissued.orderer} if self.reissued else set()
        return frozenset({self.ordered.orderer} | again)

    @property
    def yen(self) -> int:
        """What was ordered; 0 where it may not be read."""
        return opened(self.ordered.amount_yen, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account of the payee, and who compared it with the paper."""

    stated: PayeeAccountChanged
    checked: PayeeAccountChecked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A payment that came back, and the 戻入 of its money."""

    payment: PaymentMade
    returned: TransferReturned
    item: str
    booked: ReturnedTransferBooked | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paying:
    """`months` by `YYYY-MM`; a month whose order was sent back or cancelled is not in it."""

    commitments: tuple[ExpenditureCommitted, ...] = ()
    accounts: tuple[Account, ...] = ()
    months: Mapping[str, Month] = field(default_factory=dict)
    sent_back: Mapping[str, OrderReturned] = field(default_factory=dict)
    cancelled: Mapping[str, OrderCancelled] = field(default_factory=dict)
    undone: tuple[Undone, ...] = ()

    @property
    def account(self) -> Account | None:
        """The last account stated, checked or not."""
        return self.accounts[-1] if self.accounts else None

    @property
    def checked_account(self) -> Account | None:
        """The account money may go to: the last one, if it was checked."""
        last = self.account
        return last if last and last.checked else None

    def committed_yen(self, fiscal_year: int) -> int:
        """Sum of the commitments of a year."""
        held = (c for c in self.commitments if c.fiscal_year == fiscal_year)
        return sum(opened(one.amount_yen, 0) for one in held)

    def ordered_yen(self, fiscal_year: int) -> int:
        """Sum of the orders that stand in a year."""
        return sum(
            month.yen for month in self.months.values() if month.ordered.fiscal_year == fiscal_year
        )

    @property
    def years(self) -> tuple[int, ...]:
        """Fiscal years with a commitment, in order."""
        return tuple(sorted({one.fiscal_year for one in self.commitments}))


def evolve(state: Paying, fact: Event) -> Paying:  # noqa: PLR0911 - one arm per fact
    """The state after `fact`."""
    match fact:
        case ExpenditureCommitted():
            return replace(state, commitments=(*state.commitments, fact))
        case PayeeAccountChanged():
            return replace(state, accounts=(*state.accounts, Account(stated=fact)))
        case PayeeAccountChecked():
            *before, last = state.accounts
            return replace(state, accounts=(*before, replace(last, checked=fact)))
        case PaymentOrdered():
            return _month(state, fact.month, Month(ordered=fact))
        case OrderReturned():
            sent_back = {**state.sent_back, fact.month: fact}
            return replace(_month(state, fact.month, None), sent_back=sent_back)
        case OrderCancelled():
            cancelled = {**state.cancelled, fact.month: fact}
            return replace(_month(state, fact.month, None), cancelled=cancelled)
        case ReturnedTransferBooked():
            return replace(state, undone=_booked(state.undone, fact))
    return _of_order(state, fact)


def _of_order(state: Paying, fact: Event) -> Paying:
    match fact:
        case OrderPassed():
            return _month(state, fact.month, replace(state.months[fact.month], passed=fact))
        case OrderBatched():
            return _month(state, fact.month, replace(state.months[fact.month], batched=fact))
        case OrderUnbatched():
            return _month(state, fact.month, replace(state.months[fact.month], batched=None))
        case PaymentMade():
            return _month(state, fact.month, replace(state.months[fact.month], paid=fact))
        case OrderReissued():
            held = state.months[fact.month]
            return _month(state, fact.month, Month(ordered=held.ordered, reissued=fact))
        case TransferReturned():
            held = state.months[fact.month]
            back = replace(held, passed=None, batched=None, paid=None, returned=fact)
            undone = state.undone
            if held.paid is not None:
                gone = Undone(payment=held.paid, returned=fact, item=held.ordered.item)
                undone = (*undone, gone)
            return replace(_month(state, fact.month, back), undone=undone)
    raise ValueError(f"{type(fact).__name__} is no fact of a grant's money")


def _booked(undone: tuple[Undone, ...], fact: ReturnedTransferBooked) -> tuple[Undone, ...]:
    """The earliest return of that order that waits; an order issued again may come back a second time."""
    for place, one in enumerate(undone):
        same = (one.payment.month, one.payment.order_no) == (fact.month, fact.order_no)
        if same and one.booked is None:
            return (*undone[:place], replace(one, booked=fact), *undone[place + 1 :])
    return undone


def _month(state: Paying, month: str, held: Month | None) -> Paying:
    months = {key: value for key, value in state.months.items() if key != month}
    return replace(state, months=months | ({month: held} if held else {}))
