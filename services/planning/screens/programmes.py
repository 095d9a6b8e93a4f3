"""The programmes whose records a case may have, in the order of the national table of services."""

from typing import Any

from services.planning.screens.after_care import AFTER_CARE
from services.planning.screens.housing import HOUSING
from services.planning.screens.programme_file import Programme
from services.planning.screens.shelter import SHELTER

PROGRAMMES: tuple[Programme[Any], ...] = (
    SHELTER,
    AFTER_CARE,
    HOUSING,
)
