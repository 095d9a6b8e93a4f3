"""What an assessment and a conference hold beyond their headline, as one reads it back in the timeline."""

from collections.abc import Iterable
from typing import Any

from events.contract import NotPermitted, Shredded, Unanswered, opened
from events.contract.planning import AssessmentRecorded, SupportConferenceHeld
from events.contract.sealed import Sealed
from events.host.filters import label, yen


def assessed(fact: AssessmentRecorded) -> list[str]:
    """The answers that were given, with their terms; what was not asked is left out."""
    return [
        *_terms(
            [
                ("就労", fact.work),
                ("住居", fact.dwelling),
                ("生活保護", fact.public_assistance),
                ("健康", fact.health),
            ]
        ),
        *_terms([("世帯人員", fact.household_size)], unit="人"),
        *_amounts(fact),
        opened(fact.background, ""),
        _named("強み", opened(fact.strengths, "")),
    ]


def discussed(fact: SupportConferenceHeld) -> list[str]:
    """Which of the three checks failed, the role table, what is missing, and the minutes."""
    checks = {
        "状況と目標": fact.fits_situation,
        "課題の解決": fact.content_works,
        "本人の意欲": fact.raises_will,
    }
    failed = "・".join(name for name, passed in checks.items() if not passed)
    return [
        _named("「いいえ」の確認点", failed),
        _named("自治体職員の欠席", opened(fact.absence_reason, "")),
        _named("役割分担", opened(fact.roles, "")),
        _named("足りない社会資源", opened(fact.missing_resources, "")),
        opened(fact.minutes, ""),
    ]


def _terms(pairs: Iterable[tuple[str, Sealed[Any]]], unit: str = "") -> list[str]:
    return [
        f"{term} {label(sealed.value)}{unit}"
        for term, sealed in pairs
        if not isinstance(sealed, NotPermitted | Shredded)
        and not isinstance(sealed.value, Unanswered)
    ]


def _amounts(fact: AssessmentRecorded) -> list[str]:
    amounts = (
        ("月収", fact.monthly_income_yen),
        ("預貯金", fact.savings_yen),
        ("債務", fact.debts_yen),
    )
    known = ((term, opened(sealed, None)) for term, sealed in amounts)
    return [f"{term} {yen(value)}" for term, value in known if isinstance(value, int)]


def _named(term: str, text: str) -> str:
    return f"{term} {text}" if text else ""
