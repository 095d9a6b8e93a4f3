"""代決 and 後閲 of grants: a deputy says why, and the holder of the post looks afterwards."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from events.contract.approving import DeputyGround
from events.contract.benefits import GrantDrafted
from events.contract.deciding import Refused
from events.contract.deputising import may_deputise
from events.contract.grant_approving import GrantDecidedByDeputy, GrantDeputyDecisionSeen
from events.contract.kind import Event
from services.benefits.decisions.guards import happened
from services.benefits.grant import Grant


class Deciding(Protocol):
    """Commands that decide. `deputy_for` is the post the decider stands in for, "" in one's own."""

    @property
    def decider(self) -> UUID: ...
    @property
    def post(self) -> str: ...
    @property
    def approved(self) -> str: ...
    @property
    def deputy_for(self) -> str: ...
    @property
    def deputy_ground(self) -> DeputyGround | None: ...
    @property
    def extraordinary(self) -> bool: ...


def by_deputy(grant: Grant, proposal: GrantDrafted, command: Deciding, on: date) -> list[Event]:
    """代決, stated beside the decision; nothing where the holder of the post decided."""
    may_deputise(command.deputy_for, command.deputy_ground, extraordinary=command.extraordinary)
    if not command.deputy_for or command.deputy_ground is None:
        return []
    return [
        GrantDecidedByDeputy(
            decided_on=on,
            person=grant.person,
            grant_no=proposal.grant_no,
            approved=command.approved,
            holder_post=command.deputy_for,
            deputy_post=command.post,
            decider=command.decider,
            ground=command.deputy_ground,
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeeGrantDecision:
    """`held`: names of the posts the viewer holds on that day."""

    today: date
    seen_on: date
    viewer: UUID
    held: frozenset[str]


def see_grant_decision(state: Grant | None, command: SeeGrantDecision) -> list[Event]:
    """Once, also of a grant that is over by now."""
    taken = state.deputised if state else None
    if state is None or taken is None:
        raise Refused("not-deputised", "代決された決裁ではありません。")
    if state.seen is not None:
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
        GrantDeputyDecisionSeen(
            seen_on=command.seen_on,
            person=taken.person,
            grant_no=taken.grant_no,
            approved=taken.approved,
            post=taken.holder_post,
            viewer=command.viewer,
        )
    ]
