"""One month's payment as a chain: application, evidence, decision, commitment, order, review, batch, bank result."""

from collections.abc import Iterator
from dataclasses import dataclass

from events.contract import Event, kind_of, wareki
from events.contract.benefits import (
    ApplicationCorrected,
    ApplicationSubmitted,
    ExpenditureCommitted,
    GrantDecided,
    GrantDrafted,
    GrantReviewed,
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
from events.log.recorded import Recorded
from services.benefits.screens.grant_file import GrantFile
from services.benefits.screens.timeline import capacity, words

OF_GRANT: tuple[type[Event], ...] = (
    ApplicationSubmitted,
    ApplicationCorrected,
    GrantDrafted,
    GrantReviewed,
    GrantDecided,
    ExpenditureCommitted,
    PayeeAccountChanged,
    PayeeAccountChecked,
)
OF_MONTH: tuple[type[Event], ...] = (
    PaymentOrdered,
    OrderPassed,
    OrderReturned,
    OrderCancelled,
    OrderBatched,
    OrderUnbatched,
    PaymentMade,
    TransferReturned,
    OrderReissued,
    ReturnedTransferBooked,
)


@dataclass(frozen=True, slots=True)
class Link:
    """One fact of the chain. `href` leads to where it stands; `leaf` is its check value."""

    title: str
    basis: str
    on: str
    who: str
    text: str
    href: str
    leaf: str


def chain(file: GrantFile, month: str) -> list[Link]:
    """The facts that led to this month's money, in the order of their recording."""
    return [_link(file, one) for one in _concerning(file, month)]


def _concerning(file: GrantFile, month: str) -> Iterator[Recorded]:
    for one in file.recorded:
        kind = kind_of(one.fact).cls
        if kind in OF_GRANT or (kind in OF_MONTH and getattr(one.fact, "month", "") == month):
            yield one
        elif kind not in OF_MONTH and getattr(one.fact, "month", "") == month:
            yield one  # what others keep of the month: the evidence of its duties


def _link(file: GrantFile, one: Recorded) -> Link:
    kind = kind_of(one.fact)
    href = f"{file.at()}#record-{one.version}"
    match one.fact:
        case OrderBatched(batch=batch) | OrderUnbatched(batch=batch):
            href = f"{file.desk.root}/batches/{batch}"
    text = words(one.fact)
    on = wareki.short(one.occurred_on)
    return Link(kind.ja, kind.basis, on, capacity(file.desk, one), text, href, one.leaf[:16])
