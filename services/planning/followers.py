"""The tables that planning fills, from its own facts and from those of intake."""

from typing import Any

from events.bus.projection import Projection
from services.planning.known_cases import KNOWN_CASE
from services.planning.projections.budget_due import BUDGET_DUE
from services.planning.projections.case_work import CASE_WORK

TABLES: tuple[Projection[Any], ...] = (KNOWN_CASE, CASE_WORK, BUDGET_DUE)
