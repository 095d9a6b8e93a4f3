"""後閲: the holder of the post sees afterwards what the deputy decided."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.approving import DeputyDecisionSeen
from events.contract.deciding import Refused
from events.contract.kind import Event
from services.planning.case import Case
from services.planning.decisions.guards import happened


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeDeputyDecision:
    """`held`: names of the posts the viewer holds on that day."""

    today: date
    seen_on: date
    viewer: UUID
    approved: str
    held: frozenset[str]


def see_deputy_decision(state: Case | None, command: SeeDeputyDecision) -> list[Event]:
    """Once per decision, also of a case that is closed by now."""
    taken = next(
        (d for d in (state.deputised if state else ()) if d.approved == command.approved), None
    )
    if state is None or taken is None:
        raise Refused("not-deputised", "代決された決裁ではありません。")
    if any(seen.approved == command.approved for seen in state.seen):
        return []
    if taken.holder_post not in command.held or command.viewer == taken.decider:
        raise Refused("not-entitled", f"後閲は「{taken.holder_post}」の職にある方が行います。")
    happened(
        command.seen_on,
        today=command.today,
        field="seen_on",
        not_before=taken.decided_on,
        step="代決",
    )
    return [
        DeputyDecisionSeen(
            seen_on=command.seen_on,
            person=taken.person,
            plan_no=taken.plan_no,
            approved=taken.approved,
            post=taken.holder_post,
            viewer=command.viewer,
        )
    ]
