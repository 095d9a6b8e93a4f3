"""How a concern comes to its end here: it becomes a case, another body goes on with it, or it ends."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import ReferralTarget
from events.contract.concern import ConcernEnded, ConcernHandedOver, ConcernLinked
from events.contract.concern_codes import ConcernEndReason
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.decisions.concern_guards import noted, running, since
from services.intake.decisions.guards import told
from services.intake.decisions.sharing import SharingBasis
from services.intake.states.concern import Concern


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkConcern:
    """`case` is the case it became, or one that stood before (`known`)."""

    today: date
    linked_on: date
    case: UUID
    known: bool = False


def link_concern(state: Concern | None, command: LinkConcern) -> list[Event]:
    """Once: a second case would make two of one concern. Also after it had ended: then the person came."""
    state = noted(state)
    if state.case == command.case:
        return []
    if state.case is not None:
        raise Refused("concern-linked", "この気がかりは、すでに別の相談につながっています。")
    since(state, command.linked_on, today=command.today, field="linked_on")
    return [
        ConcernLinked(
            linked_on=command.linked_on,
            person=state.person,
            case=command.case,
            known=command.known,
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverConcern:
    """To whom, why, and on what basis the data goes."""

    today: date
    handed_on: date
    target: ReferralTarget
    note: str = ""
    basis: SharingBasis | None = None


def hand_over_concern(state: Concern | None, command: HandOverConcern) -> list[Event]:
    """Another body goes on with it; the edge writes `basis` into the envelope."""
    if _same_end(state, ConcernHandedOver, "target", command.target):
        return []
    state = running(state)
    since(state, command.handed_on, today=command.today, field="handed_on")
    told(command.note, code="note-missing", ja="つなぐ理由を書いてください。", field="note")
    if command.basis is None:
        raise Refused(
            "basis-missing",
            "情報提供の根拠（本人の同意など）を選んでください。",
            field="basis",
        )
    return [
        ConcernHandedOver(
            handed_on=command.handed_on,
            person=state.person,
            target=command.target,
            note=Open(state.person, command.note),
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class EndConcern:
    """Nothing more is done."""

    today: date
    ended_on: date
    reason: ConcernEndReason
    note: str = ""


def end_concern(state: Concern | None, command: EndConcern) -> list[Event]:
    """Who was never looked for cannot be 会えないまま."""
    if _same_end(state, ConcernEnded, "reason", command.reason):
        return []
    state = running(state)
    since(state, command.ended_on, today=command.today, field="ended_on")
    if command.reason is ConcernEndReason.NOT_FOUND and not state.attempts:
        raise Refused(
            "never-looked",
            "訪問や連絡の記録がまだありません。確かめたことを記録してから終えてください。",
            field="reason",
        )
    told(command.note, code="note-missing", ja="終える理由を書いてください。", field="note")
    return [
        ConcernEnded(
            ended_on=command.ended_on,
            person=state.person,
            reason=command.reason,
            note=Open(state.person, command.note),
        )
    ]


def _same_end(state: Concern | None, kind: type[Event], field: str, value: object) -> bool:
    """Whether the concern ended just so before."""
    last = state.last if state else None
    return isinstance(last, kind) and getattr(last, field) == value
