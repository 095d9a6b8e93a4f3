"""代決 and 後閲 of money beside a grant: stated with the decision, and seen by the holder of the post."""

from datetime import date
from typing import Protocol
from uuid import UUID

from events.contract.by_post import ByPost, deputed
from events.contract.kind import Event
from events.contract.money_approving import (
    MoneyDecidedByDeputy,
    MoneyDeputyDecisionSeen,
    MoneyMatter,
)
from events.contract.seeing import SeeDeputyDecision, to_see
from services.benefits.deputies import Deputies


class Deputised(Protocol):
    """The states of which deputies may decide."""

    @property
    def deputies(self) -> Deputies: ...


def stand_in(
    command: ByPost,
    on: date,
    *,
    matter: MoneyMatter,
    by: UUID,
    approved: str,
    grant_no: int = 0,
    item_no: int = 0,
) -> list[Event]:
    """代決, stated beside the decision; nothing where the holder of the post decided."""
    taken = deputed(command, on, by=by, approved=approved)
    if not taken:
        return []
    return [MoneyDecidedByDeputy(matter=matter, grant_no=grant_no, item_no=item_no, **taken)]


def see_money_decision(state: Deputised | None, command: SeeDeputyDecision) -> list[Event]:
    """Once per decision, also of what is over by now."""
    known = state.deputies if state else Deputies()
    taken = to_see(known.taken, known.seen, command)
    if taken is None:
        return []
    return [
        MoneyDeputyDecisionSeen(
            seen_on=command.seen_on,
            matter=taken.matter,
            approved=taken.approved,
            post=taken.holder_post,
            viewer=command.viewer,
        )
    ]
