"""Every fact of a case in all services, as lines of its timeline; terms, days and offices, no personal value."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.host.auth import ROLES_JA
from events.host.calendar import japanese_day
from events.host.frames import office_name, operator_name
from events.host.runtime import Runtime
from events.host.unnotarised import kind_waits
from events.log.recorded import SOURCES
from services.reporting.cosigned import cosigned_until
from services.reporting.known import Known
from services.reporting.measure import known_then
from services.reporting.projections.timeline import TIMELINE, Moment

SERVICES: Final = {number: name for name, number in SOURCES.items()}
ICONS: Final = {
    "intake.consultation-received": "consultation",
    "intake.concern-taken-up": "consultation",
    "intake.consultation-introduced": "consultation",
    "intake.contact-recorded": "contact",
    "intake.case-discussed": "conference",
    "intake.use-applied-for": "application",
    "intake.use-application-arrived": "application",
    "planning.assessment-recorded": "assessment",
    "planning.assessment-completed": "assessment",
    "planning.plan-drafted": "plan",
    "planning.plan-agreed": "plan",
    "planning.plan-amended": "plan",
    "planning.support-conference-held": "conference",
    "planning.plan-endorsed": "conference",
    "planning.support-decided": "decision",
    "planning.plan-confirmed": "decision",
    "planning.plan-decided": "decision",
    "planning.case-closed": "closing",
    "benefits.application-submitted": "benefit",
    "benefits.grant-decided": "decision",
    "benefits.grant-decided-by-deputy": "decision",
    "benefits.money-decided-by-deputy": "decision",
    "benefits.payment-made": "payment",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """`recorded_on` only where it is another day than the legal one.

    `unnotarised`: a decision the witnesses have not signed yet (未公証). `operator` = who ran the office.
    """

    id: str
    term: str
    on: date
    recorded_on: date | None
    who: str
    icon: str
    plan_no: int
    migrated: bool
    unnotarised: bool
    operator: str


def entries(runtime: Runtime, case: UUID, known: Known | None = None) -> list[Entry]:
    """In the order in which things happened; on one day, in the order of recording.

    `known`: only what that past day knew.
    """
    then, positions = known_then(known.upto if known else None)
    found = runtime.tables.rows(
        TIMELINE,
        f"case_id = %s{then}",
        [case, *positions],
        order="occurred_on, recorded_at, source, position",
    )
    waiting = {SERVICES[moment.source] for moment in found if kind_waits(moment.wire)}
    until = cosigned_until(runtime.address.conninfo, sorted(waiting), runtime.ledger.policy)
    return [_entry(runtime, moment, until) for moment in found]


def _entry(runtime: Runtime, moment: Moment, until: Mapping[str, int]) -> Entry:
    recorded_on = japanese_day(moment.recorded_at)
    role = ROLES_JA.get(moment.role, moment.role)
    office = office_name(runtime.municipality, moment.office) if moment.office else ""
    return Entry(
        id=f"all-{moment.source}-{moment.position}",
        term=moment.term,
        on=moment.occurred_on,
        recorded_on=recorded_on if recorded_on != moment.occurred_on else None,
        who=f"{role}・{office}" if office else role,
        icon=ICONS.get(moment.wire.rpartition(".v")[0], ""),
        plan_no=moment.plan_no,
        migrated=moment.migrated,
        unnotarised=(kind_waits(moment.wire) and moment.position > until[SERVICES[moment.source]]),
        operator=operator_name(runtime.municipality, moment.operator),
    )
