"""The programmes whose records a case may have, in the order of the national table of services."""

from typing import Any

from services.planning.screens.after_care import AFTER_CARE
from services.planning.screens.benefit_checks import BENEFIT_CHECKS
from services.planning.screens.budget import HOUSEHOLD_BUDGET
from services.planning.screens.case_resources import CASE_RESOURCES
from services.planning.screens.certified_training import TRAINING
from services.planning.screens.household import HOUSEHOLD
from services.planning.screens.housing import HOUSING
from services.planning.screens.issues import ISSUES
from services.planning.screens.job_search import JOB_SEARCH
from services.planning.screens.learning_children import LEARNING
from services.planning.screens.linked_programmes import LINKED
from services.planning.screens.programme_file import Programme
from services.planning.screens.readiness import READINESS
from services.planning.screens.shelter import SHELTER
from services.planning.screens.supervision import SUPERVISION
from services.planning.screens.work_preparation import PREPARATION

PROGRAMMES: tuple[Programme[Any], ...] = (
    SUPERVISION,
    HOUSEHOLD,
    ISSUES,
    BENEFIT_CHECKS,
    READINESS,
    PREPARATION,
    TRAINING,
    JOB_SEARCH,
    LINKED,
    SHELTER,
    AFTER_CARE,
    HOUSING,
    CASE_RESOURCES,
    HOUSEHOLD_BUDGET,
    LEARNING,
)
