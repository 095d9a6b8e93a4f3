"""代決 and 後閲 of what is decided of money beside a grant: claims, corrections, 追加支給, 転居費用補助."""

from datetime import date
from uuid import UUID

from events.contract.approving import DeputyGround
from events.contract.code import Code, code_list
from events.contract.group import Clear
from events.contract.kind import Event, event
from events.contract.planning import APPROVAL


@code_list("給付の決裁の事項", basis=APPROVAL, provisional=True)
class MoneyMatter(Code):
    """What is decided by post, beside 支給決定 and 不支給決定."""

    REPAYMENT = "repayment", "返還の決定"
    CLAIM_FIXING = "claim_fixing", "調定"
    DEFERRAL = "deferral", "徴収停止・履行延期"
    WRITE_OFF = "write_off", "不納欠損"
    CORRECTION = "correction", "総点検の訂正"
    SUPPLEMENT = "supplement", "追加支給の決定"
    MOVING = "moving", "転居費用補助の決定"


@event(
    "benefits.money-decided-by-deputy",
    ja="給付の決裁の代決",
    basis=APPROVAL,
    occurred="decided_on",
    provisional=True,
)
class MoneyDecidedByDeputy(Event):
    """A deputy decided over the hash `approved` (hex): whose post, which deputy, on what ground.

    `grant_no` and `item_no` number the grant and the claim, 追加支給 or 転居費用補助; 0 where there is none.
    Open until the holder has seen it (後閲).
    """

    decided_on: Clear[date]
    matter: Clear[MoneyMatter]
    grant_no: Clear[int]
    item_no: Clear[int]
    approved: Clear[str]
    holder_post: Clear[str]
    deputy_post: Clear[str]
    decider: Clear[UUID]
    ground: Clear[DeputyGround]


@event(
    "benefits.money-deputy-decision-seen",
    ja="給付の決裁の後閲",
    basis=APPROVAL,
    occurred="seen_on",
    provisional=True,
)
class MoneyDeputyDecisionSeen(Event):
    """The holder of the post has seen what the deputy decided."""

    seen_on: Clear[date]
    matter: Clear[MoneyMatter]
    approved: Clear[str]
    post: Clear[str]
    viewer: Clear[UUID]
