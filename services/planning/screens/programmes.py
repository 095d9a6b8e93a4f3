"""The programmes whose records a case may have, in the order of the national table of services."""

from typing import Any

from services.planning.screens.after_care import AFTER_CARE
from services.planning.screens.benefit_checks import BENEFIT_CHECKS
from services.planning.screens.household import HOUSEHOLD
from services.planning.screens.housing import HOUSING
from services.planning.screens.issues import ISSUES
from services.planning.screens.programme_file import Programme
from services.planning.screens.readiness import READINESS
from services.planning.screens.shelter import SHELTER
from services.planning.screens.supervision import SUPERVISION

PROGRAMMES: tuple[Programme[Any], ...] = (
    SUPERVISION,
    HOUSEHOLD,
    ISSUES,
    BENEFIT_CHECKS,
    READINESS,
    SHELTER,
    AFTER_CARE,
    HOUSING,
)
