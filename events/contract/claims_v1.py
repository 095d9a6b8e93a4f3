"""調定, 繰越し and 徴収停止・履行延期 as first stated, kept readable for ever: the post was not kept."""

from datetime import date
from typing import Any
from uuid import UUID

from events.contract.benefits_claims import FIXING, ClaimInto, ClaimKind, DeferGround
from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event, upcast


@event("benefits.claim-fixed", ja="調定", basis=FIXING, occurred="fixed_on")
class ClaimFixedV1(Event):
    """As ClaimFixed, before the post was kept."""

    fixed_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    officer: Clear[UUID]
    number: Clear[str]
    kind: Clear[ClaimKind]
    into: Clear[ClaimInto]
    fiscal_year: Clear[int]
    item: Clear[str]
    amount_yen: Stat[int]


@event(
    "benefits.claim-carried-over",
    ja="過年度収入への繰越し",
    basis="地方自治法施行令160条",
    occurred="carried_on",
)
class ClaimCarriedOverV1(Event):
    """As ClaimCarriedOver, before the post was kept."""

    carried_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    officer: Clear[UUID]
    number: Clear[str]
    from_year: Clear[int]
    fiscal_year: Clear[int]
    item: Clear[str]
    amount_yen: Stat[int]


@event(
    "benefits.collection-deferred",
    ja="徴収停止・履行延期",
    basis="地方自治法施行令171条の5・171条の6",
    occurred="deferred_on",
    provisional=True,
)
class CollectionDeferredV1(Event):
    """As CollectionDeferred, before the post was kept."""

    deferred_on: Clear[date]
    person: Clear[UUID]
    claim_no: Clear[int]
    officer: Clear[UUID]
    ground: Clear[DeferGround]
    until_on: Clear[date]
    reasons: Narrative[str]


@upcast("benefits.claim-fixed.v1", "benefits.claim-fixed.v2")
@upcast("benefits.claim-carried-over.v1", "benefits.claim-carried-over.v2")
@upcast("benefits.collection-deferred.v1", "benefits.collection-deferred.v2")
def _post_unknown(body: dict[str, Any]) -> dict[str, Any]:
    """Who acted is known, in which post is not."""
    return body | {"post": ""}
