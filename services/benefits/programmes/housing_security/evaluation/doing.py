"""What the month's activity must be, and whether what is named is of that kind (E8, E9; each month's duties)."""

from collections.abc import Iterable, Sequence
from datetime import date

from services.benefits.programmes.housing_security.activity import (
    Doing,
    business_alternative,
    duties,
    nature_met,
)
from services.benefits.programmes.housing_security.evaluation.case_input import CaseInput
from services.benefits.programmes.housing_security.evaluation.part import NOTHING, Part, Value
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.values import VALUES

SELF_EMPLOYED = "self_employed"
WORDS: Sequence[tuple[tuple[str, ...], tuple[Doing, ...]]] = (
    (("business", "management"), (Doing.BUSINESS_CONSULTATION,)),
    (("plan", "independence"), (Doing.PLAN_ACTION,)),
    (("contact", "support", "self_reliance"), (Doing.CONTACT,)),
    (("job_search", "job_seek"), (Doing.JOB_CONSULTATION, Doing.APPLICATION)),
    (("job_consult", "hello_work", "employment", "placement"), (Doing.JOB_CONSULTATION,)),
    (("application", "interview"), (Doing.APPLICATION,)),
)
"""Words in the name of an activity → what it is; the first line that fits."""
MONTHS_OF = {Stage.EXTENSION_1: 4, Stage.EXTENSION_2: 7, Stage.EXTENSION_3_COVID: 10}


def activity(case: CaseInput) -> Part:
    """Only where the case speaks of it: somebody self-employed, or activities named."""
    told, applied = case.told, case.month
    self_employed = told.applicant_type == SELF_EMPLOYED
    if (
        applied is None
        or case.day is None
        or not (self_employed or told.activities_done is not None)
    ):
        return NOTHING
    month = max(applied, case.payment_month or applied)
    last = max(told.grant_months or (MONTHS_OF.get(told.stage, 1),))
    business = business_alternative(
        arrived_on=case.day,
        income_loss=told.cause in {None, Ground.WORK_REDUCED},
        self_employed=self_employed,
        grant_month=last,
    )
    asked = duties(month, business=business)
    values: dict[str, Value] = {"required_activities": [duty.code for duty in asked.duties]}
    reasons = [_why(case.day, last, business=business)] if self_employed else []
    if told.activities_done is None:
        return Part(values, reasons, provisional=asked.provisional)
    done = kinds(told.activities_done)
    met = nature_met(asked, done)
    absent = [duty.code for duty in asked.duties if duty.doing not in done]
    values |= {"activity_requirement_met": met, "accepted": met, "missing_activities": absent}
    if not met:
        reasons.append("activity_of_the_wrong_kind")
    return Part(values, reasons, met, provisional=asked.provisional)


def kinds(names: Iterable[str]) -> frozenset[Doing]:
    """The kinds of activity that these names mean; a name of nothing known means none."""
    return frozenset(doing for name in names for doing in _kinds(name.lower()))


def _kinds(name: str) -> tuple[Doing, ...]:
    return next((doings for words, doings in WORDS if any(word in name for word in words)), ())


def _why(on: date, last: int, *, business: bool) -> str:
    until = VALUES.entry("business_alternative_until_grant_month", on)
    if business:
        return "business_consultation_replaces_job_search"
    if until is None:
        return "self_employed_alternative_from_2023_04"
    if last > until.value:
        return f"self_employed_alternative_not_after_month_{until.value}"
    return "self_employed_alternative_only_for_reduced_work"
