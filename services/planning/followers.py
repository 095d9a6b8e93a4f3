"""The tables that planning fills, from its own facts and from those of intake."""

from typing import Any

from events.bus.projection import Projection
from services.planning.known_cases import KNOWN_CASE
from services.planning.projections.after_care import AFTER_CARE
from services.planning.projections.bed_uses import BED_USE
from services.planning.projections.case_work import CASE_WORK
from services.planning.projections.housing import GOODS_LOAN, HOUSING_PROVIDER
from services.planning.projections.shelter_stays import SHELTER_STAY
from services.planning.projections.shelters import SHELTER, SHELTER_ROOM

TABLES: tuple[Projection[Any], ...] = (
    KNOWN_CASE,
    CASE_WORK,
    SHELTER,
    SHELTER_ROOM,
    BED_USE,
    SHELTER_STAY,
    AFTER_CARE,
    HOUSING_PROVIDER,
    GOODS_LOAN,
)
