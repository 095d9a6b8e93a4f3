"""The tables that planning fills, from its own facts and from those of intake and benefits."""

from typing import Any

from events.bus.projection import Projection
from events.host.charge import ABSENCE, CASE_CHARGE
from events.host.consent import CASE_CONSENT
from events.host.recipient import CASE_RECIPIENT
from events.host.safety import CASE_SAFETY
from services.planning.known_cases import KNOWN_CASE
from services.planning.projections.after_care import AFTER_CARE
from services.planning.projections.applications import BENEFIT_TO_APPLY
from services.planning.projections.bed_uses import BED_USE
from services.planning.projections.budget_due import BUDGET_DUE
from services.planning.projections.case_due import CASE_DUE
from services.planning.projections.case_route import CASE_ROUTE
from services.planning.projections.case_tasks import CASE_TASK
from services.planning.projections.case_work import CASE_WORK
from services.planning.projections.community_occasion import COMMUNITY_OCCASION
from services.planning.projections.contacts_made import CONTACTS_MADE
from services.planning.projections.council_talks import COUNCIL_TALKS
from services.planning.projections.deputised import DEPUTISED
from services.planning.projections.help_given import HELP_GIVEN
from services.planning.projections.housing import GOODS_LOAN, HOUSING_PROVIDER
from services.planning.projections.issue_load import ISSUE_LOAD
from services.planning.projections.known_eligibility import KNOWN_ELIGIBILITY
from services.planning.projections.known_grants import KNOWN_GRANT
from services.planning.projections.learning_attendance import LEARNING_ATTENDANCE
from services.planning.projections.learning_case import LEARNING_CASE
from services.planning.projections.learning_session import LEARNING_SESSION
from services.planning.projections.learning_site import LEARNING_SITE
from services.planning.projections.learning_tutor import LEARNING_TUTOR
from services.planning.projections.meetings import CONFERENCE, CONFERENCE_ITEM
from services.planning.projections.organisations import ORGANISATION, ORGANISATION_TIE
from services.planning.projections.record_check import RECORD_CHECK
from services.planning.projections.resource_policy import RESOURCE_POLICY
from services.planning.projections.resource_shortage import RESOURCE_SHORTAGE
from services.planning.projections.resources import RESOURCE, RESOURCE_USE
from services.planning.projections.shelter_stays import SHELTER_STAY
from services.planning.projections.shelters import SHELTER, SHELTER_ROOM
from services.planning.projections.work_minutes import WORK_MINUTES
from services.planning.projections.work_place import WORK_PLACE
from services.planning.projections.work_slot import WORK_SLOT
from services.planning.projections.work_support import WORK_SUPPORT

TABLES: tuple[Projection[Any], ...] = (
    KNOWN_CASE,
    CASE_WORK,
    CASE_SAFETY,
    CASE_CONSENT,
    CASE_RECIPIENT,
    CASE_CHARGE,
    ABSENCE,
    HELP_GIVEN,
    COUNCIL_TALKS,
    BENEFIT_TO_APPLY,
    CONFERENCE,
    CONFERENCE_ITEM,
    CASE_TASK,
    CASE_DUE,
    DEPUTISED,
    KNOWN_GRANT,
    KNOWN_ELIGIBILITY,
    RECORD_CHECK,
    CONTACTS_MADE,
    WORK_MINUTES,
    ISSUE_LOAD,
    WORK_SUPPORT,
    WORK_SLOT,
    WORK_PLACE,
    SHELTER,
    SHELTER_ROOM,
    BED_USE,
    SHELTER_STAY,
    AFTER_CARE,
    HOUSING_PROVIDER,
    GOODS_LOAN,
    RESOURCE,
    RESOURCE_USE,
    RESOURCE_SHORTAGE,
    RESOURCE_POLICY,
    ORGANISATION,
    ORGANISATION_TIE,
    COMMUNITY_OCCASION,
    CASE_ROUTE,
    BUDGET_DUE,
    LEARNING_CASE,
    LEARNING_ATTENDANCE,
    LEARNING_TUTOR,
    LEARNING_SITE,
    LEARNING_SESSION,
)
