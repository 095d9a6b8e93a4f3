"""`known_case`: what planning knows of intake's cases, one row per case; clear and statistical fields only."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Projection
from events.contract.codes import Triage, Urgency
from events.contract.correcting import ReceptionCorrected
from events.contract.intake import (
    CaseTriaged,
    ConsultationReceived,
    ContactRecorded,
    EmergencyHelpArranged,
    UseAppliedFor,
)
from events.log.recorded import Recorded

ENDS_AT_INTAKE = frozenset({Triage.INFORMATION_ONLY, Triage.REFERRED, Triage.DISCONTINUED})
"""Outcomes of 振り分け that end a case at intake (programme.md §5.1)."""

MOST_TRIED = 30
"""Vain contacts that are kept one by one; the number counts them all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCase:
    """`number`: 受付番号, as intake prints it (year of the reception, place in intake's log).

    `attempts`: contacts tried in vain since somebody was last reached, `tried` their days and ways
    ("2026-05-07 telephone"); for 終結理由 C.
    """

    case_id: UUID
    area_id: Int
    area: str
    number: str
    person: UUID
    received_on: date
    urgency: Urgency
    triage: Triage | None = None
    closed_at_intake: bool = False
    helped_on: date | None = None
    applied_on: date | None = None
    consent_sharing: bool = False
    attempts: Int = 0
    tried: tuple[str, ...] = ()
    contacted_on: date | None = None


def evolve(  # noqa: PLR0911 - one arm per kind
    row: KnownCase | None, recorded: Recorded
) -> KnownCase | None:
    """The row after one fact of intake; facts of a case come in their order."""
    match recorded.fact:
        case ConsultationReceived() as received:
            return KnownCase(
                case_id=recorded.case,
                area_id=recorded.area_id,
                area=recorded.context.area,
                number=f"{received.received_on.year}-{recorded.position:05d}",
                person=received.person,
                received_on=received.received_on,
                urgency=received.urgency,
            )
        case ReceptionCorrected(urgency=urgency) if row and urgency:
            return replace(row, urgency=urgency)
        case CaseTriaged(triage=triage) if row:
            return replace(row, triage=triage, closed_at_intake=triage in ENDS_AT_INTAKE)
        case EmergencyHelpArranged(arranged_on=day) if row:
            return replace(row, helped_on=row.helped_on or day)
        case UseAppliedFor() as applied if row:
            return replace(
                row, applied_on=applied.applied_on, consent_sharing=applied.consent_sharing
            )
        case ContactRecorded() as contact if row:
            attempts = 0 if contact.reached else row.attempts + 1
            latest = max(row.contacted_on or contact.contacted_on, contact.contacted_on)
            how = f"{contact.contacted_on.isoformat()} {contact.method.value}"
            tried = () if contact.reached else (*row.tried, how)
            return replace(row, attempts=attempts, contacted_on=latest, tried=tried[-MOST_TRIED:])
    return row


KNOWN_CASE = Projection(
    "known_case",
    2,
    KnownCase,
    evolve,
    one_row_per="case",
    reads=frozenset(
        {
            ConsultationReceived,
            ReceptionCorrected,
            CaseTriaged,
            EmergencyHelpArranged,
            UseAppliedFor,
            ContactRecorded,
        }
    ),
)
