"""The tables that reporting fills from the logs of every service."""

from typing import Any

from events.bus.projection import Projection
from events.host.recipient import CASE_RECIPIENT
from services.reporting.projections.case_list import CASE_LIST
from services.reporting.projections.circumstance import CIRCUMSTANCE
from services.reporting.projections.kpi_fact import KPI_FACT
from services.reporting.projections.person_case import PERSON_CASE, PERSON_LINK
from services.reporting.projections.timeline import TIMELINE

TABLES: tuple[Projection[Any], ...] = (
    KPI_FACT,
    CASE_LIST,
    TIMELINE,
    CIRCUMSTANCE,
    PERSON_CASE,
    PERSON_LINK,
    CASE_RECIPIENT,
)
