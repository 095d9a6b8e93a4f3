"""Facts and commands of paying out one grant and one batch, in order unless a test says otherwise."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from events.contract import Open
from events.contract.benefits_transfers import (
    BatchFilled,
    BatchHandedOver,
    BatchLine,
    BatchOpened,
    BatchProposed,
    BatchReleased,
    OrderBatched,
    PayeeAccountChanged,
    PayeeAccountChecked,
    TransferAccount,
    TransferReturned,
)
from events.contract.transfer_codes import AccountKind, HandOver, PaidMatter, TransferReason
from services.benefits.batch import stream_of
from services.benefits.decisions.accounts import ChangeAccount, CheckAccount
from services.benefits.decisions.batching import JoinBatch, OpenBatch, ReleaseBatch
from services.benefits.decisions.sending_back import (
    BookReturn,
    CancelOrder,
    ReissueOrder,
    ReturnOrder,
    ReturnTransfer,
)
from tests.benefits.facts import CLERK, DRAFTER, LANDLORD, LEAF, PERSON, TODAY, TREASURER

BATCH = stream_of("271004", "2026-11-01")
GRANT = UUID("7a1c1c1c-0000-4000-8000-000000000001")
MANDATE = "cd" * 32
ACCOUNT = TransferAccount(
    bank_code="9999",
    bank_kana="ﾐﾎﾝ",
    branch_code="002",
    branch_kana="ﾆｼ",
    kind=AccountKind.ORDINARY,
    number="0123456",
    holder_kana="ﾐﾅﾄ ｶﾝﾘ",
)


def change(**changes: Any) -> ChangeAccount:
    made: dict[str, Any] = {
        "today": TODAY,
        "stated_on": date(2026, 11, 25),
        "clerk": CLERK,
        "payee_person": LANDLORD,
        "mandate": MANDATE.upper(),
        "bank_code": "9999",
        "bank_kana": "ミホン",
        "branch_code": "002",
        "branch_kana": "にし",
        "kind": AccountKind.ORDINARY,
        "number": "123456",
        "holder_kana": "ミナト　カンリ",
    }
    return ChangeAccount(**(made | changes))


def changed(**changes: Any) -> PayeeAccountChanged:
    made: dict[str, Any] = {
        "stated_on": date(2026, 11, 25),
        "person": PERSON,
        "grant_no": 1,
        "account_no": 1,
        "clerk": CLERK,
        "mandate": MANDATE,
        "account": Open(LANDLORD, ACCOUNT),
    }
    return PayeeAccountChanged(**(made | changes))


def check(**changes: Any) -> CheckAccount:
    made: dict[str, Any] = {
        "today": TODAY,
        "checked_on": date(2026, 11, 26),
        "checker": TREASURER,
        "post": "会計室",
        "entitled": True,
        "approved": LEAF,
        "standing": LEAF,
    }
    return CheckAccount(**(made | changes))


def checked(number: int = 1) -> PayeeAccountChecked:
    return PayeeAccountChecked(
        checked_on=date(2026, 11, 26),
        person=PERSON,
        grant_no=1,
        account_no=number,
        checker=TREASURER,
        approved=LEAF,
    )


def join(**changes: Any) -> JoinBatch:
    made: dict[str, Any] = {
        "today": date(2026, 11, 28),
        "batch": BATCH,
        "part": "2026-11",
        "fiscal_year": 2026,
    }
    return JoinBatch(**(made | changes))


def batched(**changes: Any) -> OrderBatched:
    made: dict[str, Any] = {
        "batched_on": date(2026, 11, 28),
        "person": PERSON,
        "grant_no": 1,
        "month": "2026-11",
        "order_no": "支-2026-11",
        "issue": 1,
        "batch": BATCH,
        "account_no": 1,
    }
    return OrderBatched(**(made | changes))


def give_back(**changes: Any) -> ReturnOrder:
    made: dict[str, Any] = {
        "today": TODAY,
        "returned_on": date(2026, 11, 27),
        "reviewer": TREASURER,
        "part": "2026-11",
        "reasons": "科目の細節が違う",
    }
    return ReturnOrder(**(made | changes))


def cancel(**changes: Any) -> CancelOrder:
    made: dict[str, Any] = {
        "today": TODAY,
        "cancelled_on": date(2026, 11, 28),
        "clerk": CLERK,
        "part": "2026-11",
        "reasons": "転居が決まった",
    }
    return CancelOrder(**(made | changes))


def bounce(**changes: Any) -> ReturnTransfer:
    made: dict[str, Any] = {
        "today": TODAY,
        "returned_on": date(2026, 12, 2),
        "part": "2026-11",
        "reason": TransferReason.NO_ACCOUNT,
    }
    return ReturnTransfer(**(made | changes))


def bounced(**changes: Any) -> TransferReturned:
    made: dict[str, Any] = {
        "returned_on": date(2026, 12, 2),
        "person": PERSON,
        "grant_no": 1,
        "month": "2026-11",
        "order_no": "支-2026-11",
        "batch": None,
        "was_paid": True,
        "reason": TransferReason.NO_ACCOUNT,
        "amount_yen": Open(PERSON, 37_000),
    }
    return TransferReturned(**(made | changes))


def reissue(**changes: Any) -> ReissueOrder:
    made: dict[str, Any] = {
        "today": TODAY,
        "reissued_on": date(2026, 12, 4),
        "orderer": CLERK,
        "part": "2026-11",
        "due_on": date(2026, 12, 10),
    }
    return ReissueOrder(**(made | changes))


def book(**changes: Any) -> BookReturn:
    made: dict[str, Any] = {
        "today": TODAY,
        "booked_on": date(2026, 12, 5),
        "part": "2026-11",
        "order_no": "支-2026-11",
    }
    return BookReturn(**(made | changes))


LINE = BatchLine(
    matter=PaidMatter.RENT,
    stream=GRANT,
    case=GRANT,
    part="2026-11",
    order_no="支-2026-11",
    issue=1,
    account_at=GRANT,
)


def open_it(**changes: Any) -> OpenBatch:
    made: dict[str, Any] = {
        "today": TODAY,
        "opened_on": date(2026, 11, 28),
        "number": "2026-11-01",
        "fiscal_year": 2026,
        "transfer_on": date(2026, 11, 30),
        "hand_over": HandOver.BANK,
        "clerk": CLERK,
    }
    return OpenBatch(**(made | changes))


def opened() -> BatchOpened:
    return BatchOpened(
        opened_on=date(2026, 11, 28),
        number="2026-11-01",
        fiscal_year=2026,
        transfer_on=date(2026, 11, 30),
        hand_over=HandOver.BANK,
        clerk=CLERK,
    )


def filled(*lines: BatchLine) -> BatchFilled:
    return BatchFilled(filled_on=date(2026, 11, 28), number="2026-11-01", lines=lines or (LINE,))


def proposed(contents: str = "ee" * 32) -> BatchProposed:
    return BatchProposed(
        proposed_on=date(2026, 11, 28),
        number="2026-11-01",
        proposer=CLERK,
        orders=1,
        total_yen=37_000,
        contents=contents,
    )


def release(**changes: Any) -> ReleaseBatch:
    made: dict[str, Any] = {
        "today": TODAY,
        "released_on": date(2026, 11, 29),
        "releaser": DRAFTER,
        "post": "出納員",
        "entitled": True,
        "approved": LEAF,
        "standing": LEAF,
        "contents": "ee" * 32,
    }
    return ReleaseBatch(**(made | changes))


def released() -> BatchReleased:
    return BatchReleased(
        released_on=date(2026, 11, 29),
        number="2026-11-01",
        proposer=CLERK,
        releaser=DRAFTER,
        post="出納員",
        approved=LEAF,
    )


def handed() -> BatchHandedOver:
    return BatchHandedOver(
        handed_on=date(2026, 11, 29),
        number="2026-11-01",
        hand_over=HandOver.BANK,
        clerk=DRAFTER,
        sha256="ff" * 32,
        size=488,
    )
