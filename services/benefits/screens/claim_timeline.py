"""The facts of a claim, and of a recheck, as entries: term, day, who, and a few words."""

from collections.abc import Iterable
from dataclasses import replace

from events.contract import Event, opened, wareki
from events.contract.benefits_claims import (
    ClaimCarriedOver,
    ClaimExpired,
    ClaimFixed,
    ClaimWrittenOff,
    CollectionDeferred,
    DemandIssued,
    InstalmentsAgreed,
    MoneyCollected,
    OverpaymentFound,
    ReminderIssued,
    RepaymentDecided,
    RepaymentExplained,
    ReturnBooked,
)
from events.contract.benefits_supplements import (
    SupplementDecided,
    SupplementOpened,
    SupplementOrdered,
    SupplementPaid,
    SupplementPassed,
)
from events.contract.money_approving import MoneyDecidedByDeputy, MoneyDeputyDecisionSeen
from events.contract.sealed import Sealed
from events.host.desk import Desk
from events.log.recorded import Recorded
from services.benefits.screens.timeline import Entry, timeline
from services.benefits.screens.transfer_words import transfer_words


def claim_timeline(desk: Desk, recorded: Iterable[Recorded]) -> list[Entry]:
    """In the order of recording."""
    found = list(recorded)
    entries = timeline(desk, found)
    return [replace(entry, text=words(one.fact)) for entry, one in zip(entries, found, strict=True)]


def words(fact: Event) -> str:  # noqa: C901, PLR0911, PLR0912 - one arm per kind
    """What it says, in a line."""
    match fact:
        case OverpaymentFound():
            return f"{fact.cause.ja} {_yen(fact.amount_yen)}。{opened(fact.how, '')}"
        case RepaymentExplained():
            return opened(fact.words, "")
        case RepaymentDecided():
            said = f"{fact.number} {fact.extent.ja} {_yen(fact.claimed_yen)}、決裁 {fact.post}。"
            return said + opened(fact.reasons, "")
        case ClaimFixed():
            said = f"{fact.number} {fact.kind.ja} {fact.fiscal_year}年度 {fact.item}"
            return f"{said} {_yen(fact.amount_yen)}{_post(fact.post)}"
        case DemandIssued() | ReminderIssued():
            return f"{fact.number} {_yen(fact.amount_yen)}、期限 {wareki.short(fact.due_on)}"
        case InstalmentsAgreed():
            parts = opened(fact.parts, ())
            return f"{len(parts)}回、最後 {wareki.short(fact.last_on)}"
        case MoneyCollected():
            return f"{fact.fiscal_year}年度 {_yen(fact.amount_yen)}"
        case ReturnBooked():
            return f"{fact.fiscal_year}年度 {fact.item} {_yen(fact.amount_yen)}"
        case ClaimCarriedOver():
            said = f"{fact.number} {fact.from_year}年度から{fact.fiscal_year}年度へ"
            return f"{said} {_yen(fact.amount_yen)}{_post(fact.post)}"
        case CollectionDeferred():
            said = f"{fact.ground.ja}、{wareki.short(fact.until_on)}まで{_post(fact.post)}。"
            return said + opened(fact.reasons, "")
        case ClaimExpired():
            plea = f"援用 {wareki.short(fact.pleaded_on)}" if fact.pleaded_on else "援用は不要"
            return f"{_yen(fact.amount_yen)}({plea})"
        case ClaimWrittenOff():
            said = f"{fact.number} {fact.ground.ja} {_yen(fact.amount_yen)}、決裁 {fact.post}。"
            return said + opened(fact.reasons, "")
        case SupplementOpened() | SupplementPaid():
            return _yen(fact.amount_yen)
        case SupplementDecided():
            return f"{fact.number} {fact.fiscal_year}年度 {fact.item}、決裁 {fact.post}"
        case SupplementOrdered():
            return f"{fact.order_no} {_yen(fact.amount_yen)}"
        case SupplementPassed():
            return "支出命令を審査"
        case MoneyDecidedByDeputy():
            return (
                f"{fact.matter.ja}: {fact.holder_post}に代わり{fact.deputy_post}({fact.ground.ja})"
            )
        case MoneyDeputyDecisionSeen():
            return f"{fact.matter.ja}: {fact.post}"
    return transfer_words(fact) or ""


def _post(post: str) -> str:
    """In which post; "" for facts of before posts were kept."""
    return f"、{post}" if post else ""


def _yen(sealed: Sealed[int]) -> str:
    yen = opened(sealed, None)
    return "(金額は開示できません)" if yen is None else f"{yen:,}円"
