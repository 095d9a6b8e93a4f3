"""The four published overpayments as histories: what the office then would have written, its wrong rule included.

Published are the persons, the sum and the years (benefits.md §9); incomes, rents and the spread over months are made
here, and the table is the sample city's. Amid the wrong grants stand right ones, and every sum is exact.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from events.contract.codes import AmountBranch
from events.testing.grant_histories import BASE, CAP, Case, Planted, written


@dataclass(frozen=True, slots=True)
class Incident:
    """`total_yen` over `persons`, as published; `cause` = the stored value of the cause a recheck must name."""

    name: str
    title: str
    cause: str
    persons: int
    total_yen: int
    make: Callable[[Random, int], Case]
    parts: int

    def planted(self, right: int = 150, seed: int = 1) -> list[Planted]:
        """The wrong grants and `right` right ones, mixed; the same for the same seed."""
        chance = Random(f"{self.name} {seed}")
        wrong = [
            self.make(chance, over)
            for over in spread(self.total_yen // self.parts, self.persons, chance)
        ]
        among = [*wrong, *(honest(chance) for _ in range(right))]
        chance.shuffle(among)
        return [written(case, f"{self.name}/{n}") for n, case in enumerate(among)]


def spread(total: int, persons: int, chance: Random) -> list[int]:
    """Yen a month for each, in hundreds but for the last, around the mean; the sum is exact."""
    mean = total // persons
    parts = [(mean + chance.randint(-mean // 20, mean // 20)) // 100 * 100 for _ in range(persons)]
    return [*parts[:-1], total - sum(parts[:-1])]


def not_deducted(chance: Random, over: int) -> Case:
    """四日市: income above S, of which only a part was taken off."""
    taken = chance.choice((1_000, 2_500, 5_000))
    return _partial(chance, date(2015, 4, 10), date(2020, 6, 10), over, taken)


def never_compared(chance: Random, over: int) -> Case:
    """佐世保: income above S, paid up to the cap as if it were below."""
    day = _day(chance, date(2017, 7, 5), date(2022, 1, 10))
    beyond = chance.choice((0, 5_000)) if day >= date(2020, 7, 1) else 0
    return Case(
        applied_on=day,
        size=1,
        rent=CAP[1] + beyond,
        income=BASE[1] + beyond + over,
        cap_used=CAP[1],
        monthly=CAP[1],
        branch=AmountBranch.FULL,
        months=3,
        wrong_months=3,
        over=over,
    )


def rent_as_cap(chance: Random, over: int) -> Case:
    """つくば: the actual rent stands where the cap belongs."""
    rent = CAP[1] + over
    return Case(
        applied_on=_day(chance, date(2020, 4, 10), date(2022, 10, 30)),
        size=1,
        rent=rent,
        income=chance.choice((0, 40_000, 84_000)),
        cap_used=rent,
        monthly=rent,
        branch=AmountBranch.FULL,
        months=5,
        wrong_months=5,
        over=over,
    )


def twelve_months(chance: Random, over: int) -> Case:
    """平塚: the twelve months of those who first applied in FY2020, for somebody who applied later."""
    return Case(
        applied_on=_day(chance, date(2021, 4, 5), date(2022, 2, 20)),
        size=2,
        rent=over,
        income=chance.choice((60_000, 130_000)),
        cap_used=CAP[2],
        monthly=over,
        branch=AmountBranch.FULL,
        months=12,
        wrong_months=3,
        over=over,
    )


def honest(chance: Random) -> Case:
    """A right grant of any kind: full, partly paid by either formula, twelve months applied for in FY2020."""
    size = chance.choice((1, 1, 2, 3))
    day = _day(chance, date(2015, 4, 10), date(2025, 6, 1))
    beyond = chance.choice((-5_000, 0, 7_000))
    above = chance.choice((0, 0, 1, 12_300, 25_000))
    early = day < date(2020, 7, 1)
    if early and above:
        day, beyond = min(day, date(2020, 3, 20)), min(beyond, 0)
    covid = date(2020, 4, 1) <= day <= date(2021, 3, 31)
    rent = CAP[size] + beyond
    income = BASE[size] + above if above else chance.choice((0, BASE[size] - 1, BASE[size]))
    if not above:
        monthly, branch = min(rent, CAP[size]), AmountBranch.FULL
    elif early:
        monthly = BASE[size] + min(rent, CAP[size]) - income
        branch = AmountBranch.PARTIAL_UNTIL_2020_06
    else:
        monthly, branch = min(BASE[size] + rent - income, CAP[size]), AmountBranch.PARTIAL
    return Case(
        applied_on=day,
        size=size,
        rent=rent,
        income=income,
        cap_used=CAP[size],
        monthly=monthly,
        branch=branch,
        months=chance.choice((3, 12)) if covid and not above else 3,
        wrong_months=0,
        over=0,
    )


INCIDENTS: Final = (
    Incident("yokkaichi", "四日市市", "income_not_deducted", 65, 3_321_600, not_deducted, 3),
    Incident("sasebo", "佐世保市", "income_not_compared", 63, 3_174_900, never_compared, 3),
    Incident("tsukuba", "つくば市", "rent_as_cap", 5, 310_000, rent_as_cap, 5),
    Incident("hiratsuka", "平塚市", "covid_twelve", 11, 1_362_600, twelve_months, 3),
)
"""`parts` = months of each grant that are wrong."""


def _partial(chance: Random, since: date, until: date, over: int, taken: int) -> Case:
    return Case(
        applied_on=_day(chance, since, until),
        size=1,
        rent=CAP[1],
        income=BASE[1] + taken + over,
        cap_used=CAP[1],
        monthly=CAP[1] - taken,
        branch=AmountBranch.PARTIAL_UNTIL_2020_06,
        months=3,
        wrong_months=3,
        over=over,
    )


def _day(chance: Random, since: date, until: date) -> date:
    return since + timedelta(days=chance.randrange((until - since).days + 1))
