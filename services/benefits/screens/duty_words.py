"""The facts of the monthly duties, each in a line of the timeline."""

from events.contract import Event, opened
from events.contract.benefits_duties import (
    ActivityReported,
    EvidenceAccepted,
    IncomeReported,
    PaymentHeld,
    PaymentReleased,
)
from services.benefits.screens.activity import words
from services.benefits.screens.wording import month_label, sum_label


def duty_words(fact: Event) -> str | None:
    """What it says; None for a fact of another kind."""
    match fact:
        case ActivityReported():
            done = opened(fact.done, None)
            return f"{month_label(fact.month)} {words(done) if done else ''}".strip()
        case EvidenceAccepted():
            short = f"(回数は不足) {opened(fact.reason, '')}" if fact.short else ""
            return f"{month_label(fact.month)}{short}"
        case PaymentHeld():
            return f"{month_label(fact.month)} {fact.ground.ja}"
        case PaymentReleased():
            return f"{month_label(fact.month)} {opened(fact.note, '')}".strip()
        case IncomeReported():
            employed = " 常用就職" if fact.employed else ""
            return f"{month_label(fact.month)} {sum_label(fact.income_yen)}{employed}"
    return None
