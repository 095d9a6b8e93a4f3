"""The programmes whose records a case may have, in the order of the national table of services."""

from typing import Any

from services.planning.screens.budget import HOUSEHOLD_BUDGET
from services.planning.screens.programme_file import Programme

PROGRAMMES: tuple[Programme[Any], ...] = (HOUSEHOLD_BUDGET,)
