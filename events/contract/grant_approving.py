"""Facts around the 決裁 of a grant: 代決 by a deputy and 後閲 by the holder of the post."""

from datetime import date
from uuid import UUID

from events.contract.approving import DeputyGround
from events.contract.group import Clear
from events.contract.kind import Event, event
from events.contract.planning import APPROVAL


@event(
    "benefits.grant-decided-by-deputy",
    ja="支給決定等の代決",
    basis=APPROVAL,
    occurred="decided_on",
    provisional=True,
)
class GrantDecidedByDeputy(Event):
    """The decision or refusal on the 起案 `approved` (leaf hash, hex) was a deputy's: whose post, which, why.

    Open until the holder has seen it (後閲).
    """

    decided_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    approved: Clear[str]
    holder_post: Clear[str]
    deputy_post: Clear[str]
    decider: Clear[UUID]
    ground: Clear[DeputyGround]


@event(
    "benefits.grant-deputy-decision-seen",
    ja="支給決定等の後閲",
    basis=APPROVAL,
    occurred="seen_on",
    provisional=True,
)
class GrantDeputyDecisionSeen(Event):
    """The holder of the post has seen what the deputy decided."""

    seen_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    approved: Clear[str]
    post: Clear[str]
    viewer: Clear[UUID]
