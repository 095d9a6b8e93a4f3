"""The month's activity in words: what is asked for, what was done, what lacks."""

from typing import Final

from events.contract.benefits_duties import ActivityCounts, ActivityReported, ActivityType
from events.contract.sealed import opened
from services.benefits.decisions.reporting_activity import lacking, required_counts

NAMES: Final = {
    "contacts": "自立相談支援機関との面談等",
    "consultations": "職業相談・経営相談",
    "applications": "応募・面接",
    "plan_actions": "計画に基づく取組",
}


def required_words(kind: ActivityType, month: str) -> str:
    """面談等 4回、職業相談 2回 … and the source."""
    counts, source = required_counts(kind, month)
    return f"{words(counts)}（{source}）"


def words(counts: ActivityCounts) -> str:
    """The counts that are not nought."""
    named = ((name, getattr(counts, name)) for name in NAMES)
    return "、".join(f"{NAMES[name]} {times}回" for name, times in named if times) or "なし"


def lacking_words(report: ActivityReported) -> str:
    """What lacks; "" where nothing does."""
    return "、".join(f"{NAMES[name]} あと{times}回" for name, times in lacking(report).items())


def report_rows(report: ActivityReported) -> list[tuple[str, str]]:
    """Each kind of activity: done of required."""
    done, asked = opened(report.done, None), opened(report.required, None)
    if done is None or asked is None:
        return []
    return [
        (ja, f"{getattr(done, name)}回（必要 {getattr(asked, name)}回）")
        for name, ja in NAMES.items()
        if getattr(done, name) or getattr(asked, name)
    ]
