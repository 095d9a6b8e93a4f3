"""Threshold, income test, amount and asset test of a case (施行規則10条・11条)."""

from datetime import date

from services.benefits.programmes.calendar_month import first_day_of, plus
from services.benefits.programmes.housing_security.amount import (
    CAPPED_DIFFERENCE,
    amount,
    income_meets,
    threshold,
)
from services.benefits.programmes.housing_security.evaluation.beginning import first_application
from services.benefits.programmes.housing_security.evaluation.case_input import CaseInput
from services.benefits.programmes.housing_security.evaluation.figures import Figures, Home
from services.benefits.programmes.housing_security.evaluation.part import NOTHING, Part, Value
from services.benefits.programmes.housing_security.period import (
    savings_limit,
    savings_rule,
    savings_stage,
)
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.values import VALUES

BEFORE_FORMULA, AFTER_FORMULA = "2015", "2020-07"
BACKDATED = "2020-04", "2020-06"
"""First and last month for which the July 2020 formula was paid back to running grants."""


def income(case: CaseInput, held: Figures) -> Part:
    """T and the largest amount; with Y the test, and with a payment month the amount."""
    home = held.home
    if home is None:
        return _standard_only(case, held)
    limit = threshold(home.standard, home.rent, home.cap, held.rule)
    values: dict[str, Value] = {
        "threshold": limit,
        "standard_amount": home.standard,
        "max_monthly_amount": min(home.rent, home.cap),
    }
    if held.income is None:
        return Part(values, provisional=held.provisional)
    met = income_meets(held.income, limit, held.rule)
    values["income_requirement_met"] = met
    month = case.payment_month or case.month
    reasons: tuple[str, ...] = () if met else ("income_over_threshold",)
    if month is not None:
        paid = _paid(home, held.income, month) if met else 0
        values |= {"monthly_amount": paid, "amount_formula": _formula(month)}
        values |= _backdated(case, home, held.income, month) if met else {}
        values |= _mistaken(home, held.income, month, paid)
        if met:
            reasons = _branch(held.income, home.standard, limit, paid, month)
    guessed = case.rent is None and held.income > home.standard
    return Part(values, reasons, met, provisional=held.provisional or guessed)


def assets(case: CaseInput, held: Figures) -> Part:
    """min(6 × S, 1,000,000) on the day of the application; 3 and 500,000 in the third extension of FY2020."""
    if held.standard is None:
        return NOTHING
    on, began = case.day or date.max, first_application(case)
    stage = savings_stage(case.told.stage, began) if began else case.told.stage
    limit = savings_limit(held.standard, on, stage)
    third = stage is Stage.EXTENSION_3_COVID
    reasons = []
    if third:
        months, ceiling = savings_rule(stage, on)
        reasons.append(f"asset_limit_{months}_months_max_{ceiling}")
    if case.assets is None:
        return Part({"asset_limit": limit}, reasons, provisional=held.provisional)
    met = case.assets <= limit
    if not met:
        reasons.append("assets_over_limit")
    return Part({"asset_limit": limit, "asset_requirement_met": met}, reasons, met)


def _standard_only(case: CaseInput, held: Figures) -> Part:
    if held.standard is not None:
        unknown = held.cap is None and case.municipality is not None and case.size is not None
        reasons = ("rent_cap_not_in_the_table",) if unknown else ()
        return Part({"standard_amount": held.standard}, reasons, provisional=held.provisional)
    named = case.municipality is not None and case.size is not None
    if named and held.rent is not None and case.month is None:
        return Part(reasons=("application_month_selects_tax_year",))
    return Part(reasons=("standard_amount_not_in_the_table",)) if named and case.month else NOTHING


def _branch(income: int, standard: int, limit: int, paid: int, month: str) -> tuple[str, ...]:
    if income <= standard:
        band = "income_at_or_below_standard"
    else:
        band = "income_equals_threshold" if income == limit else "income_above_standard"
    if paid == 0:
        return (band, "met_amount_zero_no_payment")
    if income <= standard:
        return (band,)
    return (band, f"amount_formula_{_formula(month).replace('-', '_')}")


def _paid(home: Home, income_yen: int, month: str) -> int:
    return amount(
        base=home.standard,
        rent=home.rent,
        cap=home.cap,
        income=income_yen,
        payment_month=first_day_of(month),
        rule=home.rule,
    ).monthly_yen


def _formula(month: str) -> str:
    old = VALUES.on("amount_formula", first_day_of(month)) == CAPPED_DIFFERENCE
    return BEFORE_FORMULA if old else AFTER_FORMULA


def _backdated(case: CaseInput, home: Home, income_yen: int, month: str) -> dict[str, Value]:
    """What the change of July 2020 pays back for a month of a running grant."""
    since = case.history.receiving_since
    first, last = BACKDATED
    if not (first <= month <= last or (since is not None and since <= last)):
        return {}
    new, old = (_paid(home, income_yen, at) for at in (plus(last, 1), last))
    return {"retroactive_difference_per_month": new - old}


def _mistaken(home: Home, income_yen: int, month: str, paid: int) -> dict[str, Value]:
    """The amount of an office that puts the actual rent where the cap belongs (つくば市), where it differs."""
    limit = threshold(home.standard, home.rent, home.rent, home.rule)
    meets = income_meets(income_yen, limit, home.rule)
    wrong = _paid(home, income_yen, month) if meets else 0
    return {} if wrong == paid else {"wrong_result_if_actual_rent_used_in_threshold": wrong}
