"""Facts around a 決裁: conditions of the conference, 審査 by superiors, 代決 by a deputy and 後閲 by the holder."""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event
from events.contract.planning import APPROVAL, CONFERENCE


@code_list("代決の理由", basis=APPROVAL, provisional=True)
class DeputyGround(Code):
    """Why a deputy decides in the place of the holder of the post."""

    ABSENT = "absent", "決裁者の不在(出張・休暇など)"
    VACANT = "vacant", "決裁者の職が欠けている"
    INSTRUCTED = "instructed", "決裁者からあらかじめ指示を受けた"
    URGENT = "urgent", "至急の処理が必要"


@event(
    "planning.endorsement-conditioned",
    ja="プランの了承の条件",
    basis=CONFERENCE,
    occurred="conditioned_on",
)
class EndorsementConditioned(Event):
    """条件付: the plan was approved on conditions, which the drafter of the decision must know."""

    conditioned_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    conditions: Narrative[str]


@event("planning.decision-reviewed", ja="起案の審査", basis=APPROVAL, occurred="reviewed_on")
class DecisionReviewed(Event):
    """A superior has examined the 起案 whose leaf hash (hex) is `reviewed`. Not `passes` = 差戻し."""

    reviewed_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    reviewer: Clear[UUID]
    post: Clear[str]
    reviewed: Clear[str]
    passes: Clear[bool]
    opinion: Narrative[str]


@event("planning.decided-by-deputy", ja="代決", basis=APPROVAL, occurred="decided_on")
class DecidedByDeputy(Event):
    """The decision on the 起案 `approved` was taken by a deputy: whose post, which deputy, on what ground.

    Open until the holder has seen it (後閲).
    """

    decided_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    approved: Clear[str]
    holder_post: Clear[str]
    deputy_post: Clear[str]
    decider: Clear[UUID]
    ground: Clear[DeputyGround]


@event("planning.deputy-decision-seen", ja="後閲", basis=APPROVAL, occurred="seen_on")
class DeputyDecisionSeen(Event):
    """The holder of the post has seen what the deputy decided."""

    seen_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    approved: Clear[str]
    post: Clear[str]
    viewer: Clear[UUID]
