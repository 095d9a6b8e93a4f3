"""支援会議 (法9条) about somebody who is a case: the case has its record, the minutes keep what was shared."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.case_in_council import CaseDiscussed
from events.contract.concern_codes import CouncilHost, CouncilOutcome
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.consultation import Consultation
from services.intake.decisions.concern_guards import ahead
from services.intake.decisions.guards import happened, received, told


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscussCase:
    """`council`, `held_on` and `host` are the meeting's, given by the edge."""

    today: date
    council: UUID
    held_on: date
    host: CouncilHost
    outcome: CouncilOutcome
    next_on: date | None = None
    shared: str = ""
    roles: str = ""


def discuss_case(state: Consultation | None, command: DiscussCase) -> list[Event]:
    """Once per meeting and case; also after the end, when those who look in meet again."""
    state = received(state)
    made = CaseDiscussed(
        discussed_on=command.held_on,
        person=state.person,
        council=command.council,
        host=command.host,
        outcome=command.outcome,
        next_on=command.next_on,
        shared=Open(state.person, command.shared),
        roles=Open(state.person, command.roles),
    )
    if made in state.beside.discussed:
        return []
    if command.council in {one.council for one in state.beside.discussed}:
        raise Refused(
            "already-discussed",
            "この会議での協議はすでに記録されています。会議の画面を開き直してください。",
            field="number",
        )
    happened(command.held_on, today=command.today, field="number", not_before=state.received_on)
    ahead(command.next_on, after=command.held_on)
    told(command.shared, code="shared-missing", ja="共有したことを書いてください。", field="shared")
    if command.outcome in {CouncilOutcome.APPROACH, CouncilOutcome.OTHER_BODY}:
        ja = "だれが何をするかを書いてください。"
        told(command.roles, code="roles-missing", ja=ja, field="roles")
    return [made]
