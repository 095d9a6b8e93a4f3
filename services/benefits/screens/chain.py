"""One payment as a chain: application, evidence, decision, commitment, order, review, batch, bank result."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from events.contract import Event, kind_of, wareki
from events.contract.benefits import (
    ApplicationCorrected,
    ApplicationSubmitted,
    ExpenditureCommitted,
    GrantDecided,
    GrantDrafted,
    GrantReviewed,
)
from events.contract.benefits_moving import (
    MovingApplied,
    MovingBudgetFound,
    MovingCommitted,
    MovingCorrected,
    MovingDecided,
    MovingDrafted,
    MovingReviewed,
)
from events.contract.benefits_one_off import OneOffBatched, OneOffUnbatched
from events.contract.benefits_recheck import PaymentCorrected
from events.contract.benefits_supplements import (
    SupplementDecided,
    SupplementOpened,
    SupplementOrdered,
    SupplementPaid,
    SupplementPassed,
)
from events.contract.benefits_transfers import (
    OrderBatched,
    OrderUnbatched,
    PayeeAccountChanged,
    PayeeAccountChecked,
)
from events.contract.transfer_codes import PaidMatter
from events.log.recorded import Recorded
from services.benefits.orders import ONE_OFF, part_of
from services.benefits.screens.claim_timeline import words
from services.benefits.screens.order_place import OrderPlace
from services.benefits.screens.paying_desk import sees_batches
from services.benefits.screens.timeline import capacity
from services.benefits.screens.timeline import words as grant_words

OF_ALL: Final[tuple[type[Event], ...]] = (
    ApplicationSubmitted,
    ApplicationCorrected,
    GrantDrafted,
    GrantReviewed,
    GrantDecided,
    ExpenditureCommitted,
    PayeeAccountChanged,
    PayeeAccountChecked,
    MovingApplied,
    MovingCorrected,
    MovingBudgetFound,
    MovingDrafted,
    MovingReviewed,
    MovingDecided,
    MovingCommitted,
)
"""Facts that every payment of a grant or a move rests on."""
OF_SUPPLEMENT: Final[tuple[type[Event], ...]] = (
    PaymentCorrected,
    SupplementOpened,
    SupplementDecided,
    SupplementOrdered,
    SupplementPassed,
    SupplementPaid,
    *ONE_OFF,
)
"""Facts of a supplement, which is one sum, and the corrections it comes from."""


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


def chain(order: OrderPlace) -> list[Link]:
    """The facts that led to this money, in the order of their recording."""
    return [_link(order, one, at) for one, at in _concerning(order)]


def _concerning(order: OrderPlace) -> Iterator[tuple[Recorded, str]]:
    whole = order.matter is PaidMatter.SUPPLEMENT
    for one, at in order.recorded:
        kind = kind_of(one.fact).cls
        if kind in OF_ALL or (whole and kind in OF_SUPPLEMENT):
            yield one, at
        elif not whole and part_of(one.fact) == order.part:
            yield one, at  # the order itself, and the evidence of the month's duties


def _link(order: OrderPlace, one: Recorded, at: str) -> Link:
    kind, desk = kind_of(one.fact), order.file.desk
    href = f"{at}#record-{one.version}"
    match one.fact:
        case (
            OrderBatched(batch=batch)
            | OrderUnbatched(batch=batch)
            | OneOffBatched(batch=batch)
            | OneOffUnbatched(batch=batch)
        ) if sees_batches(desk):
            href = f"{desk.root}/batches/{batch}"
    text = grant_words(one.fact) or words(one.fact)
    on = wareki.short(one.occurred_on)
    return Link(kind.ja, kind.basis, on, capacity(desk, one), text, href, one.leaf[:16])
