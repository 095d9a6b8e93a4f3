"""The tables that intake fills, from its own facts and from those of planning."""

from typing import Any

from events.bus.projection import Projection
from services.intake.worklist import WORKLIST

TABLES: tuple[Projection[Any], ...] = (WORKLIST,)
