"""`paid_money`: every payment and every 戻入 of its own, signed; one row per fact. What 国庫負担金 is summed from.

Rent, costs of a move and supplements alike; `payment_order` says of each stream and part what it is.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.column_types import Int, SmallInt
from events.bus.projection import Index, Projection
from events.contract.benefits import PaymentMade
from events.contract.benefits_moving import MovingPaid
from events.contract.benefits_one_off import OneOffReturnBooked
from events.contract.benefits_supplements import SupplementPaid
from events.contract.benefits_transfers import ReturnedTransferBooked
from events.contract.sealed import opened
from events.contract.transfer_codes import PaidMatter
from events.log.recorded import SOURCES, Recorded
from services.benefits.orders import part_of

Money = PaymentMade | MovingPaid | SupplementPaid | ReturnedTransferBooked | OneOffReturnBooked


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidMoney:
    """`yen` is negative for money that came back into the item of its year.

    `order_no` is empty where the fact has none (a supplement): `payment_order` knows it.
    """

    source: SmallInt
    position: int
    stream: UUID
    case_id: UUID
    area_id: Int
    area: str
    matter: PaidMatter
    part: str
    order_no: str
    fiscal_year: Int
    stated_on: date
    yen: int


def evolve(_: PaidMoney | None, recorded: Recorded) -> PaidMoney | None:
    """The row of one payment or one 戻入."""
    match recorded.fact:
        case PaymentMade() | MovingPaid() | SupplementPaid() as fact:
            return _row(recorded, fact, fact.paid_on, opened(fact.amount_yen, 0))
        case ReturnedTransferBooked() | OneOffReturnBooked() as fact:
            return _row(recorded, fact, fact.booked_on, -opened(fact.amount_yen, 0))
    return None


def _row(recorded: Recorded, fact: Money, day: date, yen: int) -> PaidMoney:
    return PaidMoney(
        source=SOURCES.get(recorded.source, 0),
        position=recorded.position,
        stream=recorded.stream,
        case_id=recorded.case,
        area_id=recorded.area_id,
        area=recorded.context.area,
        matter=_matter(fact),
        part=part_of(fact),
        order_no="" if isinstance(fact, SupplementPaid) else fact.order_no,
        fiscal_year=fact.fiscal_year,
        stated_on=day,
        yen=yen,
    )


def _matter(fact: Money) -> PaidMatter:
    match fact:
        case MovingPaid():
            return PaidMatter.MOVING
        case SupplementPaid():
            return PaidMatter.SUPPLEMENT
        case OneOffReturnBooked(matter=matter):
            return matter
    return PaidMatter.RENT


PAID_MONEY = Projection(
    "paid_money",
    2,
    PaidMoney,
    evolve,
    one_row_per="fact",
    reads=frozenset(
        {PaymentMade, MovingPaid, SupplementPaid, ReturnedTransferBooked, OneOffReturnBooked}
    ),
    indexes=(Index(("fiscal_year", "stated_on")), Index(("stream",))),
)
