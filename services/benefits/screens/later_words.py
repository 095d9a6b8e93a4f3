"""The facts after the first decision, each in a line of the timeline."""

from events.contract import Event, opened, wareki
from events.contract.benefits_life import (
    AmountChanged,
    ApplicationWithdrawn,
    ExplanationAsked,
    ExplanationGiven,
    ExtensionApplied,
    ExtensionRefused,
    GrantExtended,
    GrantResumed,
    GrantSuspended,
    LaterDrafted,
    LaterDropped,
    LaterFigures,
    LaterRefused,
    LaterReviewed,
    StopDecided,
)
from events.contract.sealed import Sealed
from services.benefits.screens.wording import HIDDEN_SUM, month_label, period


def later_words(fact: Event) -> str | None:  # noqa: C901, PLR0911 - one arm per kind
    """What it says; None for a fact of another kind."""
    match fact:
        case ExtensionApplied():
            return f"第{fact.extension_no}回の延長の申請({fact.medium.ja}で到達)"
        case LaterDrafted():
            return f"{fact.matter.ja}{'' if fact.favours else 'を認めない'}"
        case LaterReviewed():
            return opened(fact.opinion, "")
        case LaterDropped():
            return opened(fact.reason, "")
        case GrantExtended() | GrantResumed():
            return f"{fact.number} {period(fact.first_month, fact.months)} {_yen(fact.figures)}"
        case AmountChanged():
            start = month_label(fact.first_month)
            return f"{fact.number} {fact.ground.ja}。{start}から {_yen(fact.figures)}"
        case GrantSuspended():
            until = wareki.short(fact.resume_by)
            return f"{fact.number} {month_label(fact.last_month)}まで支給。再開の期限 {until}"
        case ExtensionRefused() | LaterRefused():
            return f"{fact.number} {opened(fact.reasons, '')}"
        case StopDecided():
            return f"{fact.number} {fact.reason.ja}。{fact.citation}"
        case ExplanationAsked():
            return f"{fact.reason.ja}について。期限 {wareki.short(fact.due_on)}"
        case ExplanationGiven():
            return opened(fact.words, "")
        case ApplicationWithdrawn():
            return f"本人の署名 {wareki.short(fact.signed_on)} {opened(fact.reason, '')}".strip()
    return None


def _yen(figures: Sealed[LaterFigures]) -> str:
    found = opened(figures, None)
    return f"月額 {found.monthly_yen:,}円" if found else HIDDEN_SUM
