"""The law of 住居確保給付金 told a second time, slowly and otherwise: day by day, month by month, yen by yen.

Nothing here is taken from the programme; figures of the law are written out again.
"""

from __future__ import annotations

from datetime import date, timedelta


def months_between(first: str, last: str) -> int:
    """How many steps of one month lead from the first to the last; negative backwards."""
    year, month = map(int, first.split("-"))
    steps = 0
    while (year, month) != tuple(map(int, last.split("-"))):
        forward = f"{year:04d}-{month:02d}" < last
        month += 1 if forward else -1
        steps += 1 if forward else -1
        if month == 13:
            year, month = year + 1, 1
        if month == 0:
            year, month = year - 1, 12
    return steps


def in_time(left: date, runs: list[int], arrived: date) -> bool:
    """Walks the days after leaving: two years, then the days of long runs, never a day of the fifth year."""
    if arrived < left:
        return False
    grace = 0
    if arrived >= date(2023, 4, 1):
        for run in runs:
            if run >= 30:
                grace += run
    day, spare = left, grace
    while day < arrived:
        day += timedelta(days=1)
        if day >= same_day(left, 4):
            return False
        if day >= same_day(left, 2):
            if spare == 0:
                return False
            spare -= 1
    return True


def same_day(day: date, years: int) -> date:
    """The anniversary; of 29 February, the day after the 28th where there is none."""
    if (day.month, day.day) == (2, 29) and (day.year + years) % 4:
        return date(day.year + years, 3, 1)
    return date(day.year + years, day.month, day.day)


def grant_months(first_application: date) -> int:
    """Nine, twelve for a first application of the fiscal year 2020."""
    return 12 if date(2020, 3, 31) < first_application < date(2021, 4, 1) else 9


def savings_limit(standard: int, *, third_of_2020: bool) -> int:
    """Adds S month by month until the ceiling stops it."""
    months, ceiling = (3, 500_000) if third_of_2020 else (6, 1_000_000)
    total = 0
    for _ in range(months):
        total = min(ceiling, total + standard)
    return total


def regrant(
    arrived: date,
    ground: str,
    own_fault: bool | None,
    last_paid: str,
    last_application: date | None,
) -> bool:
    """16条 as three separate laws, by the day of the application."""
    innocent = own_fault is not True
    if arrived < date(2023, 4, 1):
        return ground == "dismissal" and innocent
    if not innocent or ground not in {"dismissal", "business_closed", "work_reduced"}:
        return False
    waited = months_between(last_paid, f"{arrived:%Y-%m}") > 12
    if ground == "dismissal" and last_application is not None:
        return waited if last_application > date(2024, 3, 31) else True
    if ground == "dismissal" and last_paid < "2024-04":
        return True
    return waited


def special(arrived: date, *, had_one: bool) -> bool:
    """Twenty-six months of applications, once."""
    return not had_one and date(2021, 2, 1) <= arrived <= date(2023, 3, 31)


STEPS = (
    (1_619_000, 1_069_000),
    (1_620_000, 1_070_000),
    (1_622_000, 1_072_000),
    (1_624_000, 1_074_000),
)
QUARTERS = ((1_628_000, 24, 100_000), (1_800_000, 28, -80_000), (3_600_000, 32, -440_000))


def employment_income(salary: int, tax_year: int) -> int:
    """The table of the income tax law, line by line, for a whole thousand of yen below 6,600,000."""
    least, flat = (650_000, 1_900_000) if tax_year >= 2026 else (550_000, 1_619_000)
    found = max(salary - least, 0)
    if salary < flat:
        return found
    for first, level in STEPS:
        if salary >= first:
            found = level
    for first, tenths, plus in QUARTERS:
        if salary >= first:
            found = salary // 4000 * 1000 * tenths // 10 + plus
    return found


def standard_amount(limit: int, tax_year: int) -> tuple[int, int]:
    """Climbs by a thousand yen until the next salary earns too much."""
    salary = 0
    while employment_income(salary + 1000, tax_year) <= limit:
        salary += 1000
    month = 0
    while month * 12 < salary:
        month += 1000
    return salary, month
