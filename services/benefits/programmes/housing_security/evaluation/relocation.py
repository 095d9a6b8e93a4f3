"""転居費用補助 of a case: the limit of the destination, the costs that are covered, the budget gate, its own waits."""

from dataclasses import replace

from services.benefits.programmes.calendar_month import month_of
from services.benefits.programmes.housing_security.evaluation.case_input import CaseInput
from services.benefits.programmes.housing_security.evaluation.figures import Figures, figures
from services.benefits.programmes.housing_security.evaluation.money import income
from services.benefits.programmes.housing_security.evaluation.part import NOTHING, Part, Value
from services.benefits.programmes.housing_security.moving import (
    Budget,
    Cost,
    earliest_again,
    in_force,
    in_time,
    limit,
    moving,
)
from services.benefits.programmes.housing_security.standards import published_cap

MONEY_KEYS = {"threshold", "standard_amount", "income_requirement_met"}


def destination_cap(case: CaseInput) -> int | None:
    """C of the municipality moved to: as given, else from its table."""
    if case.cap is not None or case.size is None:
        return case.cap
    held = published_cap(case.told.destination or case.municipality or "", case.size)
    return held.yen if held else None


def own_figures(case: CaseInput) -> Figures:
    """The figures of the place lived in: the income test knows nothing of the destination's cap."""
    own = replace(
        case,
        municipality=case.told.origin or case.municipality,
        cap=None,
        rent=case.rent if case.rent is not None else case.told.current_rent,
    )
    found = figures(own)
    if found.cap is None and case.told.destination in {None, own.municipality}:
        return replace(found, cap=case.cap)
    return found


def costs(case: CaseInput) -> Part:
    """Up to three times the destination's cap; what is not covered is left out."""
    cap, on = destination_cap(case), case.day
    if on is None:
        return NOTHING
    if not in_force(on):
        return Part({"total_amount": 0}, ("relocation_subsidy_from_2025_04",), met=False)
    if cap is None:
        return NOTHING
    values: dict[str, Value] = {"max_total_amount": limit(cap, on)}
    reasons = ["three_times_destination_cap"]
    named = case.told.costs
    if named is None:
        return Part(values, reasons)
    known = {kind: named[kind.value] for kind in Cost if kind.value in named}
    found = moving(known, cap, on)
    strange = sorted(set(named) - {kind.value for kind in Cost})
    if found.excluded or strange:
        reasons.append("excluded_costs_removed")
    if strange:
        reasons.append("unknown_costs_removed")
    return Part(
        values | {"eligible_cost": found.eligible_yen, "total_amount": found.total_yen}, reasons
    )


def budget(case: CaseInput) -> Part:
    """The finding of the budget service, and the figures behind it."""
    confirmed, found = case.told.budget_confirmed, _budget(case)
    if confirmed is None and found is None:
        return NOTHING
    reasons = []
    if found is not None:
        rises = found.rent_after_yen > found.rent_before_yen
        eased = "other_costs_fall_more_than_rent_rises" if rises else "rent_and_spending_fall"
        reasons.append(eased if found.eased else "spending_does_not_fall")
    if confirmed is False:
        reasons.append("budget_service_not_confirmed")
    met = confirmed is not False and (found is None or found.eased)
    return Part(
        {"budget_condition_met": met},
        reasons,
        met,
        answers=confirmed is True,
        provisional=confirmed is None,
    )


def _budget(case: CaseInput) -> Budget | None:
    told = case.told
    if told.current_rent is None or told.new_rent is None:
        return None
    if told.others_before is None or told.others_after is None:
        return None
    return Budget(
        rent_before_yen=told.current_rent,
        rent_after_yen=told.new_rent,
        others_before_yen=told.others_before,
        others_after_yen=told.others_after,
    )


def means(case: CaseInput) -> Part:
    """The income test of the place lived in, without an amount of rent."""
    found = income(case, own_figures(case))
    values = {name: value for name, value in found.values.items() if name in MONEY_KEYS}
    over = tuple(reason for reason in found.reasons if reason == "income_over_threshold")
    return Part(values, over, found.met, provisional=found.provisional)


def time(case: CaseInput) -> Part:
    """Within two years of the month of the fall; and a year after a former one."""
    on, told, ended = case.day, case.told, case.history.ended_month
    if on is None or not in_force(on):
        return NOTHING
    values: dict[str, Value] = {}
    reasons = []
    if told.left_job_on is not None:
        met = in_time(month_of(told.left_job_on), on)
        values["within_time_limit"] = met
        reasons += [] if met else ["two_years_from_the_fall_passed"]
    if told.stage.after_a_grant and ended:
        earliest = earliest_again(ended, on)
        allowed = month_of(on) >= earliest
        values |= {"repayment_allowed": allowed, "earliest_month": earliest}
        reasons += [] if allowed else ["one_year_not_passed"]
    return Part(values, reasons, not reasons) if values else NOTHING
