"""When the grant of a case began: the day that decides how many months and which asset limit it may have."""

from datetime import date

from services.benefits.programmes.calendar_month import first_day_of
from services.benefits.programmes.housing_security.evaluation.case_input import CaseInput


def first_application(case: CaseInput) -> date | None:
    """The day that decides how long the grant may be: a new grant begins with its own application. Where it is not
    told, the month since when the grant is known to run: nobody is paid before having applied.
    """
    history = case.history
    if case.told.stage.after_a_grant:
        return case.day
    if history.first_application_on or case.day is None:
        return history.first_application_on
    seen = (history.receiving_since, history.suspended_from)
    return min([case.day, *(first_day_of(month) for month in seen if month)])
