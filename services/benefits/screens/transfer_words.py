"""The facts of paying out in a few words; None for a fact of another matter."""

from events.contract import Event, opened, wareki
from events.contract.benefits_one_off import (
    MovingAccountChecked,
    MovingAccountStated,
    OneOffBatched,
    OneOffOrderCancelled,
    OneOffOrderReturned,
    OneOffReissued,
    OneOffReturnBooked,
    OneOffTransferReturned,
    OneOffUnbatched,
)
from events.contract.benefits_transfers import (
    BatchFilled,
    BatchHandedOver,
    BatchOpened,
    BatchProposed,
    BatchReleased,
    BatchResultRead,
    BatchWithdrawn,
    OrderBatched,
    OrderCancelled,
    OrderReissued,
    OrderReturned,
    OrderUnbatched,
    PayeeAccountChanged,
    PayeeAccountChecked,
    ReturnedTransferBooked,
    TransferReturned,
)
from events.contract.transfer_codes import PaidMatter
from services.benefits.orders import part_of
from services.benefits.screens.wording import paid_for

OfMonth = (
    OrderReturned
    | OrderCancelled
    | OrderBatched
    | OrderUnbatched
    | TransferReturned
    | OrderReissued
    | ReturnedTransferBooked
)
OneOff = (
    OneOffOrderReturned
    | OneOffOrderCancelled
    | OneOffBatched
    | OneOffUnbatched
    | OneOffTransferReturned
    | OneOffReissued
    | OneOffReturnBooked
)


def transfer_words(fact: Event) -> str | None:  # noqa: PLR0911 - one arm per kind
    """What it says, in a line; never an account."""
    match fact:
        case PayeeAccountChanged() | PayeeAccountChecked():
            return f"口座の届 その{fact.account_no}"
        case MovingAccountStated() | MovingAccountChecked():
            return f"{fact.cost.ja} 口座の届 その{fact.account_no}"
        case OrderReturned() | OrderCancelled() | OneOffOrderReturned() | OneOffOrderCancelled():
            return f"{_ordered(fact)}　{opened(fact.reasons, '')}"
        case OrderBatched() | OrderUnbatched() | OneOffBatched() | OneOffUnbatched():
            return _ordered(fact)
        case TransferReturned() | OneOffTransferReturned():
            paid = "(支給のあと)" if fact.was_paid else ""
            return f"{_ordered(fact)}　{fact.reason.ja}{paid}"
        case OrderReissued() | OneOffReissued():
            return f"{_ordered(fact)} {fact.issue}回目　支払予定 {wareki.short(fact.due_on)}"
        case ReturnedTransferBooked() | OneOffReturnBooked():
            yen = opened(fact.amount_yen, None)
            told = "" if yen is None else f"{yen:,}円"
            return f"{_what(fact)} {fact.fiscal_year}年度 {told}"
    return _of_batch(fact)


def _ordered(fact: OfMonth | OneOff) -> str:
    return f"{_what(fact)} 命令 {fact.order_no}"


def _what(fact: OfMonth | OneOff) -> str:
    matter = getattr(fact, "matter", PaidMatter.RENT)
    return paid_for(matter, part_of(fact))


def _of_batch(fact: Event) -> str | None:  # noqa: PLR0911 - one arm per kind
    match fact:
        case BatchOpened():
            on = wareki.short(fact.transfer_on)
            return f"{fact.number} {fact.fiscal_year}年度 振込日 {on} {fact.hand_over.ja}"
        case BatchFilled():
            return f"{len(fact.lines):,}件を追加"
        case BatchProposed():
            return f"{fact.orders:,}件 {fact.total_yen:,}円 照合番号 {fact.contents[:8]}"
        case BatchReleased():
            return fact.post
        case BatchHandedOver():
            return f"{fact.hand_over.ja} {fact.size:,}バイト 照合値 {fact.sha256[:16]}"
        case BatchResultRead():
            return f"支給 {fact.paid:,}件 組戻 {fact.returned:,}件"
        case BatchWithdrawn():
            return ""
    return None
