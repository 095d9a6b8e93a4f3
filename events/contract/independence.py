"""Which of the three kinds of independence an observed change speaks of: our reading of the list (暫定)."""

from collections.abc import Mapping
from typing import Final

from events.contract.codes import Independence, ObservedChange

_ECONOMIC = (Independence.ECONOMIC,)
_DAILY = (Independence.DAILY_LIFE,)
_SOCIAL = (Independence.SOCIAL,)
_WORK = (Independence.ECONOMIC, Independence.SOCIAL)

OF_CHANGE: Final[Mapping[ObservedChange, tuple[Independence, ...]]] = {
    ObservedChange.PUBLIC_ASSISTANCE_GRANTED: _ECONOMIC,
    ObservedChange.HOUSING_SECURED: _DAILY,
    ObservedChange.HEALTH_IMPROVED: _DAILY,
    ObservedChange.RELATIONS_IMPROVED: _SOCIAL,
    ObservedChange.BUDGET_IMPROVED: _ECONOMIC,
    ObservedChange.MOTIVATION_RAISED: _SOCIAL,
    ObservedChange.ROUTINE_IMPROVED: _DAILY,
    ObservedChange.HAS_OBJECTIVE: _SOCIAL,
    ObservedChange.CAN_ASK_FOR_HELP: _SOCIAL,
    ObservedChange.CERTIFICATE_OBTAINED: _DAILY,
    ObservedChange.SELF_ACCEPTANCE: _SOCIAL,
    ObservedChange.FEELS_SAFER: _DAILY,
    ObservedChange.WORK_INCOME_UP: _ECONOMIC,
    ObservedChange.OTHER_INCOME_UP: _ECONOMIC,
    ObservedChange.JOB_STARTED_LASTING: _WORK,
    ObservedChange.JOB_STARTED_TEMPORARY: _WORK,
    ObservedChange.INTERMEDIATE_WORK_STARTED: _WORK,
    ObservedChange.JOB_SEARCH_STARTED: _WORK,
    ObservedChange.TRAINING_OR_SCHOOL_STARTED: _SOCIAL,
    ObservedChange.PARTICIPATION_UP: _SOCIAL,
    ObservedChange.MEDICAL_CARE_STARTED: _DAILY,
    ObservedChange.ISOLATION_RESOLVED: _SOCIAL,
    ObservedChange.OTHER: (),
}
"""Every change has its line; 「その他」 says nothing."""
