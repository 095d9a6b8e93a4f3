"""代決 and 後閲 of grants and of what is decided of them later: why a deputy decided, and who looked afterwards."""

from datetime import date

from events.contract.by_post import Approving, deputed
from events.contract.grant_approving import GrantDecidedByDeputy, GrantDeputyDecisionSeen
from events.contract.kind import Event
from events.contract.seeing import SeeDeputyDecision, to_see
from services.benefits.grant import Grant


def by_deputy(grant: Grant, command: Approving, on: date) -> list[Event]:
    """代決, stated beside the decision; nothing where the holder of the post decided."""
    taken = deputed(command, on, by=command.decider, approved=command.approved)
    if not taken:
        return []
    return [GrantDecidedByDeputy(person=grant.person, grant_no=grant.application.grant_no, **taken)]


def see_grant_decision(state: Grant | None, command: SeeDeputyDecision) -> list[Event]:
    """Once per decision, also of a grant that is over by now."""
    taken = to_see(state.deputised, state.seen, command) if state else to_see((), (), command)
    if taken is None:
        return []
    return [
        GrantDeputyDecisionSeen(
            seen_on=command.seen_on,
            person=taken.person,
            grant_no=taken.grant_no,
            approved=taken.approved,
            post=taken.holder_post,
            viewer=command.viewer,
        )
    ]
