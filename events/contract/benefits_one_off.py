"""Facts of orders beside the months: one cost of a move, one supplement, on the road of every other order.

`number` = of the move or the supplement; `part` = the kind of cost, "" for a supplement, which is one sum.
"""

from datetime import date
from uuid import UUID

from events.contract.benefits_moving import MovingCost
from events.contract.benefits_transfers import PAYMENT, REVIEW, RULES, TransferAccount
from events.contract.group import Clear, Identity, Narrative, Stat
from events.contract.kind import Event, event
from events.contract.transfer_codes import PaidMatter, TransferReason


@event(
    "benefits.moving-account-stated",
    ja="転居費用の振込口座の届",
    basis=PAYMENT,
    occurred="stated_on",
)
class MovingAccountStated(Event):
    """The n-th account of the payee of one cost. `mandate` = SHA-256 (hex) of the bill or paper that asks for it."""

    stated_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    cost: Clear[MovingCost]
    account_no: Clear[int]
    clerk: Clear[UUID]
    mandate: Clear[str]
    account: Identity[TransferAccount]


@event(
    "benefits.moving-account-checked",
    ja="転居費用の振込口座の確認",
    basis=PAYMENT,
    occurred="checked_on",
)
class MovingAccountChecked(Event):
    """Another natural person compared it with the paper; `approved` = leaf of what was read."""

    checked_on: Clear[date]
    person: Clear[UUID]
    moving_no: Clear[int]
    cost: Clear[MovingCost]
    account_no: Clear[int]
    checker: Clear[UUID]
    approved: Clear[str]


@event(
    "benefits.one-off-order-returned",
    ja="支出命令の返付(転居費用・追加支給)",
    basis=REVIEW,
    occurred="returned_on",
)
class OneOffOrderReturned(Event):
    """会計管理者 sends the order back; the sum waits for an order again."""

    returned_on: Clear[date]
    person: Clear[UUID]
    matter: Clear[PaidMatter]
    number: Clear[int]
    part: Clear[str]
    order_no: Clear[str]
    reviewer: Clear[UUID]
    reasons: Narrative[str]


@event(
    "benefits.one-off-order-cancelled",
    ja="支出命令の取消し(転居費用・追加支給)",
    basis=RULES,
    occurred="cancelled_on",
)
class OneOffOrderCancelled(Event):
    """The order is withdrawn before any money left, or after a transfer came back (`was_returned`)."""

    cancelled_on: Clear[date]
    person: Clear[UUID]
    matter: Clear[PaidMatter]
    number: Clear[int]
    part: Clear[str]
    order_no: Clear[str]
    clerk: Clear[UUID]
    was_passed: Clear[bool]
    was_returned: Clear[bool]
    reasons: Narrative[str]


@event(
    "benefits.one-off-batched",
    ja="振込のまとめへの組入れ(転居費用・追加支給)",
    basis=RULES,
    occurred="batched_on",
)
class OneOffBatched(Event):
    """A passed order goes into one batch (its stream), with the account that was checked."""

    batched_on: Clear[date]
    person: Clear[UUID]
    matter: Clear[PaidMatter]
    number: Clear[int]
    part: Clear[str]
    order_no: Clear[str]
    issue: Clear[int]
    batch: Clear[UUID]
    account_no: Clear[int]


@event(
    "benefits.one-off-unbatched",
    ja="振込のまとめからの取出し(転居費用・追加支給)",
    basis=RULES,
    occurred="unbatched_on",
)
class OneOffUnbatched(Event):
    """The batch was given up before it was handed over."""

    unbatched_on: Clear[date]
    person: Clear[UUID]
    matter: Clear[PaidMatter]
    number: Clear[int]
    part: Clear[str]
    order_no: Clear[str]
    batch: Clear[UUID]


@event(
    "benefits.one-off-transfer-returned",
    ja="組戻(転居費用・追加支給)",
    basis=PAYMENT,
    occurred="returned_on",
)
class OneOffTransferReturned(Event):
    """The transfer did not reach the payee. `was_paid`: it had been stated as paid."""

    returned_on: Clear[date]
    person: Clear[UUID]
    matter: Clear[PaidMatter]
    number: Clear[int]
    part: Clear[str]
    order_no: Clear[str]
    batch: Clear[UUID | None]
    was_paid: Clear[bool]
    reason: Clear[TransferReason]
    amount_yen: Stat[int]


@event(
    "benefits.one-off-reissued",
    ja="支出命令の再発行(転居費用・追加支給)",
    basis=RULES,
    occurred="reissued_on",
)
class OneOffReissued(Event):
    """The same order once more, for the account checked since; reviewed anew. `issue` from 2."""

    reissued_on: Clear[date]
    person: Clear[UUID]
    matter: Clear[PaidMatter]
    number: Clear[int]
    part: Clear[str]
    order_no: Clear[str]
    issue: Clear[int]
    orderer: Clear[UUID]
    due_on: Clear[date]
    account_no: Clear[int]


@event(
    "benefits.one-off-return-booked",
    ja="組戻金の戻入(転居費用・追加支給)",
    basis="地方自治法施行令159条",
    occurred="booked_on",
)
class OneOffReturnBooked(Event):
    """The money of a returned transfer is back in the item of the year it was paid from."""

    booked_on: Clear[date]
    person: Clear[UUID]
    matter: Clear[PaidMatter]
    number: Clear[int]
    part: Clear[str]
    order_no: Clear[str]
    fiscal_year: Clear[int]
    item: Clear[str]
    amount_yen: Stat[int]
