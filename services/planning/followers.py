"""The tables that planning fills, from its own facts and from those of intake."""

from typing import Any

from events.bus.projection import Projection
from services.planning.known_cases import KNOWN_CASE
from services.planning.projections.case_work import CASE_WORK
from services.planning.projections.work_place import WORK_PLACE
from services.planning.projections.work_slot import WORK_SLOT
from services.planning.projections.work_support import WORK_SUPPORT

TABLES: tuple[Projection[Any], ...] = (KNOWN_CASE, CASE_WORK, WORK_SUPPORT, WORK_SLOT, WORK_PLACE)
