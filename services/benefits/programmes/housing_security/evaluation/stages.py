"""What the stage asks: months of the running grant, extension, return after illness, another ward, a new grant."""

from dataclasses import replace
from datetime import date

from services.benefits.programmes.calendar_month import plus
from services.benefits.programmes.housing_security.evaluation.beginning import first_application
from services.benefits.programmes.housing_security.evaluation.case_input import CaseInput
from services.benefits.programmes.housing_security.evaluation.part import NOTHING, Part, Value
from services.benefits.programmes.housing_security.parameters import parameter
from services.benefits.programmes.housing_security.period import (
    extension,
    months_at_most,
    months_left,
    resumption_last_day,
)
from services.benefits.programmes.housing_security.regrant import (
    Asked,
    Ground,
    Regrant,
    regrant,
    special,
    usual_ground,
)
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.standards import prefecture_of
from services.benefits.programmes.housing_security.values import VALUES


def months(case: CaseInput) -> Part:
    """How many months the grant may have, and how many are left."""
    stage, paid = case.told.stage, case.history.months_paid
    began = first_application(case)
    if began is None:
        return NOTHING
    at_most = months_at_most(began, stage, _regrant_extensions(case, began))
    known = stage is not Stage.FIRST or paid is not None
    if not known and case.history.first_application_on is None:
        return NOTHING
    values: dict[str, Value] = {"max_months": at_most}
    if stage.after_a_grant:
        return Part(values | {"max_remaining_months": at_most})
    if paid is None:
        return Part(values)
    values["max_remaining_months"] = months_left(at_most, paid)
    if stage.extends or paid < at_most:
        return Part(values)
    return Part(values, ("max_months_reached",), met=False)


def extending(case: CaseInput) -> Part:
    """The test of the period for an extension, where it is known when the grant began."""
    if not case.told.stage.extends:
        return NOTHING
    if _special_runs(case):
        return Part({"monthly_amount": 0}, ("special_repayment_is_not_extended",), met=False)
    began = first_application(case)
    if began is None or case.day is None or not _told_when_it_began(case):
        return NOTHING
    paid = case.history.months_paid
    found = extension(
        case.told.stage, first_application_on=began, asked_on=case.day, paid=paid or 0
    )
    if not found.allowed:
        return Part({"monthly_amount": 0}, (found.reason,), met=False)
    if paid is None:
        return NOTHING
    return Part(reasons=("extension_within_max_months",), met=True)


def _told_when_it_began(case: CaseInput) -> bool:
    """The third extension hangs on the fiscal year of the first application; the others on no day but their own."""
    if case.told.stage is not Stage.EXTENSION_3_COVID:
        return True
    history = case.history
    return history.first_application_on is not None or history.receiving_since is not None


def _special_runs(case: CaseInput) -> bool:
    """Whether what would be extended is the special re-grant: three months and no more."""
    last, month = case.history.special_last, case.month
    return bool(last and month and month <= plus(last, 1))


def resuming(case: CaseInput) -> Part:
    """Return within two years of the interruption by illness; the months of the same grant go on."""
    told, since = case.told, case.history.suspended_from
    asked_for = told.stage is Stage.RESUMPTION or told.cause is Ground.ILLNESS_OR_INJURY
    if not asked_for or case.day is None:
        return NOTHING
    if since is None:
        return Part(undecided=told.stage is Stage.RESUMPTION and not told.all_others_met)
    last = resumption_last_day(since, case.day)
    if last is None:
        reasons = ["resumption_from_2020_04"]
    elif case.day > last:
        reasons = ["resumption_after_two_years"]
    elif told.cause not in {None, Ground.ILLNESS_OR_INJURY}:
        reasons = ["resumption_only_after_illness_or_injury"]
    else:
        reasons = []
    began = first_application(case)
    paid = case.history.months_paid
    if began and paid is not None and paid >= months_at_most(began):
        reasons.append("max_months_reached")
    values: dict[str, Value] = {"resumption_allowed": not reasons}
    years = VALUES.entry("resumption_years", case.day)
    if years is not None:
        values["latest_resumption_years"] = years.value
    allowed = not reasons
    return Part(
        values,
        reasons or ["resumption_within_two_years", "months_of_the_same_grant_are_added"],
        met=allowed,
        answers=True,
        provisional=True,
    )


def again(case: CaseInput) -> Part:
    """A new grant after one: the regular rule of 16条 and, while it was in force, the special one."""
    stage = case.told.stage
    if not stage.after_a_grant or case.day is None:
        return NOTHING
    asked = _asked(case, case.day)
    usual, open_ = _usual(case, asked)
    extra = special(asked)
    values: dict[str, Value] = {
        "repayment_allowed": None if open_ else usual.allowed,
        "special_repayment_allowed": extra.allowed,
    }
    if usual.earliest_month:
        values["earliest_month"] = usual.earliest_month
    chosen = extra if stage is Stage.REGRANT_COVID_SPECIAL else usual
    if chosen is usual and open_:
        return Part(values, ("repayment_cause_not_established",), undecided=True)
    return Part(values, chosen.reasons, chosen.allowed, answers=True, provisional=usual.provisional)


def _usual(case: CaseInput, asked: Asked) -> tuple[Regrant, bool]:
    """The regular rule, and whether it hangs on a cause that the case does not establish. What is not expressed
    counts as met only where the case says so; the exemption of a dismissal is never presumed.
    """
    unnamed = asked.ground is None
    if not unnamed and (asked.ground is not Ground.LEFT_WORK or asked.own_fault is not None):
        return regrant(asked), False
    found = regrant(replace(asked, ground=usual_ground(asked.arrived_on)))
    if case.told.all_others_met:
        return found, False
    dismissed = unnamed and regrant(replace(asked, ground=Ground.DISMISSAL)).allowed
    return found, found.allowed or dismissed


def moved(case: CaseInput) -> Part:
    """Inside the city the grant goes on with its months; out of it, it stops."""
    if case.told.stage is not Stage.CONTINUATION_AFTER_MOVE:
        return NOTHING
    left, to = case.told.origin or case.municipality, case.told.destination
    if to is not None and left is not None and to != left:
        return Part({"accepted": False}, ("moved_out_of_the_municipality",), met=False)
    return Part({"accepted": True}, ("grant_continues_in_another_ward",), met=True, answers=True)


def month_once(case: CaseInput) -> Part:
    """One payment per person and month in all wards; none for months before the application."""
    elsewhere = case.history.paid_elsewhere
    if elsewhere:
        reasons = ("one_payment_per_person_and_month",)
        return Part({"accepted": False, "monthly_amount": 0}, reasons, met=False)
    if _too_early(case):
        reasons = ("payment_month_before_application",)
        return Part({"monthly_amount": 0}, reasons, met=False)
    return Part({"accepted": True}, met=True) if elsewhere is False else NOTHING


def _too_early(case: CaseInput) -> bool:
    month, paid = case.month, case.payment_month
    return bool(month and paid and paid < month and case.told.stage is Stage.FIRST)


def _regrant_extensions(case: CaseInput, on: date) -> int | None:
    place = case.municipality or ""
    entry = parameter(prefecture_of(place) or "", place, "regrant_max_extensions", on)
    return entry.value if entry else None


def _asked(case: CaseInput, on: date) -> Asked:
    history = case.history
    last = max(history.ended_month or "", history.special_last or "")
    return Asked(
        arrived_on=on,
        ground=case.told.cause,
        own_fault=case.told.own_fault,
        last_paid_month=last,
        last_application_on=history.last_application_on,
        special_before=history.special_last is not None,
    )
