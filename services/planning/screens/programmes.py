"""The programmes whose records a case may have, in the order of the national table of services."""

from typing import Any

from services.planning.screens.programme_file import Programme
from services.planning.screens.supervision import SUPERVISION

PROGRAMMES: tuple[Programme[Any], ...] = (SUPERVISION,)
