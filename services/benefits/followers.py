"""The tables that benefits fills, from its own facts and from those of intake and planning."""

from typing import Any

from events.bus.projection import Projection
from events.host.safety import CASE_SAFETY
from services.benefits.projections.assistance import ASSISTANCE
from services.benefits.projections.batches import TRANSFER_BATCH
from services.benefits.projections.budget_advice import BUDGET_ADVICE
from services.benefits.projections.case_scans import CASE_SCANS
from services.benefits.projections.claim_list import CLAIM_LIST
from services.benefits.projections.deputised import DEPUTISED_GRANT
from services.benefits.projections.finding_answer import FINDING_ANSWER
from services.benefits.projections.grant_work import GRANT_WORK
from services.benefits.projections.known_cases import KNOWN_CASE
from services.benefits.projections.letter_register import LETTER_REGISTER
from services.benefits.projections.month_taken import MONTH_TAKEN
from services.benefits.projections.moving_work import MOVING_WORK
from services.benefits.projections.orders import PAYMENT_ORDER
from services.benefits.projections.paid import PAID_MONEY
from services.benefits.projections.recheck_list import RECHECK_LIST
from services.benefits.projections.same_person import SAME_PERSON

TABLES: tuple[Projection[Any], ...] = (
    KNOWN_CASE,
    GRANT_WORK,
    MOVING_WORK,
    BUDGET_ADVICE,
    DEPUTISED_GRANT,
    PAYMENT_ORDER,
    PAID_MONEY,
    TRANSFER_BATCH,
    CASE_SCANS,
    RECHECK_LIST,
    CLAIM_LIST,
    CASE_SAFETY,
    SAME_PERSON,
    MONTH_TAKEN,
    ASSISTANCE,
    FINDING_ANSWER,
    LETTER_REGISTER,
)
