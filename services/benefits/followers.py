"""The tables that benefits fills, from its own facts and from those of intake."""

from typing import Any

from events.bus.projection import Projection
from events.host.safety import CASE_SAFETY
from services.benefits.projections.batches import TRANSFER_BATCH
from services.benefits.projections.case_scans import CASE_SCANS
from services.benefits.projections.claim_list import CLAIM_LIST
from services.benefits.projections.grant_work import GRANT_WORK
from services.benefits.projections.known_cases import KNOWN_CASE
from services.benefits.projections.orders import PAYMENT_ORDER
from services.benefits.projections.paid import PAID_MONEY
from services.benefits.projections.recheck_list import RECHECK_LIST

TABLES: tuple[Projection[Any], ...] = (
    KNOWN_CASE,
    GRANT_WORK,
    PAYMENT_ORDER,
    PAID_MONEY,
    TRANSFER_BATCH,
    CASE_SCANS,
    RECHECK_LIST,
    CLAIM_LIST,
    CASE_SAFETY,
)
