"""The state of one batch of transfers: what is in it, who proposed and released it, what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from hashlib import sha256
from uuid import UUID, uuid5

from events.contract.benefits import PaymentMade
from events.contract.benefits_moving import MovingPaid
from events.contract.benefits_one_off import (
    OneOffBatched,
    OneOffTransferReturned,
    OneOffUnbatched,
)
from events.contract.benefits_supplements import SupplementPaid
from events.contract.benefits_transfers import (
    BatchFilled,
    BatchHandedOver,
    BatchLine,
    BatchOpened,
    BatchProposed,
    BatchReleased,
    BatchResultRead,
    BatchWithdrawn,
    OrderBatched,
    OrderUnbatched,
    TransferReturned,
)
from events.contract.kind import Event
from services.benefits.orders import part_of

SPACE = UUID("6f0a4a52-6a0c-5c1e-9a5e-7d0f3b1c2e10")
"""Root of the names of batches; a city is named by its area code under it."""


class BatchStage(Enum):
    """Where a batch stands; the value is what people read."""

    OPEN = "作成中"
    PROPOSED = "承認待ち"
    RELEASED = "承認済み"
    HANDED_OVER = "結果待ち"
    SETTLED = "結果取込み済み"
    WITHDRAWN = "取りやめ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """`lines` in the order in which they came in."""

    opened: BatchOpened
    stage: BatchStage = BatchStage.OPEN
    lines: tuple[BatchLine, ...] = ()
    proposed: BatchProposed | None = None
    released: BatchReleased | None = None
    handed: BatchHandedOver | None = None
    results: tuple[BatchResultRead, ...] = ()
    withdrawn: BatchWithdrawn | None = None

    @property
    def answered(self) -> int:
        """Orders of which the bank has said something."""
        return sum(one.paid + one.returned for one in self.results)


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLine:
    """One order as it would leave: `account` = leaf (hex) of the record that states where to."""

    line: BatchLine
    yen: int
    account: str


def evolve(state: Batch | None, fact: Event) -> Batch:  # noqa: PLR0911 - one arm per fact
    """The state after `fact`."""
    match state, fact:
        case None, BatchOpened():
            return Batch(opened=fact)
        case Batch(), BatchFilled():
            lines = (*state.lines, *fact.lines)
            return replace(state, lines=lines, proposed=None, stage=BatchStage.OPEN)
        case Batch(), BatchProposed():
            return replace(state, proposed=fact, stage=BatchStage.PROPOSED)
        case Batch(), BatchReleased():
            return replace(state, released=fact, stage=BatchStage.RELEASED)
        case Batch(), BatchHandedOver():
            return replace(state, handed=fact, stage=BatchStage.HANDED_OVER)
        case Batch(), BatchResultRead():
            read = replace(state, results=(*state.results, fact))
            done = read.answered >= len(state.lines)
            return replace(read, stage=BatchStage.SETTLED if done else BatchStage.HANDED_OVER)
        case Batch(), BatchWithdrawn():
            return replace(state, withdrawn=fact, stage=BatchStage.WITHDRAWN)
    raise ValueError(f"{type(fact).__name__} cannot follow {type(state).__name__}")


def paid_by(batch: UUID, part: str, facts: Iterable[Event]) -> bool | None:
    """Whether that batch paid this part of a payer (True) or it came back unpaid; None where nothing was told."""
    told, inside = None, False
    for fact in facts:
        match fact:
            case OrderBatched() | OneOffBatched() if part_of(fact) == part:
                inside = fact.batch == batch
            case OrderUnbatched() | OneOffUnbatched() if part_of(fact) == part:
                inside = False
            case PaymentMade() | MovingPaid() | SupplementPaid() if part_of(fact) == part:
                told = True if inside else told
            case TransferReturned() | OneOffTransferReturned() if part_of(fact) == part:
                told = False if inside and told is None else told
                inside = False
    return told


def stream_of(city: str, number: str) -> UUID:
    """The stream of a city's batch of that number; also its case, for it belongs to no person."""
    return uuid5(uuid5(SPACE, city), f"housing_security/batch/{number}")


def contents_hash(lines: Iterable[PayLine]) -> str:
    """SHA-256 (hex) over every line in a fixed order: what the second person approves."""
    texts = (
        f"{one.line.stream}|{one.line.part}|{one.line.order_no}|{one.line.issue}|{one.yen}|{one.account}"
        for one in lines
    )
    return sha256("\n".join(sorted(texts)).encode()).hexdigest()
