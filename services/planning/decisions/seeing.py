"""後閲: the holder of the post sees afterwards what the deputy decided."""

from events.contract.approving import DeputyDecisionSeen
from events.contract.kind import Event
from events.contract.seeing import SeeDeputyDecision, to_see
from services.planning.case import Case

__all__ = ["SeeDeputyDecision", "see_deputy_decision"]


def see_deputy_decision(state: Case | None, command: SeeDeputyDecision) -> list[Event]:
    """Once per decision, also of a case that is closed by now."""
    taken = to_see(state.deputised, state.seen, command) if state else to_see((), (), command)
    if taken is None:
        return []
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
