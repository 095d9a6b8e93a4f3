"""The facts of a grant up to its end, each in a line of the timeline; None for a fact of another matter."""

from events.contract import Event, opened, wareki
from events.contract.benefits import (
    ApplicationSubmitted,
    BenefitCorrectionAsked,
    ExpenditureCommitted,
    GrantDecided,
    GrantDrafted,
    GrantEnded,
    GrantRefused,
    GrantReviewed,
    GrantStopped,
    OrderPassed,
    PaymentMade,
    PaymentOrdered,
)
from events.contract.grant_approving import GrantDecidedByDeputy, GrantDeputyDecisionSeen
from events.contract.money_approving import MoneyDecidedByDeputy, MoneyDeputyDecisionSeen
from services.benefits.decisions.document import Document
from services.benefits.screens.wording import month_label, period, sum_label


def proposal_words(fact: Event) -> str | None:
    """From the application to the proposal and its 審査."""
    match fact:
        case ApplicationSubmitted():
            return f"第{fact.grant_no}回 {fact.kind.ja}({fact.medium.ja}で到達)"
        case BenefitCorrectionAsked():
            papers = "、".join(Document.stored(one).ja for one in fact.missing)
            return f"{papers}。期限 {wareki.short(fact.due_on)}"
        case GrantDrafted():
            if not fact.proposal:
                return "不支給を起案"
            return f"月額 {sum_label(fact.monthly_yen)}、{period(fact.first_month, fact.months)}"
        case GrantReviewed():
            return opened(fact.opinion, "")
    return None


def decision_words(fact: Event) -> str | None:  # noqa: PLR0911 - one arm per kind
    """The decision, and the end."""
    match fact:
        case GrantDecided():
            return f"{fact.number} 月額 {sum_label(fact.monthly_yen)}、決裁 {fact.post}"
        case GrantRefused():
            return f"{fact.number} {opened(fact.reasons, '')}"
        case GrantDecidedByDeputy() | MoneyDecidedByDeputy():
            return f"{fact.holder_post}に代わり{fact.deputy_post}({fact.ground.ja})"
        case GrantDeputyDecisionSeen() | MoneyDeputyDecisionSeen():
            return fact.post
        case GrantStopped():
            return f"{fact.reason.ja}。{month_label(fact.last_month)}まで"
        case GrantEnded():
            return f"{fact.months_paid}か月を支給"
    return None


def payment_words(fact: Event) -> str | None:
    """支出負担行為, 支出命令, its 審査 and the payment."""
    match fact:
        case ExpenditureCommitted():
            return f"{fact.fiscal_year}年度 {fact.item} {sum_label(fact.amount_yen)}"
        case PaymentOrdered():
            return f"{month_label(fact.month)} 命令 {fact.order_no} {sum_label(fact.amount_yen)}"
        case OrderPassed():
            return month_label(fact.month)
        case PaymentMade():
            return f"{month_label(fact.month)} {sum_label(fact.amount_yen)}"
    return None
