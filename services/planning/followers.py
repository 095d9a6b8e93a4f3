"""The tables that planning fills, from its own facts and from those of intake."""

from typing import Any

from events.bus.projection import Projection
from services.planning.known_cases import KNOWN_CASE
from services.planning.projections.case_work import CASE_WORK
from services.planning.projections.learning_attendance import LEARNING_ATTENDANCE
from services.planning.projections.learning_case import LEARNING_CASE
from services.planning.projections.learning_session import LEARNING_SESSION
from services.planning.projections.learning_site import LEARNING_SITE
from services.planning.projections.learning_tutor import LEARNING_TUTOR
from services.planning.projections.work_place import WORK_PLACE
from services.planning.projections.work_slot import WORK_SLOT
from services.planning.projections.work_support import WORK_SUPPORT

TABLES: tuple[Projection[Any], ...] = (
    KNOWN_CASE,
    CASE_WORK,
    WORK_SUPPORT,
    WORK_SLOT,
    WORK_PLACE,
    LEARNING_CASE,
    LEARNING_ATTENDANCE,
    LEARNING_TUTOR,
    LEARNING_SITE,
    LEARNING_SESSION,
)
