"""What an assessment and a conference hold beyond their headline, as one reads it back in the timeline."""

from events.contract import opened
from events.contract.planning import AssessmentRecorded, SupportConferenceHeld
from services.planning.screens.sheet_items import ITEMS


def assessed(fact: AssessmentRecorded) -> list[str]:
    """The answers that were given, with their terms; what was not asked is left out."""
    return [
        *(f"{item.short} {item.said(fact)}" for item in ITEMS if item.answered(fact)),
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


def _named(term: str, text: str) -> str:
    return f"{term} {text}" if text else ""
