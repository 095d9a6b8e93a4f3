"""転居費用補助 (法3条3項2号, from 2025-04-01): what may be paid, up to three times the cap of the DESTINATION."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from services.benefits.programmes import dated
from services.benefits.programmes.calendar_month import month_of, plus
from services.benefits.programmes.housing_security.values import VALUES

COSTS: Final = dated.load(Path(__file__).with_name("moving_costs.toml"))


class Cost(StrEnum):
    """Kinds of cost of a move."""

    TRANSPORT_OF_GOODS = "transport_of_goods"
    KEY_MONEY = "key_money"
    BROKER_FEE = "broker_fee"
    GUARANTEE_FEE = "guarantee_fee"
    HOME_INSURANCE = "home_insurance"
    RESTORATION = "restoration"
    LOCK_CHANGE = "lock_change"
    DEPOSIT = "deposit"
    ADVANCE_RENT = "advance_rent"
    FURNITURE = "furniture"
    EQUIPMENT = "equipment"

    @property
    def ja(self) -> str:
        """As a form and a sentence name it."""
        return JA[self]


JA: Final = {
    Cost.TRANSPORT_OF_GOODS: "家財の運搬",
    Cost.KEY_MONEY: "礼金",
    Cost.BROKER_FEE: "仲介手数料",
    Cost.GUARANTEE_FEE: "家賃債務保証料",
    Cost.HOME_INSURANCE: "住宅保険料",
    Cost.RESTORATION: "原状回復",
    Cost.LOCK_CHANGE: "鍵の交換",
    Cost.DEPOSIT: "敷金",
    Cost.ADVANCE_RENT: "前家賃",
    Cost.FURNITURE: "家具",
    Cost.EQUIPMENT: "設備・家電",
}
NEW_HOME: Final = (
    Cost.KEY_MONEY,
    Cost.BROKER_FEE,
    Cost.GUARANTEE_FEE,
    Cost.HOME_INSURANCE,
    Cost.LOCK_CHANGE,
)
"""Paid first where the limit does not reach (立川市)."""


@dataclass(frozen=True, slots=True)
class Moving:
    """`eligible` of what was named, `paid` per kind up to the limit, `excluded` kinds. Yen."""

    eligible_yen: int
    limit_yen: int
    paid: Mapping[Cost, int]
    excluded: tuple[Cost, ...]

    @property
    def total_yen(self) -> int:
        """What is paid to the payees."""
        return sum(self.paid.values())


def in_force(on: date) -> bool:
    """Whether the subsidy exists on the day of the application."""
    return VALUES.entry("moving_caps", on) is not None


def limit(destination_cap_yen: int, on: date) -> int:
    """Three times the destination's rent cap for the household size. LookupError before 2025-04-01."""
    return destination_cap_yen * VALUES.on("moving_caps", on)


def moving(costs: Mapping[Cost, int], destination_cap_yen: int, on: date) -> Moving:
    """The actual cost of what is covered, the new home's first, until the limit is used up."""
    covered = {kind: yen for kind, yen in costs.items() if COSTS.on(kind.value, on)}
    left = most = limit(destination_cap_yen, on)
    paid = {}
    for kind in sorted(covered, key=_order):
        paid[kind] = min(covered[kind], left)
        left -= paid[kind]
    excluded = tuple(kind for kind in costs if kind not in covered)
    return Moving(sum(covered.values()), most, paid, excluded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What the budget service looks at: housing and all other costs a month, before and after the move."""

    rent_before_yen: int
    rent_after_yen: int
    others_before_yen: int
    others_after_yen: int

    @property
    def eased(self) -> bool:
        """(a) the rent falls and all spending with it, or (b) it rises but the other costs fall by more."""
        before = self.rent_before_yen + self.others_before_yen
        return self.rent_after_yen + self.others_after_yen < before


def in_time(fell_in: str, arrived_on: date) -> bool:
    """Within two years of the month in which the income fell."""
    months = 12 * VALUES.on("moving_cause_years", arrived_on)
    return fell_in <= month_of(arrived_on) <= plus(fell_in, months)


def earliest_again(last_paid_month: str, on: date) -> str:
    """The first month in which it may be had again: a year after the month following the end."""
    return plus(last_paid_month, VALUES.on("moving_regrant_months_after_last", on))


def _order(kind: Cost) -> tuple[bool, int]:
    return kind not in NEW_HOME, list(Cost).index(kind)
