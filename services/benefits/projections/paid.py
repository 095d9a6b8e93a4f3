"""`paid_money`: every payment and every 戻入 of its own, signed; one row per fact. What 国庫負担金 is summed from."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.column_types import Int, SmallInt
from events.bus.projection import Index, Projection
from events.contract.benefits import PaymentMade
from events.contract.benefits_transfers import ReturnedTransferBooked
from events.contract.sealed import opened
from events.log.recorded import SOURCES, Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidMoney:
    """`yen` is negative for money that came back into the item of its year."""

    source: SmallInt
    position: int
    stream: UUID
    case_id: UUID
    grant_no: Int
    area_id: Int
    area: str
    month: str
    order_no: str
    fiscal_year: Int
    stated_on: date
    yen: int


def evolve(_: PaidMoney | None, recorded: Recorded) -> PaidMoney | None:
    """The row of one payment or one 戻入."""
    match recorded.fact:
        case PaymentMade(paid_on=day) as fact:
            return _row(recorded, fact, day, opened(fact.amount_yen, 0))
        case ReturnedTransferBooked(booked_on=day) as fact:
            return _row(recorded, fact, day, -opened(fact.amount_yen, 0))
    return None


def _row(
    recorded: Recorded, fact: PaymentMade | ReturnedTransferBooked, day: date, yen: int
) -> PaidMoney:
    return PaidMoney(
        source=SOURCES.get(recorded.source, 0),
        position=recorded.position,
        stream=recorded.stream,
        case_id=recorded.case,
        grant_no=fact.grant_no,
        area_id=recorded.area_id,
        area=recorded.context.area,
        month=fact.month,
        order_no=fact.order_no,
        fiscal_year=fact.fiscal_year,
        stated_on=day,
        yen=yen,
    )


PAID_MONEY = Projection(
    "paid_money",
    1,
    PaidMoney,
    evolve,
    one_row_per="fact",
    reads=frozenset({PaymentMade, ReturnedTransferBooked}),
    indexes=(Index(("fiscal_year", "stated_on")), Index(("stream",))),
)
