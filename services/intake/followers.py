"""The tables that intake fills, from its own facts and from those of planning."""

from typing import Any

from events.bus.projection import Projection
from events.host.charge import ABSENCE, CASE_CHARGE
from events.host.consent import CASE_CONSENT
from events.host.recipient import CASE_RECIPIENT
from events.host.safety import CASE_SAFETY
from services.intake.key_ends import KEY_ENDS
from services.intake.projections.concerns import CONCERNS
from services.intake.projections.contact_log import CONTACT_LOG
from services.intake.projections.councils import COUNCIL_CASES, COUNCIL_ITEMS, COUNCILS
from services.intake.projections.introductions import INTRODUCTIONS
from services.intake.projections.referrals import REFERRALS
from services.intake.projections.transfers import TRANSFERS
from services.intake.worklist import WORKLIST

TABLES: tuple[Projection[Any], ...] = (
    WORKLIST,
    KEY_ENDS,
    CASE_SAFETY,
    CASE_CONSENT,
    CASE_RECIPIENT,
    CASE_CHARGE,
    ABSENCE,
    REFERRALS,
    TRANSFERS,
    CONTACT_LOG,
    CONCERNS,
    COUNCILS,
    COUNCIL_ITEMS,
    COUNCIL_CASES,
    INTRODUCTIONS,
)
