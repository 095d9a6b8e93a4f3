"""Cause and time limit of a case (E1, E2)."""

from services.benefits.programmes.housing_security.evaluation.case_input import CaseInput
from services.benefits.programmes.housing_security.evaluation.part import NOTHING, Part
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.time_limit import time_limit
from services.benefits.programmes.housing_security.values import VALUES

WITHOUT_LEAVING = {Ground.WORK_REDUCED, Ground.ILLNESS_OR_INJURY}


def cause(case: CaseInput) -> Part:
    """What a first grant asks of the cause; a running grant is not asked again, a re-grant has its own test."""
    told = case.told
    if told.stage is not Stage.FIRST or told.cause is None or case.day is None:
        return NOTHING
    if told.cause is Ground.ILLNESS_OR_INJURY and case.history.suspended_from is None:
        return Part(reasons=("illness_is_no_cause",), met=False)
    if told.cause is not Ground.WORK_REDUCED:
        return NOTHING
    if VALUES.entry("income_loss_accepted", case.day) is None:
        return Part(reasons=("work_reduced_accepted_from_2020_04_20",), met=False)
    if told.own_fault:
        return Part(reasons=("own_fault",), met=False)
    return NOTHING


def in_time(case: CaseInput) -> Part:
    """Two years from the day of leaving, and the runs of days that lengthen them."""
    told = case.told
    if told.left_job_on is None or case.day is None:
        return NOTHING
    if told.cause in WITHOUT_LEAVING or told.stage.continues:
        return NOTHING
    runs = told.runs_days or ()
    limit = time_limit(told.left_job_on, runs, case.day)
    early = case.day < told.left_job_on
    met = not early and case.day <= limit.last_day
    if early:
        reasons = ["left_job_after_application"]
    elif limit.capped:
        reasons = ["four_years_at_most"]
    elif limit.added_days:
        reasons = ["two_years_plus_runs_of_30_days_or_more"]
    elif runs and limit.at_most_years is None:
        reasons = ["two_years_only_before_2023_04"]
    elif runs:
        reasons = ["runs_below_30_days_do_not_count"]
    else:
        reasons = ["two_years_from_leaving"]
    if not met and not early:
        reasons.append("time_limit_passed")
    values = {"within_time_limit": met, "last_day": limit.last_day.isoformat()}
    return Part(values, reasons, met)
