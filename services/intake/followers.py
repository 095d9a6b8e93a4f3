"""The tables that intake fills, from its own facts and from those of planning."""

from typing import Any

from events.bus.projection import Projection
from services.intake.key_ends import KEY_ENDS
from services.intake.projections.concerns import CONCERNS
from services.intake.projections.councils import COUNCIL_ITEMS, COUNCILS
from services.intake.worklist import WORKLIST

TABLES: tuple[Projection[Any], ...] = (WORKLIST, KEY_ENDS, CONCERNS, COUNCILS, COUNCIL_ITEMS)
