"""The tables that benefits fills, from its own facts and from those of intake and planning."""

from typing import Any

from events.bus.projection import Projection
from events.host.safety import CASE_SAFETY
from services.benefits.projections.budget_advice import BUDGET_ADVICE
from services.benefits.projections.case_scans import CASE_SCANS
from services.benefits.projections.grant_work import GRANT_WORK
from services.benefits.projections.known_cases import KNOWN_CASE
from services.benefits.projections.moving_work import MOVING_WORK

TABLES: tuple[Projection[Any], ...] = (
    KNOWN_CASE,
    GRANT_WORK,
    MOVING_WORK,
    CASE_SCANS,
    BUDGET_ADVICE,
    CASE_SAFETY,
)
