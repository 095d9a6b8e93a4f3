"""Facts of paying out 住居確保給付金: accounts, orders sent back, batches of transfers, what the bank answered.

Bank accounts are sealed under the pseudonym of the payee; a batch holds orders, never accounts.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.group import Clear, Identity, Narrative, Stat
from events.contract.kind import Event, event
from events.contract.transfer_codes import AccountKind, HandOver, PaidMatter, TransferReason

PAYMENT = "地方自治法232条の5第2項・施行令165条の2"
REVIEW = "地方自治法232条の4第2項"
RULES = "各市 財務規則"


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferAccount:
    """Where money goes, as the bank's record wants it: digits as text, half-width kana."""

    bank_code: str
    bank_kana: str
    branch_code: str
    branch_kana: str
    kind: AccountKind
    number: str
    holder_kana: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchLine:
    """One order in a batch, under which number, for the how-manieth time.

    `stream` of the grant, the move or the supplement; `part` as in its facts: the month (`YYYY-MM`), the kind
    of cost, "" for a supplement. `account_at` = the stream in which the payee's account is stated.
    """

    matter: PaidMatter
    stream: UUID
    case: UUID
    part: str
    order_no: str
    issue: int
    account_at: UUID


@event(
    "benefits.payee-account-changed",
    ja="振込口座の届",
    basis=PAYMENT,
    occurred="stated_on",
)
class PayeeAccountChanged(Event):
    """The n-th account of a grant's payee. `mandate` = SHA-256 (hex) of the paper that asks for it."""

    stated_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    account_no: Clear[int]
    clerk: Clear[UUID]
    mandate: Clear[str]
    account: Identity[TransferAccount]


@event(
    "benefits.payee-account-checked",
    ja="振込口座の確認",
    basis=PAYMENT,
    occurred="checked_on",
)
class PayeeAccountChecked(Event):
    """Another natural person compared the account with the paper; `approved` = leaf of what was read."""

    checked_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    account_no: Clear[int]
    checker: Clear[UUID]
    approved: Clear[str]


@event("benefits.order-returned", ja="支出命令の返付", basis=REVIEW, occurred="returned_on")
class OrderReturned(Event):
    """会計管理者 sends the order back; the month waits for an order again."""

    returned_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    order_no: Clear[str]
    reviewer: Clear[UUID]
    reasons: Narrative[str]


@event("benefits.order-cancelled", ja="支出命令の取消し", basis=RULES, occurred="cancelled_on")
class OrderCancelled(Event):
    """The order is withdrawn before any money left, or after a transfer came back (`was_returned`)."""

    cancelled_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    order_no: Clear[str]
    clerk: Clear[UUID]
    was_passed: Clear[bool]
    was_returned: Clear[bool]
    reasons: Narrative[str]


@event("benefits.order-batched", ja="振込のまとめへの組入れ", basis=RULES, occurred="batched_on")
class OrderBatched(Event):
    """A passed order goes into one batch (its stream), with the account that was checked."""

    batched_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    order_no: Clear[str]
    issue: Clear[int]
    batch: Clear[UUID]
    account_no: Clear[int]


@event(
    "benefits.order-unbatched", ja="振込のまとめからの取出し", basis=RULES, occurred="unbatched_on"
)
class OrderUnbatched(Event):
    """The batch was given up before it was handed over; the order may go into another."""

    unbatched_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    order_no: Clear[str]
    batch: Clear[UUID]


@event("benefits.transfer-returned", ja="組戻", basis=PAYMENT, occurred="returned_on")
class TransferReturned(Event):
    """The transfer did not reach the payee: the month is unpaid again. `was_paid`: it had been stated as paid."""

    returned_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    order_no: Clear[str]
    batch: Clear[UUID | None]
    was_paid: Clear[bool]
    reason: Clear[TransferReason]
    amount_yen: Stat[int]


@event("benefits.order-reissued", ja="支出命令の再発行", basis=RULES, occurred="reissued_on")
class OrderReissued(Event):
    """The same order once more after 組戻, for the account checked since; reviewed anew. `issue` from 2."""

    reissued_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    order_no: Clear[str]
    issue: Clear[int]
    orderer: Clear[UUID]
    due_on: Clear[date]
    account_no: Clear[int]


@event(
    "benefits.returned-transfer-booked",
    ja="組戻金の戻入",
    basis="地方自治法施行令159条",
    occurred="booked_on",
)
class ReturnedTransferBooked(Event):
    """The money of a returned transfer is back in the item of the year it was paid from."""

    booked_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    month: Clear[str]
    order_no: Clear[str]
    fiscal_year: Clear[int]
    item: Clear[str]
    amount_yen: Stat[int]


@event("benefits.batch-opened", ja="振込のまとめの作成", basis=RULES, occurred="opened_on")
class BatchOpened(Event):
    """An empty batch of one fiscal year and one day of transfer."""

    opened_on: Clear[date]
    number: Clear[str]
    fiscal_year: Clear[int]
    transfer_on: Clear[date]
    hand_over: Clear[HandOver]
    clerk: Clear[UUID]


@event(
    "benefits.batch-filled",
    ja="振込のまとめへの追加",
    basis=RULES,
    occurred="filled_on",
    version=2,
)
class BatchFilled(Event):
    """Orders that came in together; each line says what it pays."""

    filled_on: Clear[date]
    number: Clear[str]
    lines: Clear[tuple[BatchLine, ...]]


@event("benefits.batch-proposed", ja="振込の伺い", basis=RULES, occurred="proposed_on")
class BatchProposed(Event):
    """Ready to leave. `contents` = SHA-256 (hex) over every line with its yen and account record."""

    proposed_on: Clear[date]
    number: Clear[str]
    proposer: Clear[UUID]
    orders: Clear[int]
    total_yen: Clear[int]
    contents: Clear[str]


@event("benefits.batch-released", ja="振込の承認", basis=RULES, occurred="released_on")
class BatchReleased(Event):
    """Another natural person agreed. `approved` = leaf (hex) of the proposal that was read."""

    released_on: Clear[date]
    number: Clear[str]
    proposer: Clear[UUID]
    releaser: Clear[UUID]
    post: Clear[str]
    approved: Clear[str]


@event("benefits.batch-handed-over", ja="振込データの引渡し", basis=RULES, occurred="handed_on")
class BatchHandedOver(Event):
    """The file left. It can be drawn again, byte for byte: `sha256` says so. Not a payment."""

    handed_on: Clear[date]
    number: Clear[str]
    hand_over: Clear[HandOver]
    clerk: Clear[UUID]
    sha256: Clear[str]
    size: Clear[int]


@event("benefits.batch-result-read", ja="振込結果の取込み", basis=PAYMENT, occurred="read_on")
class BatchResultRead(Event):
    """What treasury or bank answered; `sha256` of the file, empty where it was entered by hand."""

    read_on: Clear[date]
    number: Clear[str]
    clerk: Clear[UUID]
    sha256: Clear[str]
    paid: Clear[int]
    returned: Clear[int]


@event("benefits.batch-withdrawn", ja="振込のまとめの取止め", basis=RULES, occurred="withdrawn_on")
class BatchWithdrawn(Event):
    """Given up before it was handed over."""

    withdrawn_on: Clear[date]
    number: Clear[str]
    clerk: Clear[UUID]
