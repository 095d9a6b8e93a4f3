"""The facts of paying out in a few words; None for a fact of another matter."""

from events.contract import Event, opened, wareki
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
from services.benefits.screens.wording import month_label


def transfer_words(fact: Event) -> str | None:  # noqa: PLR0911 - one arm per kind
    """What it says, in a line; never an account."""
    match fact:
        case PayeeAccountChanged() | PayeeAccountChecked():
            return f"口座の届 その{fact.account_no}"
        case OrderReturned() | OrderCancelled():
            return f"{month_label(fact.month)} 命令 {fact.order_no}　{opened(fact.reasons, '')}"
        case OrderBatched() | OrderUnbatched():
            return f"{month_label(fact.month)} 命令 {fact.order_no}"
        case TransferReturned():
            paid = "(支給のあと)" if fact.was_paid else ""
            return f"{month_label(fact.month)} 命令 {fact.order_no}　{fact.reason.ja}{paid}"
        case OrderReissued():
            due = wareki.short(fact.due_on)
            return (
                f"{month_label(fact.month)} 命令 {fact.order_no} {fact.issue}回目　支払予定 {due}"
            )
        case ReturnedTransferBooked():
            yen = opened(fact.amount_yen, None)
            told = "" if yen is None else f"{yen:,}円"
            return f"{month_label(fact.month)} {fact.fiscal_year}年度 {told}"
    return _of_batch(fact)


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
