"""転居費用補助 in the demo: an application with the adviser's finding, waiting for the proposal."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final
from uuid import UUID, uuid5

from deploy.simulation.life import Life
from deploy.simulation.sample_books import Book, More, ago
from deploy.simulation.step import Typed
from events.contract.benefits_moving import MovingCause, MovingCost
from events.contract.codes import Medium
from services.benefits import moving
from services.benefits.decisions import moving_applying

COSTS: Final = ((MovingCost.TRANSPORT_OF_GOODS, 48_000), (MovingCost.BROKER_FEE, 19_000))


def applied(today: date, *, found: bool) -> More:
    """A move to a smaller rent; `found`: the adviser has said that it is needed."""
    return lambda life: _applied(life, today, found=found)


def _applied(life: Life, today: date, *, found: bool) -> Iterator[Typed]:
    case, on = life.setting.case(life.ordinal), ago(today, 11)
    payees = payees_of(case)
    own = Book(stream=moving.moving_of(case, 1), evolve=moving.evolve, given={}, service="benefits")
    yield own.typed(
        on,
        moving_applying.apply_for_moving,
        moving_applying.ApplyForMoving,
        arrived_on=on,
        person=life.person,
        payees_person=payees,
        moving_no=1,
        medium=Medium.COUNTER,
        cause=MovingCause.LEFT_WORK,
        fell_in=(on - timedelta(days=70)).strftime("%Y-%m"),
        household_size=1,
        income_yen=78_000,
        savings_yen=40_000,
        rent_yen=52_000,
        destination="大阪市",
        costs=tuple(_cost(kind, yen) for kind, yen in COSTS),
    )
    if found:
        yield own.typed(
            ago(today, 5),
            moving_applying.find_budget,
            moving_applying.FindBudget,
            found_on=ago(today, 5),
            adviser=life.setting.acting("counsellor", ago(today, 5)).person,
            needed=True,
            rent_before_yen=52_000,
            rent_after_yen=38_000,
            others_before_yen=71_000,
            others_after_yen=68_000,
            note="家賃が下がれば、収入の範囲で暮らせる。",
        )


def payees_of(case: UUID) -> UUID:
    """The pseudonym of those who are paid for a case's move."""
    return uuid5(case, "moving payees/1")


def _cost(kind: MovingCost, yen: int) -> moving_applying.CostRow:
    return moving_applying.CostRow(
        kind=kind,
        cost_yen=yen,
        payee_name="見本運送 株式会社",
        payee_bank="見本銀行",
        payee_branch="本店",
        payee_account="普通 7654321",
    )
