"""Months of a grant (施行規則12条): three, twice extended, nine in all; interruption, return, first and last month.

Months count per GRANT, over wards and offices and with the months after a resumption, never per person.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from services.benefits.programmes.calendar_month import first_day_of, month_of, plus
from services.benefits.programmes.housing_security.stage import EXTENSIONS, Stage
from services.benefits.programmes.housing_security.time_limit import anniversary
from services.benefits.programmes.housing_security.values import VALUES

FISCAL_YEAR_MONTH = 4


@dataclass(frozen=True, slots=True)
class Extension:
    """Whether the period allows another extension, and of how many months. `reason` is a code where it does not."""

    allowed: bool
    months: int
    remaining: int
    reason: str = ""


def months_at_most(
    first_application_on: date, stage: Stage = Stage.FIRST, extensions: int | None = None
) -> int:
    """Months of one grant: 9; 12 where the FIRST application fell in FY2020, which a re-grant is never (附則; 12条);
    3 for the special re-grant.

    `extensions`: how often a regular re-grant may be extended where the city says so (`regrant_max_extensions`).
    """
    if stage is Stage.REGRANT_COVID_SPECIAL:
        return special_months(first_application_on)
    longest = VALUES.on("grant_months_at_most", first_application_on)
    if stage is not Stage.REGRANT:
        return longest
    longest = min(longest, _ordinary_months(first_application_on))
    if extensions is None:
        return longest
    return min(longest, _first_months(first_application_on) * (1 + extensions))


def special_months(on: date) -> int:
    """Months of the special re-grant; the value of its last day where asked outside its time."""
    entry = VALUES.entry("special_regrant_months", on)
    return entry.value if entry else VALUES.entries["special_regrant_months"][-1].value


def months_left(at_most: int, paid: int) -> int:
    """Months that may still be paid of a grant."""
    return max(at_most - paid, 0)


def extension(stage: Stage, *, first_application_on: date, asked_on: date, paid: int) -> Extension:
    """The test of the period alone; income and assets are tested again beside it."""
    at_most = months_at_most(first_application_on)
    left = months_left(at_most, paid)
    usual = VALUES.on("extension_months", asked_on)
    if stage is Stage.EXTENSION_3_COVID:
        if at_most <= _ordinary_months(asked_on):
            return Extension(False, 0, left, "third_extension_only_first_applications_fy2020")
        if VALUES.entry("third_extension_accepted", asked_on) is None:
            return Extension(False, 0, left, "third_extension_from_2021_01")
    elif stage not in EXTENSIONS:
        raise ValueError(f"{stage} extends nothing")
    else:
        left = months_left(min(at_most, _ordinary_months(asked_on)), paid)
    if not left:
        return Extension(False, 0, 0, "max_months_reached")
    return Extension(True, min(usual, left), left)


def extension_due(last_paid_month: str) -> date:
    """The last day on which an extension may be applied for: the end of the last paid month, without a gap."""
    return first_day_of(plus(last_paid_month, 1)) - timedelta(days=1)


def savings_rule(stage: Stage, on: date) -> tuple[int, int]:
    """(months of S, ceiling in yen) of the asset limit: 3 and 500,000 in the third extension, else 6 and 1,000,000."""
    third = VALUES.entry("third_extension_savings_months", on)
    ceiling = VALUES.entry("third_extension_savings_ceiling_yen", on)
    if stage is Stage.EXTENSION_3_COVID and third and ceiling:
        return third.value, ceiling.value
    return VALUES.on("savings_limit_months", on), VALUES.on("savings_ceiling_yen", on)


def savings_stage(stage: Stage, first_application_on: date) -> Stage:
    """Whose asset limit counts: that of the third extension only for a grant that may have one (FY2020)."""
    longest = VALUES.on("grant_months_at_most", first_application_on)
    third = longest > _ordinary_months(first_application_on)
    return Stage.EXTENSION_2 if stage is Stage.EXTENSION_3_COVID and not third else stage


def savings_limit(standard_amount_yen: int, on: date, stage: Stage = Stage.FIRST) -> int:
    """Yen; in force on that day."""
    months, ceiling = savings_rule(stage, on)
    return min(standard_amount_yen * months, ceiling)


def fiscal_year_of(day: date) -> int:
    """年度: April to March."""
    return day.year if day.month >= FISCAL_YEAR_MONTH else day.year - 1


def resumption_last_day(suspended_from: str, on: date) -> date | None:
    """The last day to ask for resumption after illness; None where the law of that day knows no suspension."""
    years = VALUES.entry("resumption_years", on)
    if years is None:
        return None
    return anniversary(first_day_of(suspended_from), years.value) - timedelta(days=1)


def first_month(arrived_on: date, *, home_lost: bool, move_in_costs_month: str = "") -> str:
    """At risk: the month of the application. Home lost: the month after the initial costs fell due, never earlier
    than the application (大村市規則, 名古屋市).
    """
    applied = month_of(arrived_on)
    if not home_lost or not move_in_costs_month:
        return applied
    return max(applied, plus(move_in_costs_month, 1))


def last_month_after_excess(exceeded_month: str) -> str:
    """The last month paid where income came above T in that month."""
    return plus(exceeded_month, VALUES.on("months_paid_after_excess", first_day_of(exceeded_month)))


def _first_months(on: date) -> int:
    return VALUES.on("first_grant_months", on)


def _ordinary_months(on: date) -> int:
    """Three, and two extensions of three: nine."""
    return _first_months(on) + VALUES.on("extension_months", on) * VALUES.on(
        "extensions_at_most", on
    )
