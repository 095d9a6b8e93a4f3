"""The tables that planning fills, from its own facts and from those of intake."""

from typing import Any

from events.bus.projection import Projection
from events.host.safety import CASE_SAFETY
from services.planning.known_cases import KNOWN_CASE
from services.planning.projections.budget_due import BUDGET_DUE
from services.planning.projections.case_work import CASE_WORK
from services.planning.projections.help_given import HELP_GIVEN

TABLES: tuple[Projection[Any], ...] = (
    KNOWN_CASE,
    CASE_WORK,
    CASE_SAFETY,
    HELP_GIVEN,
    BUDGET_DUE,
)
